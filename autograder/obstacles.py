"""Which of the rules that would give a code came nearest to applying, and what rules of other days would have given."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from autograder.facts import Case
from autograder.rulebook import Card, FigureValue, Ground, Subject, Trial, Verdict, rules_for
from autograder.stated import UnknownFact
from autograder.vocabulary import Code, Question

RECENT = timedelta(days=5 * 365)
"""For so long after a change of law somebody may still think of the old law."""

Nearness = tuple[bool, bool, bool, bool, int, bool, int]


def nearest(verdict: Verdict, question: Question, code: Code, case: Case, subject: Subject) -> list[Trial]:
    """Rules that would give a code and fail, the one that came nearest to applying first."""
    institutions = [card.id.partition("-")[0] for card in rules_for(question) if code in card.concludes]
    most = max(map(institutions.count, institutions), default=0)
    homes = {one for one in institutions if institutions.count(one) == most}
    failing = [trial for trial in verdict.trials if not trial.applies and code in trial.card.concludes]
    ended = {trial.card.name: _replaced_by(verdict.standing, trial.card) for trial in failing}
    return sorted(failing, key=lambda one: nearness(one, homes, case, subject, ended[one.card.name]), reverse=True)


def nearness(trial: Trial, homes: Collection[str], case: Case, subject: Subject, replaced: bool) -> Nearness:
    """How near a failed rule came: rather law of the day than other law, for want of a fact than of a role, settled.

    How much of a rule holds counts for nothing where it fails because it is about other people.

    A rule that only its dates keep out comes first of all, be it law still to come, or old law of which a standing rule
    has taken the place: somebody may think that it is law already, or still.
    """
    last = trial.conditions[-1]
    other_law, on = last.name == "law_in_force", last.details.get("on")
    still_to_come = on is not None and trial.card.since is not None and on < trial.card.since
    by_date_alone = other_law and (still_to_come or replaced) and effect(trial.card, case, subject) is not None
    held = sum(condition.name != "law_in_force" for condition in trial.conditions[:-1])
    institution, _, number = trial.card.id.partition("-")
    wants_a_fact = bool(last.reads)
    settled, near = trial.card.unsettled is None, held if wants_a_fact else 0
    return by_date_alone, not other_law, wants_a_fact, settled, near, institution in homes, -int(number)


def effect(card: Card, case: Case, subject: Subject) -> tuple[Any, ...] | None:
    """What a rule would give if it were law on every day; None where something else keeps it from applying."""
    figures = []
    try:
        for step in card.body(case, subject):
            if isinstance(step, FigureValue):
                figures.append((step.name, step.value))
            elif not step[1]:
                return None
    except UnknownFact:
        return None
    return card.concludes, card.flags, card.tags, tuple(figures)


def dates_decide(card: Card, case: Case, subject: Subject) -> bool:
    """Whether on another day another law would have given something else on the same facts.

    Where nothing takes the place of a law that has ended, or took its place before it began, its end decides.
    """
    own = effect(card, case, subject)
    others = [other for other in rules_for(card.question) if _takes_its_place(card, other)]
    given = {other.name: effect(other, case, subject) for other in others}
    applying = {name: result for name, result in given.items() if result is not None}
    if not applying:
        return card.until is not None
    return own not in applying.values()


def _takes_its_place(card: Card, other: Card) -> bool:
    """Whether one rule is law just before or just after another and speaks about the same."""
    followed = card.until is not None and other.since == card.until
    follows = card.since is not None and other.until == card.since
    alike = other.id == card.id if card.ground is Ground.ADDED else other.ground is card.ground
    return (followed or follows) and alike and other.governed_by is card.governed_by


def _replaced_by(standing: Iterable[Trial], card: Card) -> bool:
    """Whether a standing rule took the place of a law that ended not long before the day that counts."""
    if card.until is None:
        return False
    successors = (one for one in standing if one.card.since == card.until and _takes_its_place(card, one.card))
    return any(map(_recent, successors))


def _recent(trial: Trial) -> bool:
    on, since = trial.conditions[0].details.get("on"), trial.card.since
    return on is not None and since is not None and on - since <= RECENT
