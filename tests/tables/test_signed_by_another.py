"""Row L1 of the liability table for every role: whose name was used, who signed, and whether it was adopted."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import AccessionTold, AccessionWords, LenderKind, RoleKind, Signature, StatementForm
from autograder.facts import Accession
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

SEEN, LATER = date(2025, 6, 2), date(2025, 6, 3)
BINDS: dict[RoleKind, Liability] = {
    RoleKind.BORROWER: Liability.BORROWER_FULL,
    RoleKind.CO_BORROWER: Liability.JOINT_DEBTOR_FULL,
    RoleKind.NOMINAL_BORROWER: Liability.BORROWER_FULL,
    RoleKind.NAMED_BY_IMPERSONATION: Liability.BORROWER_FULL,
    RoleKind.GUARANTOR: Liability.GUARANTEE_GENERAL,
    RoleKind.DEBT_ACCESSOR: Liability.ACCESSION_JOINT_CAPPED,
    RoleKind.COLLATERAL_PROVIDER: Liability.COLLATERAL_LIMITED,
}
"""Roles in which a signature makes a debtor, and what it makes of him."""
IDLE = (
    RoleKind.EMERGENCY_CONTACT, RoleKind.ADDRESS_BOOK_ENTRY, RoleKind.WITNESS, RoleKind.KNOWER, RoleKind.SPOUSE_ONLY,
    RoleKind.SIGNATURE_WITHOUT_ROLE, RoleKind.THIRD_PARTY_PAYER, RoleKind.GUARDIAN, RoleKind.NONE,
)  # fmt: skip
FACTS: dict[str, Any] = {
    "signature": list(Signature),
    "ratified_on": [None, SEEN, LATER],
    "apparent": [False, True],
    "face_scan": [False, True],
    "actor": ["the_agent", "the_borrower", "nobody_known", "the_person_named"],
}
STRANGE = (Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY)


def by_another(facts: Any) -> bool:
    """An own face scan is own consent, whoever wrote the name."""
    if facts.kind is RoleKind.NAMED_BY_IMPERSONATION:
        return True
    return facts.signature in STRANGE and not facts.face_scan


def adopted(facts: Any) -> bool:
    return bool(facts.ratified_on == SEEN or facts.apparent)


def unsigned(facts: Any) -> bool:
    return facts.signature is Signature.NONE and not facts.face_scan


def sensible(facts: Any) -> bool:
    """Left out: a hand that is known to be somebody's although it is the own one, or nobody's; an impostor with
    authority; a stranger's hand that is the own one; two ways of consent at once, or one to what binds nobody; and a
    guarantee on paper without a signature, for which a face was scanned."""
    told = (facts.ratified_on is not None, facts.apparent, facts.face_scan)
    if sum(told) > 1 or (any(told) and facts.kind in IDLE):
        return False
    if facts.kind is RoleKind.NAMED_BY_IMPERSONATION and (facts.signature not in STRANGE or facts.face_scan):
        return False
    if facts.kind is RoleKind.GUARANTOR and facts.signature is Signature.NONE and facts.face_scan:
        return False
    if facts.signature in (*STRANGE, Signature.BY_AGENT_WITH_AUTHORITY):
        return bool(facts.actor != "the_person_named")
    untold = facts.ratified_on is None and not facts.apparent
    return untold and facts.actor in ("nobody_known", "the_person_named")


def named_and_actor(facts: Any) -> Any:
    """What the person named, the main borrower and the agent owe."""
    who = {"the_agent": "agent", "the_borrower": "borrower", "nobody_known": None, "the_person_named": "named"}
    act = {
        "signature": facts.signature, "signed_by": who[facts.actor], "ratified_on": facts.ratified_on,
        "apparent_authority": facts.apparent, "identity_check_by_self": facts.face_scan,
    }  # fmt: skip
    role = a_role("named", facts.kind, act=act, lender_knew_true_user=False)
    joined = Accession(
        person="named", loan=LOAN, date=date(2024, 3, 4), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
        words=AccessionWords.JOIN_CLEAR, scope=Decimal(5_000),
    )  # fmt: skip
    case = a_case(
        persons=(a_person("agent"), a_person("named")), roles=(a_role("borrower"), role),
        guarantees=(a_guarantee("named"),) if facts.kind is RoleKind.GUARANTOR else (),
        accessions=(joined,) if facts.kind is RoleKind.DEBT_ACCESSOR else (),
    )  # fmt: skip
    return tuple(found(case, person).codes for person in ("named", "borrower", "agent"))


def table(facts: Any) -> Any:
    strange = by_another(facts) and not adopted(facts)
    bound = facts.kind in BINDS and not unsigned(facts) and not strange
    answers = strange and facts.kind in BINDS
    named = (BINDS[facts.kind],) if bound else (Liability.NONE,)
    borrower: tuple[Liability, ...] = (Liability.BORROWER_FULL,)
    if answers and facts.actor == "the_borrower":
        borrower = (Liability.BORROWER_FULL, Liability.IMPOSTOR_LIABLE)
    agent = (Liability.IMPOSTOR_LIABLE,) if answers and facts.actor == "the_agent" else (Liability.NONE,)
    return named, borrower, agent


@pytest.mark.parametrize("kind", BINDS)
def test_a_name_signed_by_another_binds_only_if_adopted_and_else_the_one_who_signed_answers(kind: RoleKind) -> None:
    combinations = every_combination({**FACTS, "kind": [kind]})
    agree(filter(sensible, combinations), named_and_actor, table)


def test_a_line_that_makes_nobody_a_debtor_makes_no_impostor_of_the_one_who_wrote_it() -> None:
    agree(filter(sensible, every_combination({**FACTS, "kind": IDLE})), named_and_actor, table)


SILENT: dict[str, Any] = {
    "signed": [date(2020, 12, 31), date(2021, 1, 1)],
    "kind": [RoleKind.BORROWER, RoleKind.CO_BORROWER],
    "signature": [Signature.GENUINE, Signature.BY_AGENT_WITHOUT_AUTHORITY],
    "knew": [False, True],
    "ratified_on": [None, SEEN],
    "void": [False, True],
}


def silent(facts: Any) -> Any:
    act = {
        "signature": facts.signature, "ratified_on": facts.ratified_on, "apparent_authority": False,
        "identity_check_by_self": False,
    }  # fmt: skip
    roles = [a_role("named", facts.kind, act=act)]
    if facts.kind is RoleKind.CO_BORROWER:
        roles.append(a_role("borrower"))
    if facts.knew:
        roles.append(a_role("named", RoleKind.KNOWER))
    lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if facts.void else LenderKind.BANK)
    return found(a_case(lenders=(lender,), loans=(a_loan(signed=facts.signed),), roles=tuple(roles)), "named").accepted


@pytest.mark.parametrize("void", [False, True])
def test_silence_of_somebody_who_knew_of_the_agent_is_unsettled_before_2021_and_nothing_since(void: bool) -> None:
    def silent_table(facts: Any) -> Any:
        """Bound as if ratified, or not (U26)."""
        code = (Liability.RESTITUTION_ONLY if facts.void else BINDS[facts.kind],)
        if facts.signature is Signature.GENUINE or facts.ratified_on == SEEN:
            return (code,)
        return ((Liability.NONE,), code) if facts.knew and facts.signed < date(2021, 1, 1) else ((Liability.NONE,),)

    agree(every_combination({**SILENT, "void": [void]}), silent, silent_table)
