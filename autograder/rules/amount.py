"""On what basis the sum of a loan is computed: principal, price and its caps (LON-01, 02, 03, 04, 08).

The question is what the contract comes to under the law. Whether the person asked about owes it is the question of
liability, so the basis is the same for everybody who is named as a debtor of the loan.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.fact_kinds import LenderKind, Product
from autograder.facts import Case, Loan
from autograder.law.parameters import lpr_1y
from autograder.rulebook import Ground, Step, Subject, figure, rule
from autograder.rules.consent import avoided, contract_role, lacks_approval
from autograder.rules.lookup import lender_of, loan_of
from autograder.rules.nullity import PRIVATE_LENDERS, licensed, still_to_give_back, void
from autograder.rules.time import COST_TABLE, FACILITATION_NOTICE, FOUR_TIMES_LPR, MICRO_LOAN_GUIDE, bound, loan_signed
from autograder.vocabulary import Amount, Figure, Flag, Question

_COURT_LINE = Decimal(24)
"""Per cent a year: above it courts cut the price of a licensed loan down when asked (FJ17/2)."""

_TIMES = 4
"""So many times the one-year LPR a private lender may take altogether (PL 25(1))."""


def _without_force(case: Case, subject: Subject) -> bool:
    """The person's own contract came to nothing: set aside by a court, or made without the capacity for it."""
    role = contract_role(case, subject)
    return role is not None and (avoided(case, role) or lacks_approval(case, role, loan_of(case, subject).signed))


def _why_without_force(case: Case, subject: Subject) -> str:
    """Why the contract came to nothing, as a part of a key of words."""
    role = contract_role(case, subject)
    return "avoided" if role is not None and avoided(case, role) else "unapproved"


def _in_force(case: Case, subject: Subject) -> Iterator[Step]:
    yield "loan_not_void", not void(case, loan_of(case, subject))
    without = _without_force(case, subject)
    yield "contract_has_force", not without, {"way": _why_without_force(case, subject)} if without else {}


@rule("LON-01", question=Question.AMOUNT, concludes=Amount.RECEIVED_PRINCIPAL_BASIS, authority=("CC/670", "PL/26"),
      claims=("S4-13",))  # fmt: skip
def no_interest_up_front(case: Case, subject: Subject) -> Iterator[Step]:
    """Interest taken out before the money is paid over is no principal: what was received counts."""
    loan = loan_of(case, subject)
    yield "interest_taken_up_front", loan.deducted_upfront > 0, {"sum": loan.deducted_upfront}


@rule("LON-04", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.RESTITUTION_PRINCIPAL_ONLY,
      authority=("PL/13", "CC/157"), flags=(Flag.INTEREST_RATE_UNSETTLED,), unsettled="U7",
      accepts=((Amount.RESTITUTION_PRINCIPAL_ONLY, Amount.INTEREST_RATE_UNSETTLED),), claims=("S3-12",))  # fmt: skip
def void_loan_gives_principal_back(case: Case, subject: Subject) -> Iterator[Step]:
    """Under a void loan the money received goes back; whether something is due for its use is unsettled."""
    yield "loan_void", void(case, loan_of(case, subject))
    yield figure(Figure.RESTITUTION_AMOUNT, still_to_give_back(case, loan_of(case, subject)))


@rule("LIA-07", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.RESTITUTION_PRINCIPAL_ONLY,
      authority="CC/157", claims=("S2-16",))  # fmt: skip
def contract_without_force_bears_no_interest(case: Case, subject: Subject) -> Iterator[Step]:
    """A contract set aside, or made by a minor whom nobody allowed to, leaves a duty to give back and no interest."""
    yield "loan_not_void", not void(case, loan_of(case, subject))
    without = _without_force(case, subject)
    yield "contract_without_force", without, {"way": _why_without_force(case, subject)} if without else {}


# Private lenders


