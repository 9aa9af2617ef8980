"""What happens to the debt after the guarantee was given (GUA-11 to GUA-13): changes, sales, letters, over every fact.

The loan is due on 2024-03-27; no last day is a day of rest.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import CreditorActKind, PeriodWords, RoleKind, TypeWords, VariationKind
from autograder.facts import Assignment, CreditorAct, Variation
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

DUE, NEW_DUE = date(2024, 3, 27), date(2024, 12, 31)
FROM_OLD, FROM_NEW, AGREED = date(2024, 9, 27), date(2025, 6, 30), date(2025, 3, 28)
KINDS = {TypeWords.EXPRESS_GENERAL: Liability.GUARANTEE_GENERAL, TypeWords.EXPRESS_JOINT: Liability.GUARANTEE_JOINT}
EXTENDED: dict[str, Any] = {
    "kind": [VariationKind.EXTENSION, VariationKind.INCREASE, VariationKind.REDUCTION,
             VariationKind.ACCESSION_BY_THIRD],
    "consent": [False, True],
    "agreed_on": [date(2024, 3, 20), date(2025, 7, 2)],
    "period": [PeriodWords.NONE, PeriodWords.FIXED],
    "words": list(KINDS),
    "act_on": [None, FROM_OLD, date(2024, 9, 29), AGREED, date(2025, 3, 31), FROM_NEW],
    "seen_from": [date(2025, 7, 1), date(2025, 7, 2)],
}  # fmt: skip


def period_end(facts: Any) -> date:
    """Only an extension to which the guarantor agreed in writing, made by now, moves a clock that is not agreed."""
    if facts.period is PeriodWords.FIXED:
        return AGREED
    moved = facts.kind is VariationKind.EXTENSION and facts.consent and facts.agreed_on <= facts.seen_from
    return FROM_NEW if moved else FROM_OLD


def extended_table(facts: Any) -> Any:
    in_time = facts.act_on is not None and facts.act_on <= period_end(facts)
    return (KINDS[facts.words] if in_time else Liability.GUARANTEE_RELEASED,), period_end(facts)


def extended(facts: Any) -> Any:
    change = Variation(
        kind=facts.kind, date=facts.agreed_on, guarantor_written_consent=facts.consent, delta=Decimal(1_000),
        new_due=NEW_DUE if facts.kind is VariationKind.EXTENSION else None,
    )  # fmt: skip
    wanted = {
        TypeWords.EXPRESS_GENERAL: CreditorActKind.SUED_DEBTOR,
        TypeWords.EXPRESS_JOINT: CreditorActKind.DEMANDED_GUARANTOR,
    }
    acts = () if facts.act_on is None else (CreditorAct(kind=wanted[facts.words], date=facts.act_on),)
    guarantee = a_guarantee(
        "one", formed=date(2023, 3, 28), type_words=facts.words, period_words=facts.period, variations=(change,),
        period_end=AGREED if facts.period is PeriodWords.FIXED else None, creditor_acts=acts,
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=date(2023, 3, 28), final_due=DUE),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(guarantee,),
    )  # fmt: skip
    finding = found(case, "one")
    return finding.codes, finding.figures.get(Figure.PERIOD_END)


@pytest.mark.parametrize("kind", EXTENDED["kind"])
def test_a_change_behind_the_guarantors_back_moves_no_clock(kind: VariationKind) -> None:
    agree(every_combination({**EXTENDED, "kind": [kind]}), extended, extended_table)


SOLD: dict[str, Any] = {
    "sold_on": [None, date(2023, 12, 4), date(2024, 1, 10), date(2024, 6, 3), date(2025, 6, 2), date(2025, 6, 3)],
    "banned": [False, True],
    "told": [None, date(2024, 6, 4)],
    "words": list(TypeWords),
}
"""The guarantee was given on 2024-01-10 and the case is seen from 2025-06-02, within the guarantee period."""


def sold(facts: Any) -> Any:
    sale = None
    if facts.sold_on is not None:
        sale = Assignment(
            to="buyer", date=facts.sold_on, notified_debtor=facts.told, notified_guarantors={"one": facts.told}
        )
    guarantee = a_guarantee("one", type_words=facts.words, forbids_assignment=facts.banned)
    case = a_case(
        loans=(a_loan(signed=date(2023, 12, 1), assigned=sale),), guarantees=(guarantee,),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)),
    )  # fmt: skip
    return Liability.GUARANTEE_RELEASED in found(case, "one").codes


def test_a_sale_frees_a_guarantor_with_whom_it_was_banned_and_nobody_else() -> None:
    def table(facts: Any) -> Any:
        sold_by_now = facts.sold_on is not None and date(2024, 1, 10) < facts.sold_on <= date(2025, 6, 2)
        return facts.banned and sold_by_now

    combinations = every_combination(SOLD)
    agree((one for one in combinations if one.sold_on != date(2024, 1, 10)), sold, table)


REVIVED: dict[str, Any] = {
    "seen_from": [date(2025, 7, 10), date(2025, 7, 11)],
    "letter_signed": [False, True],
    "new_contract": [False, True],
    "words": list(TypeWords),
    "asked_in_time": [False, True],
}


def revived(facts: Any) -> Any:
    demand = CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=date(2025, 3, 3))
    suit = CreditorAct(kind=CreditorActKind.SUED_DEBTOR, date=date(2025, 3, 3))
    guarantee = a_guarantee(
        "one", type_words=facts.words, signed_notice_after_lapse=facts.letter_signed,
        new_guarantee_contract=facts.new_contract, creditor_acts=(demand, suit) if facts.asked_in_time else (),
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(guarantee,)
    )
    finding = found(case, "one")
    return Liability.GUARANTEE_RELEASED in finding.codes, Flag.IN_TIME in finding.flags


@pytest.mark.parametrize("asked_in_time", REVIVED["asked_in_time"])
def test_a_signature_under_a_late_letter_revives_nothing_and_a_new_contract_does(asked_in_time: bool) -> None:
    def table(facts: Any) -> Any:
        lapsed = facts.seen_from == date(2025, 7, 11) and not facts.asked_in_time
        return lapsed and not facts.new_contract, facts.asked_in_time

    agree(every_combination({**REVIVED, "asked_in_time": [asked_in_time]}), revived, table)


TOLD: dict[str, Any] = {
    "kind": [VariationKind.EXTENSION, VariationKind.INCREASE, VariationKind.ACCESSION_BY_THIRD],
    "consent": [False, True],
    "formed": [date(2020, 12, 31), date(2021, 1, 1)],
    "words": [TypeWords.EXPRESS_GENERAL, TypeWords.EXPRESS_JOINT],
    "due": [date(2025, 1, 10), date(2024, 11, 11)],
}


def test_a_guarantor_is_told_which_changes_leave_him_as_he_was() -> None:
    def told(facts: Any) -> Any:
        change = Variation(
            kind=facts.kind, date=date(2024, 10, 8), guarantor_written_consent=facts.consent, delta=Decimal(500),
            new_due=date(2025, 2, 10) if facts.kind is VariationKind.EXTENSION else None,
        )  # fmt: skip
        guarantee = a_guarantee("one", formed=facts.formed, type_words=facts.words, variations=(change,))
        case = a_case(
            as_of=date(2025, 3, 3), loans=(a_loan(signed=facts.formed, final_due=facts.due),),
            roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(guarantee,),
        )  # fmt: skip
        standing = {trial.card.id for trial in found(case, "one").verdict.standing}
        return "GUA-12" in standing, "GUA-13" in standing

    def table(facts: Any) -> Any:
        joined = facts.kind is VariationKind.ACCESSION_BY_THIRD
        return not joined and not facts.consent, joined

    agree(every_combination(TOLD), told, table)
