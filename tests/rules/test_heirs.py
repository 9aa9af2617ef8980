"""What each rule on heirs and surviving spouses asks for: exactly which rules stand when one condition fails."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import AccessionTold, AccessionWords, MarriageEnd, RoleKind, Signature, StatementForm
from autograder.facts import Accession, Case, DebtTransfer, Inheritance
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_person, a_role, found
from tests.rules.standing import fails_on, standing

DEATH, TODAY = date(2025, 5, 1), date(2025, 6, 2)
FORGED: dict[str, Any] = {
    "signature": Signature.FORGED, "signed_by": None, "ratified_on": None, "apparent_authority": False,
}  # fmt: skip
HEIR = a_role("son", RoleKind.HEIR)
JOINED = Accession(
    person="aunt", loan=LOAN, date=date(2024, 3, 4), form=StatementForm.WRITTEN, words=AccessionWords.JOIN_CLEAR,
    told=AccessionTold.CREDITOR, scope=Decimal(9_000),
)  # fmt: skip
TAKEN = DebtTransfer(loan=LOAN, from_person="bo", to_person="aunt", date=date(2024, 3, 4), creditor_consented=True)


def estate(*told: dict[str, Any] | None, died: date | None = DEATH, **parts: Any) -> Case:
    """Bo died; what is told of the son's shares in his estate, or another's."""
    shares = [
        Inheritance(**{"deceased": "bo", "heir": "son", "value_received": Decimal(20_000), **(one or {})})
        for one in told
    ]
    persons = {one.id: one for one in (a_person("bo", died=died), a_person("son"), *parts.pop("persons", ()))}
    made: dict[str, Any] = {"roles": (a_role("bo"),), "persons": tuple(persons.values())}
    return a_case(inheritances=tuple(shares), **{**made, **parts})


def dead(person: str, day: date = DEATH) -> dict[str, Any]:
    return {"persons": (a_person(person, died=day),), "died": None}


def by_marriage(tie: dict[str, Any]) -> dict[str, Any]:
    return {"loans": (a_loan(within_daily_needs=True),), "marriages": (a_marriage("bo", "son", **tie),)}


def one_dead(person: str, **parts: Any) -> Case:
    """The son is the heir of somebody else than Bo, who lives."""
    return estate({"deceased": person}, died=None, persons=(a_person(person, died=DEATH),), **parts)


def refused(day: date, dealt: date | None = None, **parts: Any) -> Case:
    return estate({"disclaimed_on": day, "estate_dealt_with_on": dealt}, **parts)


def gone(day: date) -> dict[str, Any]:
    return {"persons": (a_person("son", died=day),)}


MAY, TOMORROW = date(2025, 5, 20), date(2025, 6, 3)
NO_DEBT: dict[str, Any] = {"roles": (a_role("bo", act=FORGED),)}
NO_DEBT_ROLE: dict[str, Any] = {"roles": (a_role("bo", act=FORGED), HEIR)}
BY_ROLE: dict[str, Any] = {"roles": (a_role("bo"), HEIR)}
FRONT: dict[str, Any] = {"roles": (a_role("bo", RoleKind.NOMINAL_BORROWER, lender_knew_true_user=True),
                   a_role("aunt", RoleKind.TRUE_USER))}  # fmt: skip
WIFE: dict[str, Any] = {"marriages": (a_marriage("bo", "aunt"),)}
WIDOWED, DIVORCED = ({"until": day, "end": end} for day, end in (
    (DEATH, MarriageEnd.DEATH), (date(2025, 3, 3), MarriageEnd.DIVORCE),
))  # fmt: skip
HEIR_OWES = ["heir_within_the_estate", "ceiling_of_all_grounds"]
JUDGED = "daily_needs_are_a_judgment"
JOINT = ["daily_needs_bind_both", "reach_of_the_other_spouses_debt", JUDGED]
SURVIVOR = [*JOINT, "survivor_owes_the_joint_debt"]
STANDING: list[tuple[list[str], dict[str, Case]]] = [
    (HEIR_OWES, {
        "share": estate({}), "death today": estate({}, died=TODAY), "heir dies tomorrow": estate({}, **gone(TOMORROW)),
        "one of two refused": estate({"disclaimed_on": MAY}, {}), "refused before death": refused(date(2025, 4, 30)),
        "refuses tomorrow": refused(TOMORROW), "refused after the dealing": refused(date(2025, 5, 21), MAY),
        "joined": one_dead("aunt", accessions=(JOINED,)), "took over": one_dead("aunt", debt_transfers=(TAKEN,)),
        "hidden user": one_dead("aunt", **FRONT),
        "joint debt": one_dead("aunt", loans=(a_loan(within_daily_needs=True),), **WIFE),
    }),
    (["heir_within_the_estate"], {"by role": estate(**BY_ROLE)}),
    (["heir_who_refused"], {
        "refused": refused(MAY), "all refused": estate(*[{"disclaimed_on": MAY}] * 2), "death day": refused(DEATH),
        "today": refused(TODAY), "day of the dealing": refused(MAY, MAY),
    }),
    (["dead_heir"], {
        "heir dead": estate({}, **gone(DEATH)), "the day before": estate({}, **gone(DEATH - timedelta(days=1))),
        "refused": refused(MAY, **gone(DEATH)),
        "by role": estate(**BY_ROLE, **gone(DEATH)), "no debt": estate({}, **NO_DEBT, **gone(DEATH)),
    }),
    (["nothing_to_inherit_of_this_debt"], {
        "forged": estate({}, **NO_DEBT), "by role": estate(**NO_DEBT_ROLE),
        "wife of the debtor": one_dead("aunt", loans=(a_loan(within_daily_needs=False),), **WIFE),
    }),
    (["nothing_to_inherit_of_this_debt", "heir_who_refused"], {"forged, refused": refused(MAY, **NO_DEBT)}),
    (["no_party_no_debt"], {
        "no heir": estate(), "nobody dead": estate({}, died=None), "nobody dead, by role": estate(died=None, **BY_ROLE),
        "death tomorrow": estate({}, died=TOMORROW), "of a stranger": one_dead("aunt"),
        "another": estate({"heir": "aunt"}, persons=(a_person("aunt"),)), "stranger dead": estate(**gone(TODAY)),
        "debtor lives, heir dead": estate({}, died=None, **gone(TODAY)),
        "debtor lives, heir by role dead": estate(died=None, **BY_ROLE, **gone(TODAY)),
        "forged, no heir": estate(**NO_DEBT),
        "forged, nobody dead": estate(died=None, **NO_DEBT_ROLE),
    }),
    (SURVIVOR, {
        "widow": estate(**by_marriage(WIDOWED)), "refused too": refused(MAY, **by_marriage(WIDOWED)),
    }),
    ([*SURVIVOR, "another_ground_has_no_ceiling"], {
        "heir too": estate({}, **by_marriage(WIDOWED)), "no end told": estate({}, **by_marriage({})),
    }),
    (JOINT, {
        "both alive": estate(died=None, **by_marriage({})),
        "another partner dead": estate(died=None, loans=(a_loan(within_daily_needs=True),), marriages=(
            a_marriage("bo", "son"),
            a_marriage("x", "son", since=date(2010, 1, 1), until=date(2015, 1, 1), end=MarriageEnd.DEATH),
        ), persons=(a_person("x", died=date(2015, 1, 1)),)),
    }),
    ([*JOINT, "divorce_does_not_discharge"], {"divorced": estate(**by_marriage(DIVORCED))}),
    ([*HEIR_OWES, "marriage_makes_no_debtor", JUDGED], {
        "his own debt": estate({}, **{**by_marriage(WIDOWED), "loans": (a_loan(within_daily_needs=False),)}),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("case", "rules"), [
    pytest.param(case, set(rules), id=f"{rules[0]}: {name}") for rules, told in STANDING for name, case in told.items()
])  # fmt: skip
def test_exactly_these_rules_stand(case: Case, rules: set[str]) -> None:
    assert standing(case, "son") == rules


@pytest.mark.parametrize(("rule", "case", "condition"), [
    ("heir_within_the_estate", estate({}, died=None), "debtor_died"),
    ("heir_within_the_estate", estate({"heir": "aunt"}, persons=(a_person("aunt"),)), "heir_of_the_dead_debtor"),
    ("heir_within_the_estate", estate({}, **gone(DEATH)), "heir_alive"),
    ("heir_within_the_estate", estate({}, **NO_DEBT), "debt_was_left"),
    ("heir_within_the_estate", refused(MAY), "inheritance_not_refused_in_time"),
    ("nothing_to_inherit_of_this_debt", estate({}, died=None), "debtor_died"),
    ("nothing_to_inherit_of_this_debt", estate({"heir": "aunt"}, persons=(a_person("aunt"),)),
     "heir_of_the_dead_debtor"),
    ("nothing_to_inherit_of_this_debt", estate({}, **NO_DEBT, **gone(DEATH)), "heir_alive"),
    ("nothing_to_inherit_of_this_debt", estate({}), "no_debt_was_left"),
    ("dead_heir", estate({}, died=None, **gone(DEATH)), "debtor_died"),
    ("dead_heir", estate({"heir": "aunt"}, persons=(a_person("aunt"), a_person("son", died=DEATH))),
     "heir_of_the_dead_debtor"),
])  # fmt: skip
def test_a_rule_on_heirs_says_first_what_it_lacks_first(rule: str, case: Case, condition: str) -> None:
    assert fails_on(case, "son", rule) == condition


@pytest.mark.parametrize(("case", "cap"), [
    (estate({}), Decimal(20_000)), (estate(**BY_ROLE), None),
    (estate({}, {"value_received": Decimal(1_000)}), Decimal(21_000)),
    (estate({"disclaimed_on": MAY}, {"value_received": Decimal(1_000)}), Decimal(1_000)),
    (estate({}, **by_marriage(WIDOWED)), None),
])  # fmt: skip
def test_an_heir_answers_with_what_all_his_shares_are_worth(case: Case, cap: Decimal | None) -> None:
    assert found(case, "son").figures.get(Figure.AMOUNT_CAP) == cap


def test_a_widow_who_vouched_for_the_family_is_no_circle_with_the_husband_whose_heir_she_is() -> None:
    case = a_case(
        persons=(a_person("bo", died=DEATH), a_person("ann"), a_person("cai")), roles=(a_role("cai"),),
        guarantees=(a_guarantee("ann", family_benefit=True),), marriages=(a_marriage("ann", "bo"),),
        inheritances=(Inheritance(deceased="bo", heir="ann", value_received=Decimal(20_000)),),
    )  # fmt: skip
    assert found(case, "bo").codes == (Liability.SPOUSE_JOINT_DEBT,)
    assert set(found(case, "ann").codes) == {Liability.GUARANTEE_GENERAL, Liability.ESTATE_LIMITED}
