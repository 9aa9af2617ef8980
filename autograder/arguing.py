"""The argument of a finding: the result, the rules that carry it, and beside them what a reader should not miss."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from autograder.candidates import candidates
from autograder.changes import subject_in
from autograder.plausible import special
from autograder.rulebook import Ground, NotModelled, RuleConflict, Trial, Undecided
from autograder.solve import find
from autograder.stated import Read, changed
from autograder.telling import HEADLINE, Telling, worth_a_word
from autograder.vocabulary import CODES, Code, Flag, Liability, Question

LAW_KNOWN_UNTIL = date(2026, 5, 31)
"""Cases seen from a later day are told with a word that no change of the law since then is assumed."""

HOUSEKEEPING = frozenset(
    {
        "collection_is_on_record_two_years", "consumer_finance_company_keeps_records_five_years",
        "lender_answers_for_its_agency", "card_rule_is_no_rule_for_loans",
    }
)  # fmt: skip
"""Rules that hold in nearly every case and decide none: they are taught in the lessons, not in each explanation."""

ADVICE = {"good_habits_are_no_rules": "evidence_is_kept_with_its_dates"}
"""What holds in nearly every case as well, and is told only beside the rule that it is set against."""

JUDGEMENTS = {"daily_needs_are_a_judgment": "within_daily_needs"}
"""Rules that say how a fact is judged: told where this fact is missing."""

_OF_TODAY = {"never_more_than_the_debtor"}
"""Remarks without a date that cite today's law: not told where a standing rule of a law that has ended governs."""

MOST_REMARKS = 3
"""So many rules that change nothing in the result are told beside it."""

_KEYS = {
    Question.COLLECTION_CONTACT: "contact", Question.SOFT_EFFECT: "person", Question.REMEDIES: "remedy",
}  # fmt: skip


