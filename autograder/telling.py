"""Rules and their conditions told as paragraphs: because of these facts, this law; but because of those, that one."""

from collections.abc import Iterable, Iterator

from autograder.facts import Case
from autograder.obstacles import RECENT, dates_decide
from autograder.phrases import Phrases
from autograder.plausible import special, unremarkable
from autograder.rule_cards import WAY
from autograder.rulebook import Condition, FigureValue, Ground, Trial
from autograder.solve import Finding
from autograder.stated import raw
from autograder.vocabulary import Code, ContactTag, Figure, Flag

_ABSENCES = {"no", "not", "never", "nothing", "nobody", "nobodys", "neither", "without"}
"""What the name of a condition says when it is about something that did not happen."""

_TAKEN_FOR_GRANTED = {
    "no_known_front_man", "borrower_is_bound", "debt_lawful", "no_borrower_as_well", "guarantee_not_paid_in_full",
    "not_the_hidden_user", "used_nobodys_name", "not_wholly_without_capacity", "there_is_a_debt_to_join",
    "every_limit_is_a_sum", "one_start_only", "court_has_decided_on_the_loan",
}  # fmt: skip
"""Conditions worth a word only where they fail: that the loan was not made for gambling, that no front man borrowed."""

MOST_ABSENCES = 2
"""How many things that did not happen are told as reasons for one rule."""

HEADLINE = (Flag.LIMITATION_DEFENCE, Flag.VOIDABLE_PENDING)
"""Flags so weighty that the result is not told without them."""

_NOT_BESIDE = {Flag.UNSETTLED, *HEADLINE}
_FIRST = (Figure.OVERDUE_SINCE, Figure.OVERDUE_DAYS, Figure.LEVEL)
_FIGURES = [*_FIRST, *(figure for figure in Figure if figure not in _FIRST)]


