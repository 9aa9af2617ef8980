"""Negotiation (协商): what asking for, agreeing, keeping and breaking a plan does. No right to a plan comes first."""

from collections.abc import Iterator

from autograder.fact_kinds import EventKind, LenderKind, Product
from autograder.facts import Case, Event, Loan
from autograder.rulebook import Step, Subject, rule
from autograder.rules.lookup import loan_of, person_of
from autograder.rules.overdue import delays, loan_events, plan_broken, plans, still_owed
from autograder.vocabulary import Negotiation, Question


@rule(
    "NEG-01", question=Question.NEGOTIATION, concludes=Negotiation.NO_RIGHT_TO_PLAN,
    authority=("CC/543", "CC/678"), claims=("S4-25", "S0-40", "S2-18"),
)  # fmt: skip
def lender_may_refuse(case: Case, subject: Subject) -> Iterator[Step]:
    """A debtor may ask for other terms; the lender may accept, answer otherwise or refuse."""
    yield "no_plan_agreed", not plans(case, subject)


@rule(
    "NEG-02", question=Question.NEGOTIATION, concludes=Negotiation.NO_DEFAULT_IF_PERFORMED,
    authority=("CC/543", "CC/544", "CC/678"), claims=("S1-07", "S1-08", "S1-24"),
)  # fmt: skip
def plan_in_time_prevents_default(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever agrees a later day before the old one comes, and keeps it, is never late."""
    yield from _plan_agreed(case, subject)
    plan = _latest(case, subject)
    yield "agreed_before_the_due_day", plan.before_due and plan.new_due is not None, {"agreed": plan.date}
    yield "plan_kept", not plan_broken(case, subject, plan)


@rule(
    "NEG-03", question=Question.NEGOTIATION, concludes=Negotiation.ORIGINAL_DUE_STANDS,
    authority=("CC/544", "CC/675"), claims=("S1-09", "S1-14", "S1-15"),
)  # fmt: skip
def asking_moves_no_due_day(case: Case, subject: Subject) -> Iterator[Step]:
    """A request to which nobody agreed, made in time or late, leaves the due day where it was."""
    yield "asked_for_a_plan", bool(_events(case, subject, EventKind.NEGOTIATION_REQUESTED))
    yield "no_plan_agreed", not plans(case, subject)


@rule(
    "NEG-03", question=Question.NEGOTIATION, concludes=Negotiation.ORIGINAL_DUE_STANDS,
    authority=("CC/544", "CC/675"), claims=("S1-09", "S1-15"),
)  # fmt: skip
def vague_terms_move_no_due_day(case: Case, subject: Subject) -> Iterator[Step]:
    """A change whose terms are not clear counts as no change."""
    agreed = _events(case, subject, EventKind.NEGOTIATION_AGREED)
    yield "something_was_agreed", bool(agreed)
    yield "its_terms_are_unclear", not plans(case, subject)


@rule(
    "NEG-03", question=Question.NEGOTIATION, concludes=Negotiation.ORIGINAL_DUE_STANDS,
    authority=("CC/543", "CC/675"), claims=("S1-09",),
)  # fmt: skip
def agreement_without_a_new_day_moves_none(case: Case, subject: Subject) -> Iterator[Step]:
    """What was agreed in time without setting a new day leaves the due day where it was."""
    yield from _plan_agreed(case, subject)
    plan = _latest(case, subject)
    yield "no_new_day_set", plan.before_due and plan.new_due is None, {"agreed": plan.date}


@rule(
    "NEG-04", question=Question.NEGOTIATION, concludes=Negotiation.PAST_OVERDUE_STANDS,
    authority=("CRR/16", "CRR/29", "CR2"), claims=("S1-04", "S1-05", "S1-06", "S1-12", "S1-24"),
)  # fmt: skip
def late_plan_leaves_the_past(case: Case, subject: Subject) -> Iterator[Step]:
    """A plan agreed after the default changes what comes, not what has been."""
    yield from _plan_agreed(case, subject)
    plan = _latest(case, subject)
    yield "agreed_after_the_due_day", not plan.before_due, {"agreed": plan.date}


@rule(
    "NEG-05", question=Question.NEGOTIATION, concludes=Negotiation.OVERDUE_FROM_NEW_DUE,
    authority=("CC/509", "CC/577"), claims=("S1-10",),
)  # fmt: skip
def broken_plan_counts_from_its_own_day(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever breaks a plan is late from the day that the plan set."""
    yield from _plan_broken(case, subject)
    yield "plan_has_no_way_back", not _latest(case, subject).lapses_on_breach


@rule(
    "NEG-05", question=Question.NEGOTIATION, concludes=Negotiation.PLAN_VOID_BACK_TO_ORIGINAL,
    authority=("CC/158", "CC/159", "CC/160"), claims=("S1-10",),
)  # fmt: skip
def lapsing_plan_revives_the_old_day(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the plan lapses on breach, the delay counts from the day first agreed."""
    yield from _plan_broken(case, subject)
    yield "plan_lapses_on_breach", _latest(case, subject).lapses_on_breach


@rule(
    "NEG-07", question=Question.NEGOTIATION, concludes=Negotiation.DELETION_PROMISE_INEFFECTIVE,
    authority=("CRR/16", "CRR/29/1"), claims=("S4-28",),
)  # fmt: skip
def true_delay_cannot_be_bargained_away(case: Case, subject: Subject) -> Iterator[Step]:
    """A promise to delete or not to report a delay that was real binds nobody."""
    agreed = _events(case, subject, EventKind.NEGOTIATION_AGREED)
    promised = any(event.no_report_promise or event.delete_promise for event in agreed)
    yield "promised_to_delete_or_not_report", promised
    yield "there_was_a_delay", bool(delays(case, subject))


@rule(
    "NEG-08", question=Question.NEGOTIATION, concludes=Negotiation.LIMITATION_RESTARTS,
    authority=("CC/195/0/2", "CC/692/1", "CC/695/2"), claims=("S1-13", "S1-21"),
)  # fmt: skip
def plan_restarts_the_limitation_period(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever promises anew gives the lender a new limitation period, and no guarantor a longer guarantee period."""
    agreed = plans(case, subject)
    promises = agreed or _events(case, subject, EventKind.DEBT_ACKNOWLEDGED)
    way = {"way": "plan" if agreed else "acknowledged", "on": promises[-1].date} if promises else {}
    yield "promised_again_to_pay", bool(promises), way
    yield "sum_of_the_promise_unpaid", still_owed(case, subject)


@rule(
    "NEG-06", question=Question.NEGOTIATION, concludes=Negotiation.ART70_AVAILABLE,
    exception_to=("lender_may_refuse",), authority="CCM/70",
    accepts=((Negotiation.NO_RIGHT_TO_PLAN, Negotiation.ART70_AVAILABLE),), claims=("S4-24", "S4-25"),
)  # fmt: skip
def card_debtor_may_seek_an_own_plan(case: Case, subject: Subject) -> Iterator[Step]:
    """Who owes a bank's credit card more than he can pay, and is willing, may agree a plan of up to five years."""
    yield "bank_credit_card", is_bank_card(case, loan_of(case, subject))
    yield "no_plan_agreed", not plans(case, subject)
    yield "cannot_pay_but_is_willing", person_of(case, subject).cannot_pay_but_willing


@rule(
    "NEG-06", question=Question.NEGOTIATION, concludes=Negotiation.ART70_NOT_APPLICABLE, authority="CCM/70",
    claims=("S4-24", "S4-25"),
)  # fmt: skip
def card_rule_stops_at_the_card(case: Case, subject: Subject) -> Iterator[Step]:
    """The rule on credit cards says nothing of other loans, not even of those of the same debtor."""
    yield "not_a_bank_credit_card", not is_bank_card(case, loan_of(case, subject))
    yield "has_a_bank_card_as_well", _has_a_bank_card(case, subject)


@rule(
    "NEG-06", question=Question.NEGOTIATION, authority="CCM/70", accepts=((Negotiation.ART70_NOT_APPLICABLE,),),
    claims=("S4-24",),
)  # fmt: skip
def card_rule_is_no_rule_for_loans(case: Case, subject: Subject) -> Iterator[Step]:
    """Nor does the rule on credit cards help somebody who has no card at all."""
    yield "has_no_bank_card", not _has_a_bank_card(case, subject)


def _has_a_bank_card(case: Case, subject: Subject) -> bool:
    """Whether the person also owes on a bank's credit card."""
    named = {role.loan for role in case.roles if role.person == subject.person}
    return any(is_bank_card(case, loan) for loan in case.loans if loan.id in named)


@rule(
    "CRD-12", question=Question.NEGOTIATION, authority="CR2", accepts=((Negotiation.SPECIAL_MARK_POSSIBLE,),),
    claims=("S1-07", "S1-11"),
)  # fmt: skip
def some_plans_show_a_mark(case: Case, subject: Subject) -> Iterator[Step]:
    """An extension, an individual card plan, a waiver may show as a special transaction; talking as such never does."""
    extended = _extended(case, subject)
    card = extended and is_bank_card(case, loan_of(case, subject))
    way = {"way": "card" if card else "extended" if extended else "waived"}
    yield "plan_of_a_kind_that_is_marked", extended or _waived(case, subject), way


def _extended(case: Case, subject: Subject) -> bool:
    """Whether a plan in time was kept, or any plan was agreed for a bank's credit card."""
    agreed = plans(case, subject)
    if agreed and is_bank_card(case, loan_of(case, subject)):
        return True
    return bool(agreed) and agreed[-1].before_due and not plan_broken(case, subject, agreed[-1])


def _waived(case: Case, subject: Subject) -> bool:
    return bool(_events(case, subject, EventKind.SETTLED_REDUCED, EventKind.LENDER_POLICY_EXTENSION))


def is_bank_card(case: Case, loan: Loan) -> bool:
    """Whether a loan is a debt on a bank's credit card."""
    lender = next(one for one in case.lenders if one.id == loan.lender)
    return loan.product is Product.CREDIT_CARD and lender.kind is LenderKind.BANK


@rule("NEG-09", question=Question.NEGOTIATION, authority=("CC/560", "CC/561"), claims=("S4-30",))
def part_payments_feed_costs_first(case: Case, subject: Subject) -> Iterator[Step]:
    """A payment that does not cover everything goes to costs, then interest, then principal."""
    yield "paid_in_part", bool(_events(case, subject, EventKind.PAID_PART))


@rule("NEG-10", question=Question.NEGOTIATION, authority=("OCR", "CL/280"), claims=("S1-23", "S4-27", "S4-28"))
def paid_helpers_hold_no_key(case: Case, subject: Subject) -> Iterator[Step]:
    """Who takes money for a plan or a clean record has no special right, and forged papers may be a crime."""
    yield "helper_paid_for_a_plan_or_deletion", bool(_events(case, subject, EventKind.INTERMEDIARY_PAID))


def _plan_agreed(case: Case, subject: Subject) -> Iterator[Step]:
    yield "plan_with_clear_terms_agreed", bool(plans(case, subject))


def _plan_broken(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _plan_agreed(case, subject)
    yield "plan_broken", plan_broken(case, subject, _latest(case, subject)), {"new_due": _latest(case, subject).new_due}


def _latest(case: Case, subject: Subject) -> Event:
    return plans(case, subject)[-1]


def _events(case: Case, subject: Subject, *wanted: EventKind) -> tuple[Event, ...]:
    return loan_events(case, loan_of(case, subject), *wanted)
