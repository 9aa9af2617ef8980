"""A finding told in words: the argument, why another answer does not fit, what would have to be different for it.

What a lawyer would tell a lay person: the result first, then rule by rule because of which facts it applies, general
rules that give way told before the exception that defeats them, dates and sums where the rule that gives them is told.
No code and no rule id ever reaches the text.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from autograder.candidates import candidates
from autograder.changes import Change, subject_in
from autograder.facts import Case
from autograder.phrases import Phrases
from autograder.rulebook import NotModelled, RuleConflict, Subject, Trial, Undecided, rules_for
from autograder.solve import Finding, find
from autograder.stated import Read, changed, raw
from autograder.telling import Telling, goes_without_saying
from autograder.vocabulary import Code, CollectionContact, Flag, Question
from autograder.what_if import smallest_changes

LAW_KNOWN_UNTIL = date(2026, 5, 31)
"""Cases seen from a later day are told with a word that no change of the law since then is assumed."""


def argument(case: Case, finding: Finding, language: str) -> list[str]:
    """Why the finding is as it is, one paragraph an entry, the result first."""
    return list(_Told(case, finding, language).paragraphs())


def why_not(case: Case, finding: Finding, code: Code, language: str) -> list[str]:
    """Why `code` is not the answer: the condition that fails or the exception in the way. Says so if it is right."""
    return list(_Told(case, finding, language).against(code))


def what_would_change(case: Case, finding: Finding, code: Code, language: str) -> list[str]:
    """The smallest change of the facts that makes `code` the answer, or a sentence that one or two will not do."""
    return list(_Told(case, finding, language).changes(code))


def missing_facts(case: Case, finding: Finding, language: str) -> list[str]:
    """What one would have to ask, one question an entry, the most decisive first; empty when the facts suffice."""
    phrases = Phrases(case, language)
    return list(dict.fromkeys(phrases.fact_question(read, finding.subject) for read in reversed(finding.missing)))


def fact_name(case: Case, read: Read, language: str) -> str:
    """What a fact is called in this case, with whose or which it is in front where several could be meant."""
    return Phrases(case, language).fact_name(read)


def context(case: Case, subject: Subject, language: str) -> Mapping[str, str]:
    """What every sentence about a subject may name: person, loan, lender, borrower, creditor, as_of."""
    return Phrases(case, language).context(subject)


class _Told(Telling):
    """A whole explanation of one finding."""

    def paragraphs(self) -> Iterator[str]:
        finding = self.finding
        if finding.undetermined:
            yield from self.open_result()
        else:
            yield self.result()
            for trial in self.weighty():
                yield from self.rule_told(trial)
            yield from self.hanging()
        if Flag.UNSETTLED in finding.flags:
            yield self.unsettled()
        if self.case.as_of > LAW_KNOWN_UNTIL:
            yield self.say("no_later_change")

    # the result

    def result(self) -> str:
        codes = self.finding.codes
        kinds = {Question.COLLECTION_CONTACT: "contact", Question.SOFT_EFFECT: "person"}
        key = f"result.{kinds.get(self.finding.question, 'one')}"
        if len(codes) == 1:
            text = self.say(key, code=self.quoted(codes[0]), meaning=self.meaning(codes[0]), at=self.contact_at())
        else:
            text = self.say("result.many", codes=self.phrases.codes(codes))
        if self.finding.tags:
            tags = self.phrases.joined((self.quoted(tag) for tag in self.finding.tags), "list")
            text += self.say("result.tags", tags=tags)
        return text

    def open_result(self) -> Iterator[str]:
        finding = self.finding
        outcomes = [self.differing(codes) for codes in finding.possible]
        if len(outcomes) > 1:
            yield self.say("open.result", outcomes=self.phrases.joined(outcomes, "or"))
        else:
            yield self.say("open.details", code=self.phrases.joined(outcomes))
        asked = missing_facts(self.case, finding, self.phrases.language)
        yield self.say("open.ask", facts=self.say("join.sentences").join(asked))
        yield from self.branches()

    def branches(self) -> Iterator[str]:
        """What follows from each answer to the first question that settles the matter."""
        for missing in reversed(self.finding.missing):
            read = self.phrases.located(missing)
            values = candidates(self.case, *read)
            if not all(isinstance(value, (bool, StrEnum)) for value in values):
                continue
            outcomes: dict[tuple[Code, ...], list[Any]] = {}
            for value in values:
                outcomes.setdefault(self.outcome(read, value), []).append(value)
            if () not in outcomes:
                for codes, group in outcomes.items():
                    yield self.say("open.branch", fact=self.either(read, group), codes=self.differing(codes))
                return

    def either(self, read: Read, values: list[Any]) -> str:
        """A fact with any of several values as one statement."""
        if len(values) == 1:
            return self.phrases.fact_stated(read, values[0], self.subject)
        told = self.phrases.joined((self.phrases.quoted_value(read[1], value) for value in values), "or")
        return self.say("fact.is", fact=self.phrases.fact_name(read, self.subject), value=told)

    def differing(self, codes: tuple[Code, ...]) -> str:
        """A possible result, without what is certain in any case."""
        common = set.intersection(*map(set, self.finding.possible))
        return self.phrases.codes([code for code in codes if code not in common] or codes)

    def outcome(self, read: Read, value: Any) -> tuple[Code, ...]:
        """The codes if a fact had this value; none where more would have to be known."""
        case = changed(self.case, *read, value)
        try:
            return find(case, self.finding.question, subject_in(case, self.subject), strict=False).codes
        except (NotModelled, RuleConflict, Undecided):
            return ()

    def hanging(self) -> Iterator[str]:
        """Facts that leave the result alone but decide a date, a sum or a flag."""
        if self.finding.missing:
            names = self.phrases.joined(
                (self.phrases.fact_name(read, self.subject) for read in self.finding.missing), "list"
            )
            yield self.say("open.beside", facts=names)

    def unsettled(self) -> str:
        others = [codes for codes in self.finding.accepted if codes != self.finding.codes]
        if not others:
            return self.say("unsettled.plain")
        return self.say(
            "unsettled.accepted",
            code=self.phrases.codes(self.finding.codes),
            others=self.phrases.joined((self.phrases.codes(codes) for codes in others), "or"),
        )

    # another answer

    def against(self, code: Code) -> Iterator[str]:
        finding = self.finding
        quoted = self.quoted(code)
        if code in finding.codes:
            yield self.say("why_not.right", code=quoted)
            return
        if any(code in codes for codes in finding.accepted):
            yield self.say("why_not.accepted", code=quoted)
            return
        if finding.undetermined and any(code in codes for codes in finding.possible):
            yield self.say("why_not.open", code=quoted, facts=self.names_of_missing())
            return
        yield from self.obstacle(code, quoted)

    def obstacle(self, code: Code, quoted: str) -> Iterator[str]:
        trials = [trial for trial in self.finding.verdict.trials if code in trial.card.concludes]
        beaten = [(trial, by) for trial, by in self.finding.verdict.defeated if trial in trials]
        standing = [trial for trial in self.finding.verdict.standing if trial in trials]
        if standing:
            key = "why_not.graver" if isinstance(code, CollectionContact) else "why_not.outweighed"
            yield self.say(key, code=quoted, codes=self.phrases.codes(self.finding.codes))
        elif beaten:
            trial, by = beaten[0]
            yield self.say("why_not.defeated", code=quoted, law=self.phrases.rule(trial.card))
            yield self.clause("rule.exception", by)
        elif trials:
            yield self.failing(max(trials, key=self.nearness), quoted)
        else:
            yield self.never_tried(code, quoted)

    def failing(self, trial: Trial, quoted: str) -> str:
        *held, failed = trial.conditions
        missed = self.phrases.condition(self.subject, failed, card=trial.card)
        spoken = [one for one in held if one.holds and one.name != "law_in_force" and not goes_without_saying(one)]
        texts = list(dict.fromkeys(self.phrases.condition(self.subject, one, card=trial.card) for one in spoken))
        law = self.phrases.rule(trial.card)
        if not texts:
            return self.say("why_not.fails", code=quoted, law=law, failed=missed)
        return self.say("why_not.fails_after", code=quoted, law=law, held=self.phrases.joined(texts), failed=missed)

    def never_tried(self, code: Code, quoted: str) -> str:
        """Rules that work only beside another result, or no rule at all."""
        cards = [card for card in rules_for(self.finding.question) if code in card.concludes]
        if not cards:
            return self.say("why_not.no_rule", code=quoted)
        beside = dict.fromkeys(other for card in cards for other in card.beside)
        texts = (self.quoted(other) for other in beside)
        return self.say(
            "why_not.beside", code=quoted, law=self.phrases.rule(cards[0]), others=self.phrases.joined(texts, "or")
        )

    def changes(self, code: Code) -> Iterator[str]:
        quoted = self.quoted(code)
        if code in self.finding.codes:
            yield self.say("change.already", code=quoted)
            return
        found = smallest_changes(self.case, self.finding, code)
        for place, changes in enumerate(found):
            told = self.phrases.joined(self.change_told(change) for change in changes)
            yield self.say("change.first" if place == 0 else "change.other", changes=told, code=quoted)
        if not found:
            yield self.say("change.none", code=quoted)

    def change_told(self, change: Change) -> str:
        if change.hypothesis is not None:
            details = self.phrases.details(change.hypothesis.details)
            return self.say(f"hypotheses.{change.hypothesis.name}", **details)
        assert change.read is not None
        read = self.phrases.located(change.read)
        present = raw(*read)
        if isinstance(change.value, date):
            name, day = self.phrases.fact_name(read, self.subject), self.phrases.words.show(change.value)
            told = self.say(f"change.day.{change.onwards or 'plain'}", fact=name, value=day)
        else:
            told = self.phrases.fact_stated(read, change.value, self.subject, "had_been")
        if isinstance(change.value, bool) and isinstance(present, bool):
            return told
        return self.say("change.really", told=told, present=self.phrases.quoted_value(read[1], present))


__all__ = ["argument", "context", "fact_name", "missing_facts", "what_would_change", "why_not"]
