"""Plans: no right to one, in time or late, kept or broken, and what they do to the limitation period."""

from datetime import date

import pytest

from autograder.fact_kinds import EventKind, LenderKind, Product, RoleKind
from autograder.facts import Case, Event, Role
from autograder.rulebook import Subject
from autograder.solve import find, subjects
from autograder.vocabulary import Negotiation, Question
from tests.rules.record_builders import GENUINE, a_case, a_lender, a_loan, a_person, a_role, an_event, plan
from tests.space.altered import replaced

DUE = date(2025, 4, 10)
N = Negotiation


def talked(as_of: date, *events: Event, due: date = DUE) -> Case:
    return a_case(as_of, a_loan(due), a_role("wang"), events=events)


def agreed(day: date, new_due: date | None, **facts: object) -> Event:
    usual = {"new_due": new_due, "before_due": day <= DUE, "lapses_on_breach": False}
    return an_event(EventKind.NEGOTIATION_AGREED, day, **(usual | facts))


def test_c08_agreed_in_time_and_kept() -> None:
    moved = agreed(date(2025, 3, 20), date(2025, 5, 28))
    paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 5, 27))
    finding = plan(talked(date(2025, 6, 30), moved, paid, due=date(2025, 3, 28)), "wang")
    assert finding.codes == (N.NO_DEFAULT_IF_PERFORMED,)


def test_c09_agreed_in_time_and_broken_without_a_way_back() -> None:
    finding = plan(talked(date(2025, 8, 15), agreed(date(2025, 4, 5), date(2025, 7, 10))), "wang")
    assert finding.codes == (N.OVERDUE_FROM_NEW_DUE, N.LIMITATION_RESTARTS)


def test_a_broken_plan_that_lapses_brings_the_old_day_back() -> None:
    moved = agreed(date(2025, 4, 5), date(2025, 7, 10), lapses_on_breach=True)
    assert plan(talked(date(2025, 8, 15), moved), "wang").codes == (N.PLAN_VOID_BACK_TO_ORIGINAL, N.LIMITATION_RESTARTS)


def test_a_breach_that_the_file_states_lets_the_plan_lapse_before_its_new_day() -> None:
    moved = agreed(date(2025, 4, 5), date(2025, 7, 10), lapses_on_breach=True)
    breach = an_event(EventKind.PLAN_BREACHED, date(2025, 5, 1))
    assert plan(talked(date(2025, 6, 1), moved, breach), "wang").outcome is N.PLAN_VOID_BACK_TO_ORIGINAL


def test_c10_agreed_after_the_default_kept_and_paid() -> None:
    moved = agreed(date(2025, 10, 11), date(2025, 12, 31), before_due=False)
    paid = an_event(EventKind.SETTLED_FULL, date(2025, 12, 20))
    finding = plan(talked(date(2026, 1, 10), moved, paid, due=date(2025, 9, 1)), "wang")
    assert finding.codes == (N.PAST_OVERDUE_STANDS,)


def test_a_plan_that_still_runs_is_kept_so_far_and_restarts_the_limitation_period() -> None:
    finding = plan(talked(date(2025, 7, 1), agreed(date(2025, 4, 5), date(2025, 7, 10))), "wang")
    assert finding.codes == (N.NO_DEFAULT_IF_PERFORMED, N.LIMITATION_RESTARTS)


REQUEST = EventKind.NEGOTIATION_REQUESTED


@pytest.mark.parametrize("asked", [date(2025, 4, 5), date(2025, 4, 30)])
def test_asking_alone_in_time_or_late_moves_nothing(asked: date) -> None:
    finding = plan(talked(date(2025, 5, 10), an_event(REQUEST, asked)), "wang")
    assert finding.codes == (N.NO_RIGHT_TO_PLAN, N.ORIGINAL_DUE_STANDS)


def test_a_promise_in_time_that_sets_no_new_day_prevents_no_default() -> None:
    promise = agreed(date(2025, 4, 5), None, delete_promise=True)
    codes = plan(talked(date(2025, 5, 10), promise), "wang").codes
    assert N.ORIGINAL_DUE_STANDS in codes
    assert N.NO_DEFAULT_IF_PERFORMED not in codes
    late = agreed(date(2025, 5, 2), None, delete_promise=True)
    assert N.ORIGINAL_DUE_STANDS not in plan(talked(date(2025, 5, 10), late), "wang").codes


def test_vague_terms_move_nothing() -> None:
    vague = agreed(date(2025, 4, 5), date(2025, 7, 10), terms_clear=False)
    assert plan(talked(date(2025, 5, 10), vague), "wang").codes == (N.NO_RIGHT_TO_PLAN, N.ORIGINAL_DUE_STANDS)


