"""Row L9 of the liability table (and L1 to L4 before it): whoever promises to pay another's debt, swept over the facts.

A clear promise joins the debt, one in doubt is a guarantee and needs its form, help and comfort bind nobody.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    EventKind,
    LenderKind,
    RoleKind,
    Signature,
    StatementForm,
)
from autograder.facts import Accession, Case, Event
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_lender, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import Row, every_combination, first_match

SEEN = date(2025, 6, 2)
PERIOD_END = date(2025, 7, 10)
"""Six months from the due day 2025-01-10: the clock of a promise that counts as a guarantee."""
SCOPE = Decimal(20_000)

FACTS: dict[str, Any] = {
    "words": list(AccessionWords),
    "told": list(AccessionTold),
    "rejected": [False, True],
    "form": list(StatementForm),
    "said_on": [date(2020, 12, 31), date(2021, 1, 1), SEEN, date(2025, 6, 3)],
    "paid_once": [False, True],
}
NOTHING: Any = ((Liability.NONE,), {}, set[Flag]())
JOINED: Any = ((Liability.ACCESSION_JOINT_CAPPED,), {Figure.AMOUNT_CAP: SCOPE}, set[Flag]())
AS_GUARANTOR = {Figure.AMOUNT_CAP: SCOPE, Figure.PERIOD_END: PERIOD_END}


def heard(facts: Any) -> bool:
    """Said by the day of the case, brought to the lender, and not turned down."""
    return facts.said_on <= SEEN and facts.told is not AccessionTold.DEBTOR_ONLY and not facts.rejected


TABLE: list[Row] = [
    (lambda f: f.words in (AccessionWords.PAY_SOME_ONLY, AccessionWords.MORAL_COMFORT), NOTHING),
    (lambda f: not heard(f), NOTHING),
    (lambda f: f.words is AccessionWords.JOIN_CLEAR, JOINED),
    (lambda f: f.form is StatementForm.ORAL, NOTHING),
    (
        lambda f: f.said_on < date(2021, 1, 1),
        ((Liability.GUARANTEE_JOINT,), AS_GUARANTOR, {Flag.PERIOD_RUNNING, Flag.CALLABLE_NOW}),
    ),
    (
        lambda f: True,
        ((Liability.GUARANTEE_GENERAL,), AS_GUARANTOR, {Flag.PERIOD_RUNNING, Flag.FIRST_PLEA_AVAILABLE}),
    ),
]


def a_promise(**facts: Any) -> Accession:
    usual: dict[str, Any] = {
        "person": "one", "loan": LOAN, "date": date(2024, 3, 4), "form": StatementForm.WRITTEN,
        "told": AccessionTold.CREDITOR, "words": AccessionWords.JOIN_CLEAR, "scope": SCOPE,
    }  # fmt: skip
    return Accession(**{**usual, **facts})


def answer(case: Case) -> Any:
    finding = found(case, "one")
    return finding.codes, dict(finding.figures), set(finding.flags)


def promised(facts: Any) -> Any:
    promise = a_promise(
        words=facts.words, told=facts.told, creditor_rejected=facts.rejected, form=facts.form, date=facts.said_on
    )
    paid = Event(loan=LOAN, kind=EventKind.THIRD_PARTY_PAID, date=date(2025, 2, 3), person="one", amount=Decimal(900))
    loan = a_loan(signed=min(facts.said_on, date(2024, 1, 10)))
    return answer(a_case(loans=(loan,), accessions=(promise,), events=(paid,) if facts.paid_once else ()))


@pytest.mark.parametrize("words", AccessionWords)
def test_a_promise_binds_as_its_words_and_the_lenders_ears_have_it(words: AccessionWords) -> None:
    agree(every_combination({**FACTS, "words": [words]}), promised, lambda facts: first_match(TABLE, facts))


VALIDITY: dict[str, Any] = {
    "words": [AccessionWords.JOIN_CLEAR, AccessionWords.AMBIGUOUS],
    "signature": [None, *Signature],
    "adopted": ["no", "ratified", "ratified_later", "apparent"],
    "form": list(StatementForm),
    "avoided": [None, SEEN, date(2025, 6, 3)],
    "debt": ["good", "void", "forged"],
    "said_on": [date(2020, 12, 31), date(2021, 1, 1)],
}
"""What whoever promises received is not among them: a promise to pay brings its giver nothing to give back."""
BY_ANOTHER = (Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY)
VALID: list[Row] = [
    (lambda f: f.signature in BY_ANOTHER and f.adopted in ("no", "ratified_later"), NOTHING),
    (lambda f: f.debt != "good", NOTHING),
    (lambda f: f.avoided == SEEN, NOTHING),
    (lambda f: f.signature is Signature.NONE and f.form is StatementForm.WRITTEN, NOTHING),
    (lambda f: f.words is AccessionWords.JOIN_CLEAR, JOINED),
    *TABLE[-3:],
]
RATIFIED = {"no": None, "ratified": date(2024, 9, 2), "ratified_later": date(2025, 6, 3), "apparent": None}


def signed(facts: Any) -> Any:
    act = {
        "signature": facts.signature, "signed_by": None, "ratified_on": RATIFIED[facts.adopted],
        "apparent_authority": facts.adopted == "apparent", "avoided_by_court_on": facts.avoided,
        "kept_money": None, "identity_check_by_self": False,
    }  # fmt: skip
    role = () if facts.signature is None else (a_role("one", RoleKind.DEBT_ACCESSOR, act=act),)
    lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if facts.debt == "void" else LenderKind.CONSUMER_FINANCE)
    forged = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
    main = a_role("borrower", act=forged if facts.debt == "forged" else None)
    promise = a_promise(words=facts.words, form=facts.form, date=facts.said_on)
    loan = a_loan(signed=date(2020, 6, 10))
    return answer(a_case(lenders=(lender,), loans=(loan,), roles=(main, *role), accessions=(promise,)))


def worth_trying(facts: Any) -> bool:
    """A promise in doubt is tried on debts that exist or are void; old ones and dead debts with fewer flaws."""
    if facts.debt == "forged" and facts.words is AccessionWords.AMBIGUOUS:
        return False
    plain = facts.said_on == date(2021, 1, 1) and facts.debt == "good"
    return plain or (facts.avoided is None and facts.form is StatementForm.WRITTEN)


@pytest.mark.parametrize("signature", VALIDITY["signature"])
def test_a_promise_is_first_asked_whose_hand_whose_will_and_for_which_loan(signature: Signature | None) -> None:
    facts = {**VALIDITY, "signature": [signature]}
    if signature is None:
        facts |= {"adopted": ["no"], "avoided": [None]}
    agree(filter(worth_trying, every_combination(facts)), signed, lambda facts: first_match(VALID, facts))


WEAK: dict[str, dict[str, Any]] = {
    "joined": {},
    "told_the_borrower_only": {"told": AccessionTold.DEBTOR_ONLY},
    "turned_down": {"creditor_rejected": True},
    "comfort": {"words": AccessionWords.MORAL_COMFORT},
    "some_instalments": {"words": AccessionWords.PAY_SOME_ONLY},
    "later": {"date": date(2025, 6, 3)},
}


@pytest.mark.parametrize("first", WEAK)
def test_of_two_promises_one_that_joins_is_enough_whichever_comes_first(first: str) -> None:
    def twice(facts: Any) -> Any:
        promises = a_promise(**WEAK[facts.first]), a_promise(**{"date": date(2024, 5, 6), **WEAK[facts.second]})
        return found(a_case(accessions=promises), "one").codes

    def either(facts: Any) -> Any:
        joined = "joined" in (facts.first, facts.second)
        return (Liability.ACCESSION_JOINT_CAPPED,) if joined else (Liability.NONE,)

    agree(every_combination({"first": [first], "second": list(WEAK)}), twice, either)


@pytest.mark.parametrize("scope", [None, Decimal(1), SCOPE])
def test_the_sum_that_was_named_is_the_cap(scope: Decimal | None) -> None:
    finding = found(a_case(accessions=(a_promise(scope=scope),)), "one")
    assert finding.figures == ({} if scope is None else {Figure.AMOUNT_CAP: scope})


def test_somebody_else_is_not_bound_by_the_promise() -> None:
    assert found(a_case(persons=(a_person("other"),), accessions=(a_promise(),)), "other").codes == (Liability.NONE,)
