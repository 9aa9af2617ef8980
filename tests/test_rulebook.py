"""The engine: exceptions, stages, grounds, dates, and its two loud failures, on small rulebooks of their own."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from autograder import rule_cards
from autograder.facts import Case, Person
from autograder.rulebook import Body, Ground, RuleConflict, Step, Subject, figure, rule, weigh
from autograder.vocabulary import Figure, Flag, Liability, Question

CASE = Case(id="case", as_of=date(2026, 4, 1), persons=(Person(id="a", name="甲", name_en="A"),))
SUBJECT = Subject("a", "loan1")
Q = Question.LIABILITY


@pytest.fixture(autouse=True)
def empty_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_cards, "_rulebook", {question: [] for question in Question})


def conditions(*truths: bool) -> Callable[[str], Body]:
    """A maker of rule bodies, each named as asked and yielding these truths."""

    def named(name: str) -> Body:
        def body(case: Case, subject: Subject) -> Iterator[Step]:
            for place, holds in enumerate(truths):
                yield f"{name}_{place}", holds

        body.__name__ = name
        return body

    return named


def enter(id: str, name: str, *truths: bool, **card: object) -> None:
    rule(id, question=Q, authority="CC/1", **card)(conditions(*(truths or (True,)))(name))  # type: ignore[arg-type]


def standing() -> list[str]:
    return [trial.card.name for trial in weigh(Q, CASE, SUBJECT).standing]


def test_a_rule_stands_only_if_every_condition_holds() -> None:
    enter("R-1", "whole", True, True, concludes=Liability.BORROWER_FULL, ground=Ground.OWN_CONTRACT)
    enter("R-2", "half", True, False, concludes=Liability.NONE, ground=Ground.OWN_CONTRACT)
    assert standing() == ["whole"]


def test_a_trial_stops_at_the_first_condition_that_fails() -> None:
    enter("R-1", "half", True, False, True, concludes=Liability.NONE)
    (trial,) = weigh(Q, CASE, SUBJECT).trials
    found = [(condition.name, condition.holds) for condition in trial.conditions]
    assert found == [("half_0", True), ("half_1", False)]


def test_an_exception_defeats_its_rule_by_id_or_by_name() -> None:
    enter("R-1", "general", concludes=Liability.BORROWER_FULL, ground=Ground.OWN_CONTRACT)
    enter("R-2", "forged", concludes=Liability.NONE, ground=Ground.OWN_CONTRACT, exception_to=("R-1",))
    assert standing() == ["forged"]
    enter("R-3", "ratified", exception_to=("forged",))
    assert standing() == ["general", "ratified"]


def test_an_exception_that_does_not_apply_defeats_nothing() -> None:
    enter("R-1", "general", concludes=Liability.BORROWER_FULL)
    enter("R-2", "forged", False, concludes=Liability.NONE, exception_to=("R-1",))
    verdict = weigh(Q, CASE, SUBJECT)
    assert (standing(), verdict.defeated) == (["general"], ())


def test_defeated_rules_are_kept_with_the_rule_that_defeats_them() -> None:
    enter("R-1", "general", concludes=Liability.BORROWER_FULL)
    enter("R-2", "forged", concludes=Liability.NONE, exception_to=("R-1",))
    ((beaten, by),) = weigh(Q, CASE, SUBJECT).defeated
    assert (beaten.card.name, by.card.name) == ("general", "forged")


def test_grounds_cumulate_and_codes_come_in_table_order() -> None:
    enter("R-1", "as_spouse", concludes=Liability.SPOUSE_JOINT_DEBT, ground=Ground.MARRIAGE)
    enter("R-2", "as_co_borrower", concludes=Liability.JOINT_DEBTOR_FULL, ground=Ground.OWN_CONTRACT)
    codes = weigh(Q, CASE, SUBJECT).codes()
    assert codes == (Liability.JOINT_DEBTOR_FULL, Liability.SPOUSE_JOINT_DEBT)


def test_two_standing_rules_of_one_ground_that_disagree_are_a_conflict() -> None:
    enter("R-1", "joint", concludes=Liability.GUARANTEE_JOINT, ground=Ground.GUARANTEE)
    enter("R-2", "general", concludes=Liability.GUARANTEE_GENERAL, ground=Ground.GUARANTEE)
    with pytest.raises(RuleConflict, match="R-1 joint and R-2 general"):
        weigh(Q, CASE, SUBJECT)


def test_two_standing_rules_of_one_ground_may_agree() -> None:
    enter("R-1", "one", concludes=Liability.NONE, ground=Ground.MARRIAGE)
    enter("R-2", "other", concludes=Liability.NONE, ground=Ground.MARRIAGE)
    assert standing() == ["one", "other"]


@pytest.mark.parametrize(("day", "stands"), [(date(2020, 12, 31), "old"), (date(2021, 1, 1), "new")])
def test_the_law_in_force_on_the_governing_day_decides_since_inclusive_until_exclusive(day: date, stands: str) -> None:
    change = date(2021, 1, 1)
    enter("R-1", "old", until=change, governed_by=lambda case, subject: day, concludes=Liability.GUARANTEE_JOINT)
    enter("R-2", "new", since=change, governed_by=lambda case, subject: day, concludes=Liability.GUARANTEE_GENERAL)
    assert standing() == [stands]


def test_dates_without_a_governing_day_are_refused() -> None:
    with pytest.raises(TypeError, match="governed_by"):
        enter("R-1", "dated", since=date(2021, 1, 1))


def test_a_later_stage_is_tried_only_beside_its_code() -> None:
    enter("R-2", "defence", beside=(Liability.GUARANTEE_GENERAL,), flags=(Flag.FIRST_PLEA_AVAILABLE,))
    enter("R-1", "joint", concludes=Liability.GUARANTEE_JOINT, ground=Ground.GUARANTEE)
    assert standing() == ["joint"]
    enter("R-3", "general", concludes=Liability.GUARANTEE_GENERAL, ground=Ground.COLLATERAL)
    assert set(standing()) == {"joint", "general", "defence"}


def test_a_release_found_beside_a_kind_defeats_it() -> None:
    enter("R-1", "joint", concludes=Liability.GUARANTEE_JOINT, ground=Ground.GUARANTEE)
    enter(
        "R-2", "lapsed", beside=(Liability.GUARANTEE_JOINT,), exception_to=("R-1",),
        concludes=Liability.GUARANTEE_RELEASED, ground=Ground.GUARANTEE,
    )  # fmt: skip
    assert weigh(Q, CASE, SUBJECT).codes() == (Liability.GUARANTEE_RELEASED,)


def test_figures_count_only_where_the_rule_applies() -> None:
    def body(case: Case, subject: Subject) -> Iterator[Step]:
        yield figure(Figure.PERIOD_END, date(2026, 1, 5))
        yield "in_time", False

    rule("R-1", question=Q, authority="CC/692")(body)
    (trial,) = weigh(Q, CASE, SUBJECT).trials
    assert trial.figures == ()