@pytest.mark.parametrize("promise", ["delete_promise", "no_report_promise"])
def test_a_promise_to_hide_a_true_delay_has_no_effect(promise: str) -> None:
    late = agreed(date(2025, 5, 10), date(2025, 7, 10), before_due=False, **{promise: True})
    assert N.DELETION_PROMISE_INEFFECTIVE in plan(talked(date(2025, 6, 1), late), "wang").codes


def test_a_promise_not_to_report_where_nothing_was_late_is_harmless() -> None:
    in_time = agreed(date(2025, 4, 5), date(2025, 7, 10), no_report_promise=True)
    assert N.DELETION_PROMISE_INEFFECTIVE not in plan(talked(date(2025, 6, 1), in_time), "wang").codes


def test_acknowledging_the_debt_restarts_the_limitation_period() -> None:
    events = (an_event(REQUEST, date(2025, 5, 1)), an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 5, 2)))
    assert N.LIMITATION_RESTARTS in plan(talked(date(2025, 6, 1), *events), "wang").codes


@pytest.mark.parametrize("kind", [EventKind.PLAN_BREACHED, EventKind.PLAN_COMPLETED])
def test_a_word_of_a_plan_that_nobody_agreed_leaves_no_right_to_one(kind: EventKind) -> None:
    assert plan(talked(date(2025, 6, 1), an_event(kind, date(2025, 5, 2))), "wang").codes == (N.NO_RIGHT_TO_PLAN,)


def test_a_plan_made_with_one_borrower_is_a_plan_of_the_loan() -> None:
    moved = agreed(date(2025, 4, 5), date(2025, 7, 10), person="wang")
    case = a_case(date(2025, 7, 1), a_loan(DUE), a_role("wang"), a_role("co", RoleKind.CO_BORROWER), events=(moved,))
    assert plan(case, "co").codes == plan(case, "wang").codes


def owing_a_card_and_a_loan(willing: bool = True, kind: LenderKind = LenderKind.BANK) -> Case:
    """Ai is twenty days late with a bank card and with an online loan."""
    due = date(2026, 4, 11)
    case = a_case(
        date(2026, 5, 1), a_loan(due, product=Product.CREDIT_CARD), a_role("ai"), lender=a_lender(kind=kind),
        persons=(a_person("ai", cannot_pay_but_willing=willing),),
    )  # fmt: skip
    online = a_loan(due, id="loan2")
    role = Role(person="ai", loan="loan2", kind=RoleKind.BORROWER, act=GENUINE)
    made: Case = replaced(case, loans=(*case.loans, online), roles=(*case.roles, role))
    return made


def plans_of(case: Case) -> dict[str | None, tuple[object, ...]]:
    return {one.loan: find(case, Question.NEGOTIATION, one).codes for one in subjects(case, Question.NEGOTIATION)}


def test_c25_the_card_rule_serves_the_card_and_not_the_online_loan() -> None:
    case = owing_a_card_and_a_loan()
    assert plans_of(case) == {
        "loan1": (N.ART70_AVAILABLE,), "loan2": (N.NO_RIGHT_TO_PLAN, N.ART70_NOT_APPLICABLE),
    }  # fmt: skip
    assert plan(case, "ai").accepted == ((N.ART70_AVAILABLE,), (N.NO_RIGHT_TO_PLAN, N.ART70_AVAILABLE))


def test_who_could_pay_or_will_not_has_no_card_plan() -> None:
    assert plans_of(owing_a_card_and_a_loan(willing=False))["loan1"] == (N.NO_RIGHT_TO_PLAN,)


def test_a_card_of_no_bank_is_outside_the_card_rule() -> None:
    case = owing_a_card_and_a_loan(kind=LenderKind.CONSUMER_FINANCE)
    assert plans_of(case) == {"loan1": (N.NO_RIGHT_TO_PLAN,), "loan2": (N.NO_RIGHT_TO_PLAN,)}


@pytest.mark.parametrize(("kind", "card"), [
    (EventKind.INTERMEDIARY_PAID, "NEG-10"), (EventKind.PAID_PART, "NEG-09"),
])  # fmt: skip
def test_m16_paid_helpers_and_part_payments_have_their_card(kind: EventKind, card: str) -> None:
    events = (an_event(REQUEST, date(2025, 5, 1)), an_event(kind, date(2025, 5, 2)))
    standing = {trial.card.id for trial in plan(talked(date(2025, 6, 1), *events), "wang").verdict.standing}
    assert card in standing


# Which rules stand, exactly


def rules_on(case: Case, person: str = "wang") -> set[str]:
    return {trial.card.name for trial in plan(case, person).verdict.standing}


IN_TIME = agreed(date(2025, 4, 5), date(2025, 7, 10))
LAPSING = agreed(date(2025, 4, 5), date(2025, 7, 10), lapses_on_breach=True)
LATE = agreed(date(2025, 5, 10), date(2025, 7, 10))
NO_CARD = "card_rule_is_no_rule_for_loans"


