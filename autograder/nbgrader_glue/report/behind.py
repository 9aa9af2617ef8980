"""Which rule a wrong answer goes wrong about, and how: the misconception, what was given, what is right."""

from collections.abc import Callable, Iterable, Iterator

import attrs

from autograder.claim_marking import ClaimQuestion, leaning_on
from autograder.keys import finding_of
from autograder.markable import CaseQuestion, Markable
from autograder.marking import Mark
from autograder.questions import ENOUGH, Part, QuestionKind
from autograder.rulebook import Card, Trial, all_rules

_OVERLOOKED = ("_overlooked", "incomplete")


@attrs.frozen
class Shown:
    """A misconception that an answer shows: the rule it is about (None where no rule is behind the question).

    `beside` are further rules that decide the same. `given` and `right` are values of the question, either may be
    empty: a right option that was left out, a wrong one that was added.
    """

    mistake: str
    card: Card | None
    beside: tuple[Card, ...] = ()
    given: str = ""
    right: str = ""


def shown_by(markable: Markable, marked: Mark) -> tuple[Shown, ...]:
    """What a wrong answer shows; nothing for a right one, an open one, or one that a person marks."""
    if marked.right or marked.given is None or not marked.mistakes:
        return ()
    if isinstance(markable, ClaimQuestion):
        cards = leaning_on(markable.claim.id)
        return (_shown(marked.mistakes[0], cards[::-1], str(marked.given), marked.expected[0]),)
    if markable.kind is QuestionKind.MANY:
        return tuple(_of_set(markable, marked))
    return (_shown(marked.mistakes[0], _deciding(markable, marked), str(marked.given), marked.expected[0]),)


def _shown(mistake: str, cards: Iterable[Card], given: str = "", right: str = "") -> Shown:
    """The last card is the most special one: rules stand in the book from the general to the special."""
    named = {card.id: card for card in cards}
    *beside, card = named.values() if named else (None,)
    return Shown(mistake, card, tuple(one for one in beside if one), given, right)


def _deciding(markable: CaseQuestion, marked: Mark) -> list[Card]:
    """The rules that decide a question with one answer."""
    asked, standing = markable.asked, _standing(markable)
    match asked.kind:
        case QuestionKind.DATE | QuestionKind.AMOUNT:
            return _those(standing, lambda trial: any(value.name == asked.of for value in trial.figures))
        case QuestionKind.MISSING_FACT if marked.expected != (ENOUGH,):
            return _those(standing, lambda trial: any(condition.holds is None for condition in trial.conditions))
    if asked.of in {Part.TAGS, Part.FLAGS}:
        return _giving(standing, marked.expected)
    return _concluding(standing, marked.expected)


def _of_set(markable: CaseQuestion, marked: Mark) -> Iterator[Shown]:
    """Each option too many and each one left out, by the rule that gives it."""
    asked, standing = markable.asked, _standing(markable)
    chosen = set(marked.given or ())
    extra = [option for option in asked.options if option in chosen and option not in marked.expected]
    lacking = [option for option in marked.expected if option not in chosen]
    overlooked = [mistake for mistake in marked.mistakes if mistake.endswith(_OVERLOOKED)]
    imagined = [mistake for mistake in marked.mistakes if mistake not in overlooked]
    parts = asked.of in {Part.TAGS, Part.FLAGS}
    for mistake in overlooked:
        for option in lacking:
            found = _giving(standing, (option,)) if parts else _concluding(standing, (option,))
            yield _shown(mistake, found, right=option)
    for mistake in imagined:
        for option in extra if parts else extra[:1]:
            tried = filter(_is_law, finding_of(markable.case_file, asked).verdict.trials)
            found = _giving(tried, (option,)) if parts else _concluding(standing, marked.expected)
            yield _shown(mistake, found or _anywhere(option, parts), given=option)


def _is_law(trial: Trial) -> bool:
    """Whether a rule was tried as the law of the day, not passed over as older or newer law."""
    return all(condition.holds is not False for condition in trial.conditions if condition.name == "law_in_force")


def _standing(markable: CaseQuestion) -> tuple[Trial, ...]:
    return finding_of(markable.case_file, markable.asked).verdict.standing


def _those(trials: Iterable[Trial], wanted: Callable[[Trial], bool]) -> list[Card]:
    """The rules that meet a wish, or all of them where none does."""
    every = list(trials)
    return [trial.card for trial in every if wanted(trial)] or [trial.card for trial in every]


def _concluding(trials: Iterable[Trial], codes: Iterable[str]) -> list[Card]:
    wanted = set(codes)
    return _those(trials, lambda trial: bool(wanted & {str(code) for code in trial.card.concludes}))


def _giving(trials: Iterable[Trial], options: Iterable[str]) -> list[Card]:
    wanted = set(options)
    return [trial.card for trial in trials if wanted & {str(one) for one in (*trial.card.flags, *trial.card.tags)}]


def _anywhere(option: str, parts: bool) -> list[Card]:
    """A rule of the whole book that gives a flag or a tag, where none that was tried does."""
    cards = all_rules() if parts else ()
    return [card for card in cards if option in {str(one) for one in (*card.flags, *card.tags)}][:1]
