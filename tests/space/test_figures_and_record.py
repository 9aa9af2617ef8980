"""What always holds of days and sums, of the record, of courts: they follow the facts and never run ahead of them."""

from datetime import timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import EventKind, RoleKind
from autograder.facts import Case
from autograder.vocabulary import CODES, Amount, CreditRecord, Dispute, Enforcement, Figure, Flag, Question
from tests.space.altered import replaced
from tests.space.asked import Answer, Key, answers, codes
from tests.space.pool import Pool, over_cases

_TALKS = {
    EventKind.NEGOTIATION_REQUESTED, EventKind.NEGOTIATION_AGREED, EventKind.PLAN_BREACHED, EventKind.PLAN_COMPLETED,
    EventKind.LENDER_POLICY_EXTENSION,
}  # fmt: skip
_NAMED = {
    RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION,
    RoleKind.GUARANTOR,
}  # fmt: skip


@over_cases
def test_paying_nothing_for_longer_never_lowers_the_days_overdue(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        quiet = replaced(case, events=tuple(event for event in case.events if event.kind not in _TALKS))
        later = replaced(quiet, as_of=case.as_of + timedelta(days=40))
        before, after = _overdue(quiet), _overdue(later)
        return all(after.get(key, 0) >= days for key, days in before.items())

    cases.all(holds)


def _overdue(case: Case) -> dict[Key, int]:
    """Days overdue of those whose account is late today."""
    found = answers(case, Question.CREDIT_RECORD)
    return {
        key: answer.figures[Figure.OVERDUE_DAYS] for key, answer in found.items()
        if CreditRecord.OWN_OVERDUE in answer.codes and Figure.DISPLAY_UNTIL not in answer.figures
    }  # fmt: skip


@over_cases
def test_days_and_grade_of_a_delay_go_together(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        found = [answer.figures for answer in answers(case, Question.CREDIT_RECORD).values()]
        graded = [(one[Figure.OVERDUE_DAYS], one[Figure.LEVEL]) for one in found if Figure.LEVEL in one]
        return all(min(7, -(-days // 30)) == level for days, level in graded)

    cases.all(holds)


@over_cases
def test_nobody_claims_back_more_than_was_paid(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        nominal = {loan.id: loan.nominal for loan in case.loans}
        for key, answer in answers(case, Question.REMEDIES).items():
            claimed = answer.figures.get(Figure.RECOURSE_AMOUNT, Decimal(0))
            paid = (
                event.amount if event.amount is not None else nominal[event.loan] for event in case.events
                if event.loan == key.loan and event.person in {None, key.person}
            )  # fmt: skip
            if claimed > sum(paid):
                return False
        return True

    cases.all(holds)


@over_cases
def test_nobody_gives_back_more_than_reached_the_borrower(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        received = {loan.id: loan.received for loan in case.loans}
        return all(
            answer.figures.get(Figure.RESTITUTION_AMOUNT, Decimal(0)) <= received[str(key.loan)]
            for key, answer in answers(case, Question.LIABILITY).items()
        )

    cases.all(holds)


@over_cases
def test_a_loan_without_interest_is_never_cut(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        nothing = dict.fromkeys(("rate_apr", "overdue_rate_apr", "all_in_cost_apr"), Decimal(0))
        free = replaced(case, loans=tuple(replaced(loan, **nothing) for loan in case.loans))
        return not any(
            {Amount.CAPPED_4LPR, Amount.CAPPED_24} & set(given) for given in codes(free, Question.AMOUNT).values()
        )

    cases.all(holds)


@over_cases
def test_a_marriage_writes_nothing_into_a_credit_record(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        single = replaced(case, marriages=(), spouse_acts=())
        return codes(case, Question.CREDIT_RECORD) == codes(single, Question.CREDIT_RECORD)

    cases.all(holds)


@over_cases
def test_who_is_not_named_on_a_loan_has_no_true_entry_of_it(cases: Pool) -> None:
    allowed = {CreditRecord.NO_ENTRY, CreditRecord.ERRONEOUS_ENTRY, CreditRecord.PUBLIC_RECORD_ENTRY}

    def holds(case: Case) -> bool:
        named = {(role.person, role.loan) for role in case.roles if role.kind in _NAMED}
        named |= {(one.person, one.loan) for one in case.accessions}
        found = codes(case, Question.CREDIT_RECORD).items()
        return all((key.person, key.loan) in named or set(given) <= allowed for key, given in found)

    cases.all(holds)


@over_cases
def test_with_every_consent_given_and_every_notice_sent_no_fault_is_found(cases: Pool) -> None:
    faults = {Flag.CONSENT_MISSING, Flag.UNLAWFUL_QUERY}

    def holds(case: Case) -> bool:
        agreed = {"consent_report_written": {person.id: True for person in case.persons}}
        loans = tuple(replaced(loan, **agreed) for loan in case.loans)
        looks = tuple(replaced(one, written_consent=True, purpose_agreed="", purpose_actual="") for one in case.queries)
        found = answers(replaced(case, loans=loans, queries=looks), Question.CREDIT_RECORD)
        return not any(faults & set(answer.flags) for answer in found.values())

    cases.all(holds)


@over_cases
def test_without_a_court_nobody_is_enforced_against(cases: Pool) -> None:
    allowed = {Enforcement.NOT_JUDGMENT_DEBTOR, Enforcement.TRANSFER_REVOCABLE, Enforcement.REVOCATION_LAPSED}

    def holds(case: Case) -> bool:
        return all(set(given) <= allowed for given in codes(replaced(case, court=()), Question.ENFORCEMENT).values())

    cases.all(holds)


@over_cases
def test_nobody_under_eighteen_may_be_listed(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        born = case.as_of - relativedelta(years=18) + timedelta(days=2)
        signed = min(loan.signed for loan in case.loans)
        persons = tuple(replaced(person, born=min(born, signed), died=None) for person in case.persons)
        if signed < born:
            return True
        found = codes(replaced(case, persons=persons), Question.ENFORCEMENT)
        return not any({Enforcement.LISTING_POSSIBLE, Enforcement.LISTED_UNTIL} & set(one) for one in found.values())

    cases.all(holds)


@over_cases
def test_an_objection_answered_on_the_next_day_is_not_answered_late(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        quick = tuple(replaced(one, answered=one.date + timedelta(days=1)) for one in case.disputes)
        found = codes(replaced(case, disputes=quick), Question.DISPUTE)
        return not any(Dispute.ANSWER_LATE in given for given in found.values())

    cases.all(holds)


@over_cases
def test_answers_come_in_table_order_and_are_the_first_accepted(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        return all(_in_order(key, answer) for key, answer in answers(case).items())

    cases.all(holds)


def _in_order(key: Key, answer: Answer) -> bool:
    table = list(CODES[key.question])
    places = [table.index(code) for code in answer.codes]
    return places == sorted(set(places)) and answer.accepted[:1] == (answer.codes,)