@pytest.mark.parametrize(("as_of", "events", "names"), [
    (date(2025, 5, 10), (), {"lender_may_refuse"}),
    (date(2025, 5, 10), (an_event(REQUEST, date(2025, 4, 10)),), {"lender_may_refuse", "asking_moves_no_due_day"}),
    (
        date(2025, 5, 10), (an_event(REQUEST, date(2025, 4, 11)),),
        {"lender_may_refuse", "asking_moves_no_due_day"},
    ),
    (
        date(2025, 7, 1), (an_event(REQUEST, date(2025, 4, 1)), IN_TIME),
        {"plan_in_time_prevents_default", "plan_restarts_the_limitation_period", "some_plans_show_a_mark"},
    ),
    (
        date(2025, 7, 1), (an_event(REQUEST, date(2025, 5, 2)), LATE),
        {"late_plan_leaves_the_past", "plan_restarts_the_limitation_period"},
    ),
    (
        date(2025, 7, 11), (IN_TIME,),
        {"broken_plan_counts_from_its_own_day", "plan_restarts_the_limitation_period"},
    ),
    (
        date(2025, 7, 11), (LATE,),
        {
            "late_plan_leaves_the_past", "broken_plan_counts_from_its_own_day", "plan_restarts_the_limitation_period",
        },
    ),
    (
        date(2025, 7, 10), (LAPSING,),
        {"plan_in_time_prevents_default", "plan_restarts_the_limitation_period", "some_plans_show_a_mark"},
    ),
    (
        date(2025, 7, 11), (LAPSING,),
        {"lapsing_plan_revives_the_old_day", "plan_restarts_the_limitation_period"},
    ),
    (date(2025, 5, 10), (an_event(EventKind.PAID_PART, date(2025, 5, 2)),), {
        "lender_may_refuse", "part_payments_feed_costs_first",
    }),
    (date(2025, 5, 10), (an_event(EventKind.INTERMEDIARY_PAID, date(2025, 5, 2)),), {
        "lender_may_refuse", "paid_helpers_hold_no_key",
    }),
    (date(2025, 5, 10), (an_event(EventKind.SETTLED_REDUCED, date(2025, 5, 2)),), {
        "lender_may_refuse", "some_plans_show_a_mark",
    }),
    (date(2025, 5, 10), (an_event(EventKind.LENDER_POLICY_EXTENSION, date(2025, 5, 2)),), {
        "lender_may_refuse", "some_plans_show_a_mark",
    }),
    (
        date(2025, 5, 10), (an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 5, 2)),),
        {"lender_may_refuse", "plan_restarts_the_limitation_period"},
    ),
    (
        date(2025, 5, 10), (an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 5, 11)),),
        {"lender_may_refuse"},
    ),
])  # fmt: skip
def test_exactly_these_rules_stand(as_of: date, events: tuple[Event, ...], names: set[str]) -> None:
    assert rules_on(talked(as_of, *events)) == {NO_CARD, *names}


def test_what_a_mark_or_the_card_rule_adds_is_right_without_being_asked_for() -> None:
    kept = plan(talked(date(2025, 7, 1), IN_TIME), "wang")
    first = (N.NO_DEFAULT_IF_PERFORMED, N.LIMITATION_RESTARTS)
    assert kept.codes == first
    assert set(kept.accepted) == {
        first, (N.NO_DEFAULT_IF_PERFORMED, N.SPECIAL_MARK_POSSIBLE, N.LIMITATION_RESTARTS),
        (N.NO_DEFAULT_IF_PERFORMED, N.ART70_NOT_APPLICABLE, N.LIMITATION_RESTARTS),
    }  # fmt: skip


def on_card(*events: Event, willing: bool = True) -> Case:
    return a_case(
        date(2026, 5, 1), a_loan(date(2026, 4, 11), product=Product.CREDIT_CARD), a_role("ai"),
        lender=a_lender(kind=LenderKind.BANK), persons=(a_person("ai", cannot_pay_but_willing=willing),), events=events,
    )  # fmt: skip


def test_a_card_plan_once_agreed_is_a_plan_and_shows_a_mark() -> None:
    assert rules_on(on_card(), "ai") == {"card_debtor_may_seek_an_own_plan"}
    late = an_event(
        EventKind.NEGOTIATION_AGREED, date(2026, 4, 20), new_due=date(2026, 9, 1), before_due=False,
        lapses_on_breach=False,
    )  # fmt: skip
    assert rules_on(on_card(late), "ai") == {
        "late_plan_leaves_the_past", "plan_restarts_the_limitation_period", "some_plans_show_a_mark",
    }  # fmt: skip


def test_beside_a_card_an_online_loan_is_told_so_and_not_left_to_be_accepted() -> None:
    case = owing_a_card_and_a_loan()
    finding = find(case, Question.NEGOTIATION, Subject("ai", "loan2"))
    standing = {trial.card.name for trial in finding.verdict.standing}
    assert standing == {"lender_may_refuse", "card_rule_stops_at_the_card"}