class Arguing(Telling):
    """The argument, paragraph by paragraph."""

    def paragraphs(self) -> Iterator[str]:
        """The result first."""
        finding = self.finding
        if finding.undetermined:
            yield from self.open_result()
            carrying: list[Trial] = []
        else:
            yield self.result()
            carrying = self.weighty()
            for trial in carrying:
                yield from self.rule_told(trial)
                yield from self.missed_exception(trial)
                yield from self.caution(trial)
        for trial in self.remarks():
            if trial.card.unsettled is None:
                yield from self.rule_told(trial)
            yield from self.caution(trial)
        if not finding.undetermined:
            yield from self.hanging()
        if self.case.as_of > LAW_KNOWN_UNTIL:
            yield self.say("no_later_change")

    def missed_exception(self, trial: Trial) -> Iterator[str]:
        """Beside the rule that binds a borrower or leaves a spouse free: which exception was near, and what it lacks.

        Whoever reads that a spouse is free asks about daily needs and joint use, whatever the condition that fails.
        """
        if trial.card.ground is Ground.OWN_CONTRACT:
            told = self.near_exceptions(trial)
        elif trial.card.ground is Ground.MARRIAGE and Liability.NONE in trial.card.concludes:
            told = self.near_exceptions(trial, anywhere=True)
        else:
            return
        for nearest in [one for one in told if one.conditions[-1].name != "debt_lawful"][:1]:
            last = nearest.conditions[-1]
            seen = worth_a_word(nearest.conditions) if trial.card.ground is Ground.MARRIAGE else [last]
            lacking = [one for one in seen if one is last or any(map(special, one.reads))]
            lacks = dict.fromkeys(self.condition(one, nearest) for one in lacking)
            yield self.say("rule.missed", law=self.phrases.rule(nearest.card), lacks=self.phrases.joined(lacks))

    def result(self) -> str:
        """What it comes to, in a sentence or two."""
        codes = self.finding.codes
        key = _KEYS.get(self.finding.question, "one")
        if len(codes) == 1:
            meaning, at = self.meaning(codes[0]), self.contact_at()
            text = self.say(f"result.{key}", code=self.quoted(codes[0]), meaning=meaning, at=at, loan=self.loan())
        else:
            many = {"person": "many_of_person", "remedy": "many_remedies"}.get(key, "many")
            text = self.say(f"result.{many}", codes=self.phrases.codes(codes), loan=self.loan())
        if self.finding.tags:
            tags = self.phrases.joined((self.quoted(tag) for tag in self.finding.tags), "codes")
            text += self.say("result.tags", tags=tags)
        for flag in HEADLINE:
            if flag in self.finding.flags:
                text += self.say("result.but", flag=self.meaning(flag))
        return text

    def loan(self) -> str:
        """The loan asked about, beside the name of its only borrower without that name where the language can."""
        name = self.phrases.name(self.subject.person)
        told, without = self.phrases.loan(self.subject.loan), self.say("loan.borrowed_alone")
        return told.replace(self.say("loan.borrowed", person=name), without) if without else told

    def weighty(self) -> list[Trial]:
        """The standing rules that carry something of the finding, those that conclude first."""
        order = list(CODES[self.finding.question])
        carried = [trial for trial in self.finding.verdict.standing if self.carries(trial)]
        gravest_first = -1 if self.finding.question is Question.COLLECTION_CONTACT else 1

        def rank(trial: Trial) -> tuple[bool, int]:
            return not trial.card.concludes, gravest_first * min(map(order.index, trial.card.concludes), default=0)

        return sorted(carried, key=rank)

    def carries(self, trial: Trial) -> bool:
        """Whether a code, flag, tag or figure of the finding rests on a standing rule, or a general rule fell by it."""
        finding, card = self.finding, trial.card
        if set(card.concludes) & set(finding.codes) or set(card.tags) & set(finding.tags):
            return True
        if set(card.flags) & set(finding.flags) or any(figure.name in finding.figures for figure in trial.figures):
            return True
        return any(
            by is trial and general.card.ground is not Ground.BACKGROUND for general, by in finding.verdict.defeated
        )

    def remarks(self) -> list[Trial]:
        """Standing rules that give nothing and defeat nothing, and yet answer what a reader may have got wrong."""
        told = [trial for trial in self.finding.verdict.standing if self.is_remark(trial)]
        return sorted(told, key=lambda trial: trial.card.unsettled is not None)[:MOST_REMARKS]

    def is_remark(self, trial: Trial) -> bool:
        """Whether a rule says something about the case and changes nothing in it."""
        card = trial.card
        if card.name in HOUSEKEEPING or any(one.holds is None for one in trial.conditions):
            return False
        standing = [one.card for one in self.finding.verdict.standing]
        if ADVICE.get(card.name, card.name) not in {one.name for one in standing}:
            return False
        if card.name in JUDGEMENTS and JUDGEMENTS[card.name] not in {name for _, name, _ in self.finding.missing}:
            return False
        if card.name in _OF_TODAY and any(one.until is not None for one in standing):
            return False
        silent = not (card.concludes or card.flags or card.tags or trial.figures)
        return silent and (card.unsettled is not None or not card.exception_to) and not self.carries(trial)

    def caution(self, trial: Trial) -> Iterator[str]:
        """Beside a rule whose point is unsettled: what is open, and whether the result itself hangs on it."""
        card = trial.card
        if card.unsettled is None or Flag.UNSETTLED not in self.finding.flags or not self.fresh([card.unsettled]):
            return
        open_point = {
            part: self.phrases.words(f"unsettled.{card.unsettled}.{part}").strip() for part in ("point", "why")
        }
        others = [codes for codes in self.finding.accepted if codes != self.finding.codes]
        if not card.accepts or not others:
            yield self.say("unsettled.beside", **open_point, authority=self.phrases.authority(card))
            return
        told = self.phrases.joined((self.phrases.codes(codes) for codes in others), "or")
        found = set(self.finding.codes)
        if all(found <= set(codes) or set(codes) <= found for codes in others):
            yield self.say("unsettled.either", **open_point, authority=self.phrases.authority(card), others=told)
        else:
            yield self.say("unsettled.result", **open_point, code=self.phrases.codes(self.finding.codes), others=told)

    # where a fact is missing

    def open_result(self) -> Iterator[str]:
        """The results that could still come out, what to ask, and what follows from each answer."""
        finding = self.finding
        outcomes = [self.differing(codes) for codes in finding.possible]
        if len(outcomes) > 1:
            yield self.say("open.result", outcomes=self.phrases.joined(outcomes, "or"))
        else:
            yield self.say("open.details", code=self.phrases.joined(outcomes))
        yield self.say("open.ask", facts=self.say("join.sentences").join(self.asked()))
        yield from self.branches()

    def asked(self) -> list[str]:
        """What one would have to ask, the most decisive first."""
        missing = reversed(self.finding.missing)
        return list(dict.fromkeys(self.phrases.fact_question(read, self.subject) for read in missing))

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
            yield self.say("open.beside", facts=self.names_of_missing())
