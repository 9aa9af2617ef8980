"""What would have to be different, told: the smallest changes of the facts that bring another answer out."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal

from autograder.changes import Change
from autograder.hypotheses import Hypothesis
from autograder.stated import NOT_WRITTEN, raw
from autograder.telling import Telling
from autograder.vocabulary import Code
from autograder.what_if import smallest_changes


class Supposing(Telling):
    """What would have to be different for a code."""

    def changes(self, code: Code) -> Iterator[str]:
        """One sentence a change, or one that says that none was found."""
        quoted = self.quoted(code)
        if code in self.finding.codes:
            yield self.say("change.already", code=quoted)
            return
        found = smallest_changes(self.case, self.finding, code)
        for place, changes in enumerate(found):
            told = self.phrases.joined(self.change_told(change) for change in changes)
            key = "both" if len(changes) > 1 else "first" if place == 0 else "other"
            yield self.say(f"change.{key}", changes=told, code=quoted)
        if not found:
            yield self.say("change.none", code=quoted)

    def change_told(self, change: Change) -> str:
        """A change as a statement, with what is really so where that is not just the opposite."""
        if change.hypothesis is not None:
            return self.hypothesis_told(change.hypothesis)
        assert change.read is not None
        read = self.phrases.located(change.read)
        present = raw(*read)
        told = self.sum_told(change) if isinstance(change.value, Decimal) else ""
        told = self.day_told(change) if isinstance(change.value, date) else told
        told = told or self.phrases.fact_stated(read, change.value, self.subject)
        if (isinstance(change.value, bool) and isinstance(present, bool)) or present is NOT_WRITTEN:
            return told
        if present is None:
            return self.say("change.never", told=told)
        return self.say("change.really", told=told, present=self.phrases.quoted_value(read[1], present))

    def hypothesis_told(self, hypothesis: Hypothesis) -> str:
        """A hypothesis in words; where it is about the loan asked about anyway, that is just the loan."""
        details = self.phrases.details(hypothesis.details)
        loan = hypothesis.details.get("loan", self.subject.loan)
        named = self.say("loan.this") if loan == self.subject.loan else self.phrases.loan(loan)
        return self.say(f"hypotheses.{hypothesis.name}", **{**details, "loan": named})

    def sum_told(self, change: Change) -> str:
        """A fact that is a sum or a rate, with those beyond it that would do as well; empty where none would."""
        assert change.read is not None
        name, whole = self.phrases.fact_name(change.read, self.subject), change.value.to_integral_value(ROUND_DOWN)
        just_over = change.value != whole and change.onwards != "less"
        if not change.onwards and not just_over:
            return ""
        key = "up_to" if change.onwards == "less" else "more_than" if just_over else "at_least"
        shown = self.phrases.value(change.read[1], whole if just_over else change.value)
        return self.say(f"change.sum.{key}", fact=name, value=shown)

    def day_told(self, change: Change) -> str:
        """A fact that is a day, with the days beyond it that would do as well."""
        assert change.read is not None
        read = self.phrases.located(change.read)
        first, last = sorted((change.value, change.until or change.value))
        key = change.onwards or ("between" if first != last else "plain")
        days = {"value": change.value if change.onwards else first, "last": last}
        happened = f"facts.{type(read[0]).__name__}.{read[1]}.happened"
        if raw(*read) is None and self.phrases.words.has(happened):
            return self.phrases.words(happened, on=self.say(f"change.when.{key}", **days))
        return self.say(f"change.day.{key}", fact=self.phrases.fact_name(read, self.subject), **days)
