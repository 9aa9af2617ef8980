"""Guarantors of a new loan that repays an old one, and of the old one (GUA-17): exactly which rules speak."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import Fault, OrganisationKind, RoleKind, TypeWords, VariationKind
from autograder.facts import Case, Guarantee, Role, Variation
from tests.builders import a_case, a_guarantee, a_loan, a_person, a_role
from tests.rules.standing import of_file, standing

ROLLOVERS = of_file("guarantee_rollover")
DAY, TODAY = date(2025, 2, 3), date(2025, 6, 2)


def refill(on: date = DAY, *, knew: bool = False, agreed: bool = False) -> Variation:
    return Variation(
        kind=VariationKind.ROLLOVER_NEW_LOAN, date=on, guarantor_written_consent=agreed, guarantor_knew_rollover=knew
    )


def by(guarantor: str, loan: str, *changes: Variation, **facts: Any) -> Guarantee:
    signed = date(2024, 1, 10) if loan == "old" else DAY
    return a_guarantee(guarantor, loan=loan, **{"formed": signed, "variations": changes, **facts})


def rolled(*given: Guarantee, as_of: date = TODAY, **person: Any) -> Case:
    """A loan of January 2024 that a new one of 3 February 2025 repays, and what their guarantors promised."""
    loans = (a_loan(id="old"), a_loan(id="new", signed=DAY, final_due=date(2026, 2, 3)))
    roles = [Role(person=one.guarantor, loan=one.loan, kind=RoleKind.GUARANTOR, act=a_role("x").act) for one in given]
    return a_case(
        as_of=as_of, loans=loans, roles=(a_role("bo", loan="old"), a_role("bo", loan="new"), *roles),
        guarantees=given, persons=(a_person("gao", **person),),
    )  # fmt: skip


UNKNOWING, KNOWING, REPAID = (
    "unknowing_guarantor_of_a_rollover", "knowing_guarantor_of_a_rollover", "old_loan_repaid_by_a_new_one",
)  # fmt: skip
NEW, LATER = by("gao", "new", refill()), date(2025, 2, 5)
JOINED = Variation(kind=VariationKind.ACCESSION_BY_THIRD, date=DAY, guarantor_written_consent=True)


@pytest.mark.parametrize(("given", "rules"), [
    ([NEW], {UNKNOWING}), ([by("gao", "new", refill(knew=True))], {KNOWING}),
    ([by("gao", "new", refill(agreed=True))], {KNOWING}), ([by("gao", "new")], set()),
    ([by("gao", "new", JOINED)], set()), ([by("gao", "new", refill(date(2025, 2, 4)))], {REPAID}),
    ([by("gao", "new", refill(), refill(knew=True))], {KNOWING}),
    ([by("gao", "new", refill(LATER), formed=LATER)], {UNKNOWING}),
    ([NEW, by("gao", "old", refill())], {KNOWING}), ([NEW, by("gao", "old")], {UNKNOWING}),
    ([NEW, by("gao", "old", refill(date(2025, 6, 3)))], {UNKNOWING}),
    ([NEW, by("gao", "old", refill(TODAY))], {KNOWING}),
    ([NEW, by("gao", "old", refill(date(2024, 1, 10)))], {UNKNOWING}), ([NEW, by("two", "old", refill())], {UNKNOWING}),
    ([by("gao", "new"), by("gao", "old", refill())], set()),
])  # fmt: skip
def test_the_guarantor_of_the_new_loan(given: list[Guarantee], rules: set[str]) -> None:
    assert standing(rolled(*given), "gao", loan="new") & ROLLOVERS == rules


@pytest.mark.parametrize(("given", "rules"), [
    (by("gao", "old", refill()), {REPAID}), (by("gao", "old"), set()), (by("gao", "old", refill(TODAY)), {REPAID}),
    (by("gao", "old", refill(date(2025, 6, 3))), set()), (by("gao", "old", refill(date(2024, 1, 11))), {REPAID}),
    (by("gao", "old", refill(date(2024, 1, 10))), {UNKNOWING}), (by("gao", "old", JOINED), set()),
])  # fmt: skip
def test_the_guarantor_of_the_old_loan(given: Guarantee, rules: set[str]) -> None:
    assert standing(rolled(given), "gao", loan="old") & ROLLOVERS == rules


@pytest.mark.parametrize("words", TypeWords)
@pytest.mark.parametrize("day", [date(2020, 6, 1), DAY])
def test_the_unknowing_guarantor_owes_nothing_whatever_kind_he_promised(words: TypeWords, day: date) -> None:
    promise = a_guarantee("gao", formed=day, type_words=words, variations=(refill(day),))
    loan = a_loan(signed=day, final_due=date(2026, 2, 3))
    case = a_case(loans=(loan,), roles=(a_role("bo"), a_role("gao", RoleKind.GUARANTOR)), guarantees=(promise,))
    assert standing(case, "gao") == {UNKNOWING}


@pytest.mark.parametrize("fault", Fault)
def test_the_unknowing_guarantor_owes_nothing_though_he_was_barred(fault: Fault) -> None:
    case = rolled(by("gao", "new", refill(), fault=fault), is_org=True, org_kind=OrganisationKind.STATE_ORGAN)
    assert standing(case, "gao", loan="new") == {UNKNOWING}
