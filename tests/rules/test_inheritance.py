from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import LenderKind, MarriageEnd, RelationKind, RoleKind, Signature
from autograder.facts import Case, Inheritance, Relation
from autograder.solve import Finding
from autograder.stated import UNKNOWN
from autograder.vocabulary import Figure, Liability
from tests.builders import a_case, a_guarantee, a_lender, a_loan, a_marriage, a_person, a_role, found

DEATH = date(2025, 5, 1)
DEAD = a_person("borrower", died=DEATH)


def share(heir: str, **facts: Any) -> Inheritance:
    return Inheritance(**{"deceased": "borrower", "heir": heir, "value_received": Decimal(20_000), **facts})


def names(finding: Finding) -> set[str]:
    return {trial.card.name for trial in finding.verdict.standing}


def c31(**loan: Any) -> Case:
    facts: dict[str, Any] = {
        "signed": date(2014, 3, 3), "nominal": Decimal(100_000), "final_due": date(2025, 12, 1),
        "within_daily_needs": False,
    }  # fmt: skip
    return a_case(
        as_of=date(2026, 1, 1), persons=(DEAD,), loans=(a_loan(**{**facts, **loan}),),
        marriages=(a_marriage("borrower", "wife", until=DEATH, end=MarriageEnd.DEATH),),
        relations=tuple(Relation(a="borrower", b=son, kind=RelationKind.PARENT_CHILD) for son in ("son", "other")),
        inheritances=(
            share("wife"), share("son"), share("other", value_received=Decimal(0), disclaimed_on=date(2025, 6, 2)),
        ),
    )  # fmt: skip


def test_c31_widow_and_son_answer_with_what_they_inherited_and_who_refused_does_not() -> None:
    for heir in ("wife", "son"):
        finding = found(c31(), heir)
        assert finding.codes == (Liability.ESTATE_LIMITED,), heir
        assert finding.figures == {Figure.AMOUNT_CAP: Decimal(20_000)}
    assert found(c31(), "other").codes == (Liability.NONE,)
    assert "heir_who_refused" in names(found(c31(), "other"))


def test_a_widow_owes_a_joint_debt_whole_and_not_a_second_time_as_heir() -> None:
    finding = found(c31(signed=date(2020, 3, 3), within_daily_needs=True), "wife")
    assert finding.codes == (Liability.SPOUSE_JOINT_DEBT,)
    assert "survivor_owes_the_joint_debt" in names(finding)
    assert finding.figures == {}


@pytest.mark.parametrize(("refused", "dealt", "code"), [
    (date(2025, 5, 20), None, Liability.NONE), (date(2025, 5, 20), date(2025, 5, 25), Liability.NONE),
    (date(2025, 5, 26), date(2025, 5, 25), Liability.ESTATE_LIMITED), (None, None, Liability.ESTATE_LIMITED),
])  # fmt: skip
def test_only_a_refusal_before_the_estate_is_dealt_with_frees(
    refused: date | None, dealt: date | None, code: Liability
) -> None:
    one = share("son", disclaimed_on=refused, estate_dealt_with_on=dealt)
    assert found(a_case(persons=(DEAD, a_person("son")), inheritances=(one,)), "son").codes == (code,)


def test_before_the_death_nobody_is_an_heir() -> None:
    alive = a_person("borrower", died=date(2026, 5, 1))
    case = a_case(persons=(alive, a_person("son")), inheritances=(share("son"),))
    assert found(case, "son").codes == (Liability.NONE,)


def test_an_heir_of_whom_no_value_is_told_answers_within_the_estate() -> None:
    case = a_case(persons=(DEAD,), roles=(a_role("borrower"), a_role("son", RoleKind.HEIR)))
    assert found(case, "son").codes == (Liability.ESTATE_LIMITED,)
    assert found(case, "son").figures == {}


def test_the_heirs_of_whom_a_forger_named_owe_nothing() -> None:
    act: dict[str, Any] = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
    case = a_case(persons=(DEAD, a_person("son")), roles=(a_role("borrower", act=act),), inheritances=(share("son"),))
    assert found(case, "son").codes == (Liability.NONE,)
    assert "nothing_to_inherit_of_this_debt" in names(found(case, "son"))


def test_the_heirs_of_a_guarantor_answer_as_long_as_the_guarantee_lives() -> None:
    def at(as_of: date) -> tuple[Any, ...]:
        dead = a_person("guarantor", died=date(2025, 2, 1))
        case = a_case(
            as_of=as_of, persons=(dead, a_person("son")),
            roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)),
            guarantees=(a_guarantee("guarantor"),), inheritances=(share("son", deceased="guarantor"),),
        )  # fmt: skip
        return found(case, "son").codes

    assert at(date(2025, 6, 2)) == (Liability.ESTATE_LIMITED,)
    assert at(date(2025, 9, 2)) == (Liability.NONE,)


def test_an_unknown_refusal_is_the_missing_fact() -> None:
    case = a_case(persons=(DEAD, a_person("son")), inheritances=(share("son", disclaimed_on=UNKNOWN),))
    finding = found(case, "son")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["disclaimed_on"]


def test_no_combination_of_deaths_heirs_roles_and_marriage_is_left_without_an_answer() -> None:
    kinds = (None, RoleKind.HEIR, RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.KNOWER)
    for kind, heir_dead, told, married, need, void, mutual in product(
        kinds, (True, False), (True, False), (True, False), (True, False), (True, False), (True, False)
    ):
        lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if void else LenderKind.BANK)
        roles = (a_role("one", kind),) if kind else ()
        shares = [share("one")] if told else []
        shares += [share("borrower", deceased="one")] if mutual else []
        case = a_case(
            persons=(DEAD, a_person("one", died=date(2025, 4, 1) if heir_dead else None)), lenders=(lender,),
            roles=(a_role("borrower"), *roles), loans=(a_loan(within_daily_needs=need),),
            guarantees=(a_guarantee("one", fault="none", family_benefit=True),) if kind is RoleKind.GUARANTOR else (),
            marriages=(a_marriage("borrower", "one", until=DEATH, end=MarriageEnd.DEATH),) if married else (),
            inheritances=tuple(shares),
        )  # fmt: skip
        for person in ("one", "borrower"):
            assert found(case, person).codes, (person, kind, heir_dead, told, married, need, void, mutual)
