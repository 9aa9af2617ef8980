"""Findings: unknown facts tried both ways, missing facts named, accepted alternatives, gaps and left-out facts loud."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs
import pytest

from autograder import rule_cards, rulebook, unknowns
from autograder import solve as solving
from autograder.fact_kinds import Product, RoleKind
from autograder.facts import Case, Loan, Person, Role
from autograder.rulebook import Ground, Step, Subject, Undecided, figure, rule
from autograder.solve import FactNotWritten, Finding, TooManyUnknowns, find
from autograder.stated import NOT_WRITTEN, UNKNOWN, recorded_reads
from autograder.vocabulary import Figure, Flag, Liability, Question

Q = Question.LIABILITY
SUBJECT = Subject("a", "loan1")


@pytest.fixture(autouse=True)
def empty_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_cards, "_rulebook", {question: [] for question in Question})
    monkeypatch.setattr(solving.rules, "require_modelled", lambda case: None)


def a_case(**loan: object) -> Case:
    parts: dict[str, object] = {
        "id": "loan1",
        "lender": "bank",
        "signed": date(2025, 3, 3),
        "product": Product.ONLINE_CONSUMER,
        "nominal": Decimal(20_000),
        "final_due": date(2026, 3, 3),
    }
    return Case(
        id="case",
        as_of=date(2026, 4, 1),
        persons=(Person(id="a", name="甲", name_en="A"),),
        loans=(Loan(**(parts | loan)),),  # type: ignore[arg-type]
        roles=(Role(person="a", loan="loan1", kind=RoleKind.BORROWER),),
    )


def needs_decide() -> None:
    """Within daily needs both owe, beyond them nobody does."""

    @rule("T-1", question=Q, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT, authority="CC/1064")
    def within(case: Case, subject: Subject) -> Iterator[Step]:
        yield "within", case.loans[0].within_daily_needs

    @rule("T-2", question=Q, ground=Ground.MARRIAGE, concludes=Liability.NONE, authority="CC/1064")
    def beyond(case: Case, subject: Subject) -> Iterator[Step]:
        yield "beyond", not case.loans[0].within_daily_needs


def ask(case: Case) -> Finding:
    return find(case, Q, SUBJECT)


def test_a_known_fact_decides() -> None:
    needs_decide()
    finding = ask(a_case(within_daily_needs=True))
    assert (finding.outcome, finding.undetermined, finding.missing) == (Liability.SPOUSE_JOINT_DEBT, False, ())


def test_an_unknown_fact_that_changes_the_outcome_leaves_it_undetermined_and_is_named() -> None:
    needs_decide()
    case = a_case(within_daily_needs=UNKNOWN)
    finding = ask(case)
    assert finding.undetermined
    assert finding.outcome is None
    assert finding.missing == ((case.loans[0], "within_daily_needs", None),)
    assert set(finding.possible) == {(Liability.SPOUSE_JOINT_DEBT,), (Liability.NONE,)}


def test_of_two_facts_equally_unknown_the_one_that_was_read_is_named() -> None:
    @rule("T-1", question=Q, ground=Ground.MARRIAGE, concludes=Liability.NONE, authority="CC/1064")
    def always(case: Case, subject: Subject) -> Iterator[Step]:
        yield "other_loan_first", case.loans[0].grace_days >= 0
        yield "second_loan", True
        yield figure(Figure.LEVEL, case.loans[1].within_daily_needs)

    one = a_case(within_daily_needs=UNKNOWN, grace_days=UNKNOWN)
    two = a_case(id="loan2", within_daily_needs=UNKNOWN, grace_days=UNKNOWN).loans[0]
    case = Case(id="case", as_of=one.as_of, persons=one.persons, loans=(one.loans[0], two), roles=one.roles)
    assert ask(case).missing == ((two, "within_daily_needs", None),)


def test_conditions_that_hang_on_an_unknown_fact_are_neither_true_nor_false() -> None:
    needs_decide()
    finding = ask(a_case(within_daily_needs=UNKNOWN))
    assert {condition.holds for trial in finding.verdict.trials for condition in trial.conditions} == {None}


def test_an_unknown_fact_that_changes_nothing_is_not_missing() -> None:
    @rule("T-1", question=Q, ground=Ground.MARRIAGE, concludes=Liability.NONE, authority="CC/1064")
    def always(case: Case, subject: Subject) -> Iterator[Step]:
        yield "either_way", case.loans[0].within_daily_needs in {True, False}

    finding = ask(a_case(within_daily_needs=UNKNOWN))
    assert (finding.outcome, finding.undetermined, finding.missing) == (Liability.NONE, False, ())


def test_an_unknown_date_is_tried_on_both_sides_of_a_change_of_law() -> None:
    change = date(2021, 1, 1)

    def signed(case: Case, subject: Subject) -> date:
        return case.loans[0].signed

    @rule("T-1", question=Q, concludes=Liability.GUARANTEE_JOINT, authority="SL/19", until=change, governed_by=signed)
    def old(case: Case, subject: Subject) -> Iterator[Step]:
        yield "old", True

    @rule("T-2", question=Q, concludes=Liability.GUARANTEE_GENERAL, authority="CC/1", since=change, governed_by=signed)
    def new(case: Case, subject: Subject) -> Iterator[Step]:
        yield "new", True

    finding = ask(a_case(signed=UNKNOWN))
    assert set(finding.possible) == {(Liability.GUARANTEE_JOINT,), (Liability.GUARANTEE_GENERAL,)}


def test_a_figure_on_which_completions_differ_is_left_out_and_its_fact_is_missing() -> None:
    @rule("T-1", question=Q, concludes=Liability.BORROWER_FULL, authority="CC/675")
    def owes(case: Case, subject: Subject) -> Iterator[Step]:
        yield "borrowed", True
        yield figure(Figure.OVERDUE_DAYS, 10 if case.loans[0].within_daily_needs else 20)
        yield figure(Figure.LEVEL, 1)

    finding = ask(a_case(within_daily_needs=UNKNOWN))
    assert not finding.undetermined
    assert dict(finding.figures) == {Figure.LEVEL: 1}
    assert [name for _, name, _ in finding.missing] == ["within_daily_needs"]


def test_a_fact_that_the_file_leaves_out_is_refused_when_a_rule_asks_for_it() -> None:
    needs_decide()
    with pytest.raises(FactNotWritten) as caught:
        ask(a_case(within_daily_needs=NOT_WRITTEN))
    assert (caught.value.name, caught.value.question) == ("within_daily_needs", Q)


def test_a_left_out_fact_counts_as_unknown_where_the_case_is_only_imagined() -> None:
    needs_decide()
    assert find(a_case(within_daily_needs=NOT_WRITTEN), Q, SUBJECT, strict=False).undetermined


def test_a_gap_in_the_rules_is_loud() -> None:
    @rule("T-1", question=Q, concludes=Liability.NONE, authority="CC/465")
    def never(case: Case, subject: Subject) -> Iterator[Step]:
        yield "never", False

    with pytest.raises(Undecided):
        ask(a_case())


def test_none_is_reported_only_where_nothing_else_stands() -> None:
    @rule("T-1", question=Q, ground=Ground.OWN_CONTRACT, concludes=Liability.BORROWER_FULL, authority="CC/675")
    def owes(case: Case, subject: Subject) -> Iterator[Step]:
        yield "borrowed", True

    @rule("T-2", question=Q, ground=Ground.MARRIAGE, concludes=Liability.NONE, authority="CC/1064")
    def not_as_spouse(case: Case, subject: Subject) -> Iterator[Step]:
        yield "not_married", True

    assert ask(a_case()).codes == (Liability.BORROWER_FULL,)


def test_unsettled_law_is_flagged_and_carries_the_accepted_answers() -> None:
    @rule(
        "T-1", question=Q, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE, authority="CC/146",
        unsettled="U6", accepts=((Liability.BORROWER_FULL,),),
    )  # fmt: skip
    def lender_knew(case: Case, subject: Subject) -> Iterator[Step]:
        yield "lender_knew", True

    finding = ask(a_case())
    assert finding.accepted == ((Liability.NONE,), (Liability.BORROWER_FULL,))
    assert Flag.UNSETTLED in finding.flags


def test_too_many_open_facts_are_refused_rather_than_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknowns, "MOST_COMPLETIONS", 1)
    needs_decide()
    with pytest.raises(TooManyUnknowns):
        ask(a_case(within_daily_needs=UNKNOWN))


def test_what_rules_of_another_question_conclude_can_be_built_on() -> None:
    needs_decide()

    @rule("T-3", question=Question.CREDIT_RECORD, concludes=(), flags=(Flag.NOTICE_MISSING,), authority="CRR/15")
    def builds_on(case: Case, subject: Subject) -> Iterator[Step]:
        liable = rulebook.conclusions(Q, case, subject)
        yield "liable", Liability.SPOUSE_JOINT_DEBT in liable

    for needs in (True, False):
        case = a_case(within_daily_needs=needs)
        with recorded_reads() as reads:
            rulebook.conclusions(Q, case, SUBJECT)
        with recorded_reads() as again:
            rulebook.conclusions(Q, case, SUBJECT)
        assert [name for _, name, _ in reads.values()] == [name for _, name, _ in again.values()]
        assert bool(rulebook.weigh(Question.CREDIT_RECORD, case, SUBJECT).standing) is needs


def test_a_subject_compares_by_whom_and_what_it_is_about() -> None:
    assert Subject("a", "loan1") == attrs.evolve(SUBJECT)