def _private(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _in_force(case, subject)
    yield "lender_private", lender_of(case, subject).kind in PRIVATE_LENDERS


def _rate_agreed(case: Case, subject: Subject) -> bool:
    """The contract asks for a price; a company may hide it in fees alone, and they count like interest (PL 29)."""
    loan = loan_of(case, subject)
    if loan.rate_apr is not None or loan.overdue_rate_apr is not None:
        return True
    return lender_of(case, subject).kind is LenderKind.COMPANY_OCCASIONAL and loan.all_in_cost_apr > 0


def _price(loan: Loan) -> Decimal:
    """The dearest of what the contract asks for a year: interest, interest for delay, everything together (PL 29)."""
    asked = [loan.rate_apr, loan.overdue_rate_apr, loan.all_in_cost_apr]
    return max(rate for rate in asked if rate is not None)


def _lpr(case: Case, day: date) -> Decimal:
    """The one-year LPR of a day; where the table does not reach, the case must state it."""
    known = lpr_1y(day)
    return case.lpr_1y[day.isoformat()] if known is None else known


def _sued_on(case: Case, subject: Subject) -> date:
    """The day of the suit; as long as there is none, a suit brought today."""
    return loan_of(case, subject).filed_on or case.as_of


def _against(cap: Decimal, price: Decimal, *, above: bool) -> Iterator[Step]:
    yield (
        "price_above_cap" if above else "price_within_cap",
        (price > cap) is above,
        {"price_rate": price, "cap_rate": cap},
    )


def _private_price(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _private(case, subject)
    yield "rate_agreed", _rate_agreed(case, subject)


@rule("LON-02", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.CAPPED_4LPR,
      authority=("PL/25", "PL/28", "PL/29"), since=FOUR_TIMES_LPR, governed_by=loan_signed,
      claims=("S4-13",))  # fmt: skip
def private_price_cut_to_the_cap(case: Case, subject: Subject) -> Iterator[Step]:
    """Between private parties the whole price is owed only up to four times the one-year LPR of the signing day."""
    loan = loan_of(case, subject)
    yield from _private_price(case, subject)
    cap = _TIMES * _lpr(case, loan.signed)
    yield from _against(cap, _price(loan), above=True)
    yield figure(Figure.RATE_CAP, cap)


@rule("LON-02", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.AS_CONTRACTED,
      authority=("PL/25", "PL/28", "PL/29"), since=FOUR_TIMES_LPR, governed_by=loan_signed,
      claims=("S4-13",))  # fmt: skip
def private_price_within_the_cap(case: Case, subject: Subject) -> Iterator[Step]:
    """A private price of not more than four times the one-year LPR of the signing day is owed as agreed."""
    loan = loan_of(case, subject)
    yield from _private_price(case, subject)
    cap = _TIMES * _lpr(case, loan.signed)
    yield from _against(cap, _price(loan), above=False)
    yield figure(Figure.RATE_CAP, cap)


def _old_loan_sued_since(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _private_price(case, subject)
    sued = _sued_on(case, subject)
    yield "sued_under_new_cap", case.law_of(sued) >= FOUR_TIMES_LPR, {"sued": sued, **bound(case, sued)}


@rule("LON-02", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.CAPPED_4LPR,
      authority=("PL/31/2", "PL/25"), until=FOUR_TIMES_LPR, governed_by=loan_signed, claims=("S4-13",))  # fmt: skip
def old_private_price_cut_from_august_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """For an older loan sued on since, the cap of the day of the suit governs the interest from 2020-08-20 on."""
    yield from _old_loan_sued_since(case, subject)
    cap, price = _TIMES * _lpr(case, _sued_on(case, subject)), _price(loan_of(case, subject))
    yield from _against(cap, price, above=True)
    yield "price_within_court_line", price <= _COURT_LINE, {"price_rate": price}
    yield figure(Figure.RATE_CAP, cap)


@rule("LON-02", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT,
      concludes=(Amount.CAPPED_4LPR, Amount.CAPPED_24), authority=("PL/31/2", "PL/25", "PL15/26/1"),
      until=FOUR_TIMES_LPR, governed_by=loan_signed, claims=("S4-13",))  # fmt: skip
def old_private_price_cut_twice(case: Case, subject: Subject) -> Iterator[Step]:
    """An older price above 24% is cut to 24% up to 2020-08-19, and from then on to the cap of the day of the suit."""
    yield from _old_loan_sued_since(case, subject)
    price = _price(loan_of(case, subject))
    yield "price_above_court_line", price > _COURT_LINE, {"price_rate": price}
    cap = _TIMES * _lpr(case, _sued_on(case, subject))
    yield figure(Figure.RATE_CAP, cap)


@rule("LON-02", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.AS_CONTRACTED,
      authority=("PL/31/2", "PL/25"), until=FOUR_TIMES_LPR, governed_by=loan_signed, claims=("S4-13",))  # fmt: skip
def old_private_price_within_the_cap(case: Case, subject: Subject) -> Iterator[Step]:
    """An older price of not more than four times the LPR of the day of the suit is owed as agreed."""
    yield from _old_loan_sued_since(case, subject)
    cap, price = _TIMES * _lpr(case, _sued_on(case, subject)), _price(loan_of(case, subject))
    yield from _against(cap, price, above=False)
    yield figure(Figure.RATE_CAP, cap)


@rule("LON-02", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.CAPPED_24,
      authority="PL15/26/1", until=FOUR_TIMES_LPR, governed_by=loan_signed, claims=("S4-13",))  # fmt: skip
def old_private_price_sued_early(case: Case, subject: Subject) -> Iterator[Step]:
    """In a suit of before 2020-08-20 the lender could enforce up to 24% a year."""
    yield from _private_price(case, subject)
    sued = _sued_on(case, subject)
    yield "sued_under_old_cap", case.law_of(sued) < FOUR_TIMES_LPR, {"sued": sued, **bound(case, sued)}
    price = _price(loan_of(case, subject))
    yield "price_above_court_line", price > _COURT_LINE, {"price_rate": price}
    yield figure(Figure.RATE_CAP, _COURT_LINE)


@rule("LON-02", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.AS_CONTRACTED,
      authority="PL15/26/1", until=FOUR_TIMES_LPR, governed_by=loan_signed, claims=("S4-13",))  # fmt: skip
def old_private_price_sued_early_as_agreed(case: Case, subject: Subject) -> Iterator[Step]:
    """In a suit of before 2020-08-20 a price of up to 24% a year was owed as agreed."""
    yield from _private_price(case, subject)
    sued = _sued_on(case, subject)
    yield "sued_under_old_cap", case.law_of(sued) < FOUR_TIMES_LPR, {"sued": sued, **bound(case, sued)}
    price = _price(loan_of(case, subject))
    yield "price_within_court_line", price <= _COURT_LINE, {"price_rate": price}


@rule("LON-08", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.AS_CONTRACTED,
      authority=("CC/680/2", "PL/24", "PL/28/2/1"), claims=("S4-13",))  # fmt: skip
def no_rate_no_interest(case: Case, subject: Subject) -> Iterator[Step]:
    """A private loan without an agreed rate bears no interest for its term; once late, the LPR may be asked for."""
    yield from _private(case, subject)
    yield "no_rate_agreed", not _rate_agreed(case, subject)


@rule("LON-08", question=Question.AMOUNT, authority=("CC/680/2", "PL/24", "PL/28/1"), claims=("S4-13",))
def no_interest_until_late(case: Case, subject: Subject) -> Iterator[Step]:
    """Where a rate is agreed for delay alone, the loan bears no interest for its term and that rate from then on."""
    loan = loan_of(case, subject)
    yield from _private(case, subject)
    yield "no_term_rate_agreed", loan.rate_apr is None
    yield "overdue_rate_agreed", loan.overdue_rate_apr is not None


@rule("LON-08", question=Question.AMOUNT, authority=("PL/28/2/2", "CC/676"), claims=("S4-13",))
def term_rate_goes_on_when_late(case: Case, subject: Subject) -> Iterator[Step]:
    """Where a rate is agreed for the term and none for delay, the rate of the term goes on."""
    loan = loan_of(case, subject)
    yield from _private(case, subject)
    yield "term_rate_agreed", loan.rate_apr is not None
    yield "no_overdue_rate_agreed", loan.overdue_rate_apr is None


# Licensed lenders


def _licensed(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _in_force(case, subject)
    yield "lender_licensed", licensed(lender_of(case, subject))


@rule("LON-03", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.AS_CONTRACTED,
      authority=("PL/1/2", "PLR", "FJ17/2"), claims=("S4-13",))  # fmt: skip
def licensed_price_as_agreed(case: Case, subject: Subject) -> Iterator[Step]:
    """The cap on private lending does not reach licensed lenders: up to 24% a year, fees included, the price stands."""
    yield from _licensed(case, subject)
    price = loan_of(case, subject).all_in_cost_apr
    yield "price_within_court_line", price <= _COURT_LINE, {"price_rate": price}


@rule("LON-03", question=Question.AMOUNT, ground=Ground.OWN_CONTRACT, concludes=Amount.CAPPED_24,
      authority=("FJ17/2", "CC/585/2"), claims=("S4-13",))  # fmt: skip
def licensed_price_cut_to_24(case: Case, subject: Subject) -> Iterator[Step]:
    """What a licensed lender takes above 24% a year, fees included, the borrower may ask the court to cut."""
    yield from _licensed(case, subject)
    price = loan_of(case, subject).all_in_cost_apr
    yield "price_above_court_line", price > _COURT_LINE, {"price_rate": price}
    yield figure(Figure.RATE_CAP, _COURT_LINE)


@rule("LON-03", question=Question.AMOUNT, authority="ZD9", since=FACILITATION_NOTICE, governed_by=loan_signed,
      claims=("S4-13",))  # fmt: skip
def banks_count_every_cost(case: Case, subject: Subject) -> Iterator[Step]:
    """Since October 2025 supervisors hold banks' loans through platforms to 24% a year, every fee counted."""
    yield from _in_force(case, subject)
    yield "lender_is_a_bank", lender_of(case, subject).kind is LenderKind.BANK
    yield "online_loan", loan_of(case, subject).product is Product.ONLINE_CONSUMER


@rule("LON-03", question=Question.AMOUNT, authority="MLC", since=MICRO_LOAN_GUIDE, governed_by=loan_signed,
      claims=("S4-13",))  # fmt: skip
def micro_lenders_are_brought_down(case: Case, subject: Subject) -> Iterator[Step]:
    """Micro-loan companies are to lend at no more than 24% a year, and within four times the LPR by the end of 2027."""
    yield from _in_force(case, subject)
    yield "lender_is_a_micro_loan_company", lender_of(case, subject).kind is LenderKind.MICRO_LOAN


@rule("LON-03", question=Question.AMOUNT, authority="PLD", since=COST_TABLE, governed_by=loan_signed,
      claims=("S4-13",))  # fmt: skip
def cost_table_before_signing(case: Case, subject: Subject) -> Iterator[Step]:
    """Since August 2026 a licensed lender shows all costs in one table before signing; that is a duty, not a cap."""
    yield from _licensed(case, subject)
