"""Why another answer does not fit: the condition that fails, the exception in the way, or what stands instead."""

from collections.abc import Iterator

from autograder.changes import Change
from autograder.obstacles import nearest
from autograder.plausible import FAR
from autograder.rulebook import Trial, rules_for
from autograder.telling import HEADLINE, Telling, worth_a_word
from autograder.vocabulary import CODES, Code, CollectionContact, Liability
from autograder.what_if import smallest_changes, standing_after

_HARMLESS = {CollectionContact.LAWFUL, CollectionContact.LAWFUL_LIMITED}
_OWN_DEBT = {Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL}


class Refuting(Telling):
    """Why a code is not the answer."""

    def against(self, code: Code) -> Iterator[str]:
        """The reasons; says so where the code is right, or may be."""
        finding, quoted = self.finding, self.quoted(code)
        if code in finding.codes:
            yield self.say("why_not.right", code=quoted)
        elif any(code in codes for codes in finding.accepted):
            yield self.say("why_not.accepted", code=quoted)
        elif finding.undetermined and any(code in codes for codes in finding.possible):
            yield self.say("why_not.open", code=quoted, facts=self.names_of_missing())
        else:
            yield from self.obstacle(code, quoted)

    def obstacle(self, code: Code, quoted: str) -> Iterator[str]:
        """What keeps the code from being the answer."""
        verdict = self.finding.verdict
        beaten = [(trial, by) for trial, by in verdict.defeated if code in trial.card.concludes]
        failing = self.failing_rules(code)
        if code is Liability.SPOUSE_JOINT_DEBT and _OWN_DEBT & set(self.finding.codes):
            yield self.say("why_not.own_debt", code=quoted)
        elif any(code in trial.card.concludes for trial in verdict.standing):
            key = "harmless" if code in _HARMLESS else "graver" if isinstance(code, CollectionContact) else "outweighed"
            yield self.say(f"why_not.{key}", code=quoted, codes=self.phrases.codes(self.finding.codes))
        elif beaten:
            trial, by = beaten[0]
            yield self.say("why_not.defeated", code=quoted, law=self.phrases.rule(trial.card))
            yield self.clause("rule.exception", by)
        elif code is Liability.NONE and not self.wanting_a_fact(code, failing):
            yield from self.bound(quoted)
        elif failing:
            yield self.fails(failing[0], quoted)
        else:
            yield self.never_tried(code, quoted)

    def failing_rules(self, code: Code) -> list[Trial]:
        """Rules that would give the code, the most instructive first: what the smallest change would make apply."""
        finding = self.finding
        failing = nearest(finding.verdict, finding.question, code, self.case, self.subject)
        if len(failing) < 2 or failing[0].conditions[-1].name == "law_in_force":
            return failing
        wanted = self.rule_after(code)
        return sorted(failing, key=lambda trial: trial.card.name != wanted)

    def nearest_changes(self, code: Code) -> tuple[Change, ...]:
        """The first smallest change that is not far-fetched, empty where there is none."""
        found = smallest_changes(self.case, self.finding, code)
        return next((one for one in found if all(change.cost < FAR for change in one)), ())

    def rule_after(self, code: Code) -> str:
        """The name of the rule that would give the code after the smallest change; empty where none is found."""
        changes = self.nearest_changes(code)
        standing = standing_after(self.case, self.finding, changes[0]) if len(changes) == 1 else ()
        return next((one.card.name for one in standing if code in one.card.concludes), "")

    def wanting_a_fact(self, code: Code, failing: list[Trial]) -> bool:
        """Whether a fact of the file, if it were different, would let one of the failing rules apply."""
        changes = self.nearest_changes(code)
        wanted = self.rule_after(code)
        return bool(changes) and changes[0].read is not None and any(trial.card.name == wanted for trial in failing)

    def bound(self, quoted: str) -> Iterator[str]:
        """Nobody is free whom a rule binds: the rule that binds, what would be an exception, what is only a defence."""
        finding, standing = self.finding, self.finding.verdict.standing
        if len(finding.possible) > 1:
            outcomes = self.phrases.joined((self.phrases.codes(codes) for codes in finding.possible), "or")
            yield self.say("why_not.bound_anyway", code=quoted, facts=self.names_of_missing(), outcomes=outcomes)
            return
        order = [*CODES[finding.question]]
        found = {*finding.codes, *(code for codes in finding.possible for code in codes)}
        bound = [trial for trial in standing if set(trial.card.concludes) & found]
        if not bound:
            yield self.say("why_not.no_rule", code=quoted)
            return
        binding = min(bound, key=lambda trial: min(map(order.index, trial.card.concludes)))
        conditions = self.phrases.joined(dict.fromkeys(self.condition(one, binding) for one in self.spoken(binding)))
        key = "bound" if conditions else "bound_again"
        yield self.say(f"why_not.{key}", code=quoted, conditions=conditions, law=self.phrases.rule(binding.card))
        for trial in self.near_exceptions(binding)[:1]:
            failed = self.condition(trial.conditions[-1], trial)
            yield self.say("why_not.no_exception", law=self.phrases.rule(trial.card), failed=failed)
        for trial in standing:
            if set(trial.card.flags) & set(HEADLINE):
                yield self.say("why_not.only_a_defence", law=self.phrases.rule(trial.card))

    def fails(self, trial: Trial, quoted: str) -> str:
        """The condition that fails, after those that hold."""
        *held, failed = trial.conditions
        law, missed = self.phrases.rule(trial.card), self.condition(failed, trial)
        spoken = worth_a_word(one for one in held if one.holds and one.name != "law_in_force")
        texts = list(dict.fromkeys(self.condition(one, trial) for one in spoken))
        if not texts:
            return self.say("why_not.fails", code=quoted, law=law, failed=missed)
        return self.say("why_not.fails_after", code=quoted, law=law, held=self.phrases.joined(texts), failed=missed)

    def never_tried(self, code: Code, quoted: str) -> str:
        """Rules that work only beside another result, or no rule at all."""
        cards = [card for card in rules_for(self.finding.question) if code in card.concludes]
        if not cards:
            return self.say("why_not.no_rule", code=quoted)
        beside = dict.fromkeys(other for card in cards for other in card.beside)
        others = self.phrases.joined((self.quoted(other) for other in beside), "or")
        return self.say("why_not.beside", code=quoted, law=self.phrases.rule(cards[0]), others=others)