class Telling:
    """One finding being told; remembers what was said, so that nothing is said twice."""

    def __init__(self, case: Case, finding: Finding, language: str) -> None:
        self.case = case
        self.finding = finding
        self.subject = finding.subject
        self.phrases = Phrases(case, language)
        self.told: set[str] = set()

    def say(self, key: str, **parameters: object) -> str:
        """A text of `explain.toml` about the subject."""
        return self.phrases.say(key, **{**self.phrases.context(self.subject), **parameters})

    def rule_told(self, trial: Trial) -> Iterator[str]:
        """A standing rule, after the general rules that it defeats."""
        beaten = [general for general, by in self.finding.verdict.defeated if by.card.name == trial.card.name]
        beaten = [general for general in beaten if general.card.ground is not Ground.BACKGROUND]
        beaten = [general for general in beaten if general.card.concludes] or beaten[:1]
        for place, general in enumerate(beaten):
            yield self.clause("rule.general" if place == 0 else "rule.also_general", general)
        text = self.clause("rule.exception" if beaten else "rule.standing", trial)
        figures = sorted((one for one in trial.figures if one.name in self.finding.figures), key=figure_order)
        names = {one.name for one in figures}
        worked_out = self.fresh(self.phrases.figure(one, beside=names) for one in figures)
        if worked_out:
            text += self.say("rule.figures", figures=self.phrases.joined(worked_out, "figures"))
        hidden = _NOT_BESIDE | ({Flag.INTEREST_RATE_UNSETTLED} if trial.card.unsettled else set())
        shown = (flag for flag in trial.card.flags if flag in self.finding.flags and flag not in hidden)
        for meaning in self.fresh(self.meaning(flag) for flag in shown if not _in_figures(flag, trial)):
            text += self.say("rule.flag", flag=meaning)
        yield text

    def fresh(self, texts: Iterable[str]) -> list[str]:
        """Those of some texts that were not said yet; they count as said from now on."""
        found = [text for text in dict.fromkeys(texts) if text not in self.told]
        self.told.update(found)
        return found

    def clause(self, key: str, trial: Trial) -> str:
        """Because of these facts, this law."""
        fresh = self.fresh(self.condition(one, trial) for one in self.spoken(trial))
        law = self.phrases.rule(trial.card)
        if not fresh:
            return self.say(f"{key}_again", law=law)
        return self.say(key, conditions=self.phrases.joined(fresh), law=law)

    def condition(self, condition: Condition, trial: Trial) -> str:
        """What a condition of a rule says."""
        return self.phrases.condition(self.subject, condition, card=trial.card)

    def spoken(self, trial: Trial) -> list[Condition]:
        """The conditions worth a word: not what goes without saying, and dates of laws only where they decide."""
        found = [one for one in trial.conditions if one.holds is not None]
        dates = [one for one in found if one.name == "law_in_force" and self.dates_count(trial)]
        others = [one for one in found if one.name != "law_in_force"]
        return [*dates, *worth_a_word(others)] or others[-1:]

    def dates_count(self, trial: Trial) -> bool:
        """Whether on another day another law would have decided: old law applies, or a new one that replaced it."""
        card, on = trial.card, trial.conditions[0].details["on"]
        if card.until is None and (card.since is None or on - card.since > RECENT):
            return False
        return dates_decide(card, self.case, self.subject)

    def quoted(self, code: Code | Flag | ContactTag) -> str:
        """The label of a code in quotation marks."""
        return self.phrases.say("quoted", text=self.phrases.code(code))

    def meaning(self, code: Code | Flag) -> str:
        """What a code means for the person told about."""
        return self.phrases.meaning(code, self.subject.person)

    def contact_at(self) -> str:
        """When the contact was made, empty where the finding is about none."""
        contact = self.subject.contact
        return self.phrases.value("at", raw(contact, "at")) if contact else ""

    def near_exceptions(self, binding: Trial, *, anywhere: bool = False) -> list[Trial]:
        """Exceptions to a standing rule that fail on a fact out of the ordinary, or look at one `anywhere`."""
        names = {binding.card.id, binding.card.name}
        exceptions = (trial for trial in self.finding.verdict.trials if names & set(trial.card.exception_to))
        failing = [trial for trial in exceptions if not trial.applies and trial.conditions[-1].name != "law_in_force"]
        told = [
            trial
            for trial in failing
            if any(special(read) for one in trial.conditions[0 if anywhere else -1 :] for read in one.reads)
        ]
        return sorted(told, key=lambda trial: -len(trial.conditions))

    def names_of_missing(self) -> str:
        """The facts on which it hangs, side by side."""
        return self.phrases.joined(
            (self.phrases.fact_name(read, self.subject) for read in reversed(self.finding.missing)), "list"
        )


def worth_a_word(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """What does not go without saying, and of what merely never happened only the first."""
    absences = 0
    for one in conditions:
        if one.holds and one.name in _TAKEN_FOR_GRANTED:
            continue
        absences += is_absence(one)
        if not goes_without_saying(one) and not (is_absence(one) and absences > MOST_ABSENCES):
            yield one


def goes_without_saying(condition: Condition) -> bool:
    """Whether a condition holds only because nothing unusual happened: every fact behind it is as it mostly is."""
    nothing_special = all(read[2] is None and unremarkable(read) for read in condition.reads)
    return bool(condition.reads) and not set(condition.details) - {WAY} and nothing_special


def figure_order(figure: FigureValue) -> int:
    """Figures as one would tell them: since when, how long, how much, until when."""
    return _FIGURES.index(figure.name)


def is_absence(condition: Condition) -> bool:
    """Whether a condition only says that something never happened, with no fact of the file behind it."""
    return not condition.reads and bool(_ABSENCES & set(condition.name.split("_")))


def _in_figures(flag: Flag, trial: Trial) -> bool:
    """Whether a date says already what a flag says: the entry is shown until then."""
    return any(figure.name.value == flag.value for figure in trial.figures)
