"""The misconception map: which rule is misread, in what way, and by how large a part of the class."""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from autograder.markable import Markable
from autograder.nbgrader_glue.report.behind import Shown, shown_by
from autograder.nbgrader_glue.report.class_data import Trainee
from autograder.nbgrader_glue.report.statistics import Said, share
from autograder.rulebook import Card


@attrs.frozen
class Example:
    """What was given in place of what is right on a question, and by how many."""

    question: str
    given: str
    right: str
    count: int


@attrs.frozen
class Misconception:
    """A misconception about one rule: `count` trainees of the `of` who answered a question in which it was shown."""

    mistake: str
    count: int
    of: int
    share: Said
    examples: tuple[Example, ...]


@attrs.frozen
class AboutRule:
    """All that is thought wrongly about one rule id, the most frequent first; no `cards` where no rule is behind it.

    `count` of `of` trainees show at least one of the misconceptions. `beside` are rules that decide the same.
    """

    rule: str
    cards: tuple[Card, ...]
    beside: tuple[Card, ...]
    count: int
    of: int
    share: Said
    misconceptions: tuple[Misconception, ...]


@attrs.frozen
class _Seen:
    """One trainee showing something in one question."""

    trainee: int
    question: str
    shown: Shown


def misconception_map(trainees: Iterable[Trainee], behind: Mapping[str, Markable]) -> tuple[AboutRule, ...]:
    """Everything that the answers show, by rule, the most frequent first. Each trainee counts once for each entry."""
    answers = list(trainees)
    by_rule: dict[str, list[_Seen]] = {}
    for place, trainee in enumerate(answers):
        for question, marked in trainee.marks.items():
            for shown in shown_by(behind[question], marked):
                rule = shown.card.id if shown.card else ""
                by_rule.setdefault(rule, []).append(_Seen(place, question, shown))
    rules = [_about(rule, seen, answers) for rule, seen in by_rule.items()]
    return tuple(sorted(rules, key=lambda one: (not one.rule, -one.count / max(one.of, 1), -one.count, one.rule)))


def _about(rule: str, seen: list[_Seen], trainees: list[Trainee]) -> AboutRule:
    mistakes = dict.fromkeys(one.shown.mistake for one in seen)
    found = [
        _misconception(mistake, [one for one in seen if one.shown.mistake == mistake], trainees) for mistake in mistakes
    ]
    cards = {one.shown.card.name: one.shown.card for one in seen if one.shown.card}
    beside = {card.id: card for one in seen for card in one.shown.beside if card.id != rule}
    count, of = _people(seen, trainees)
    ordered = sorted(found, key=lambda one: (-one.count / max(one.of, 1), -one.count, one.mistake))
    return AboutRule(rule, tuple(cards.values()), tuple(beside.values()), count, of, share(count, of), tuple(ordered))


def _misconception(mistake: str, seen: list[_Seen], trainees: list[Trainee]) -> Misconception:
    count, of = _people(seen, trainees)
    examples = Counter((one.question, one.shown.given, one.shown.right) for one in seen)
    most = sorted(examples.items(), key=lambda entry: (-entry[1], entry[0]))
    return Misconception(mistake, count, of, share(count, of), tuple(Example(*key, number) for key, number in most))


def _people(seen: list[_Seen], trainees: list[Trainee]) -> tuple[int, int]:
    """How many show it, and how many answered a question in which somebody shows it."""
    questions = {one.question for one in seen}
    answered = sum(any(question in trainee.values for question in questions) for trainee in trainees)
    return len({one.trainee for one in seen}), answered
