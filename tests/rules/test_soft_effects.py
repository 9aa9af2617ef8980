"""Soft effects: what practice may do to a person, and what it may not."""

from datetime import date
from decimal import Decimal

import pytest

from autograder.fact_kinds import (
    GuaranteeForm,
    LenderKind,
    ModelInput,
    PeriodWords,
    Product,
    Purpose,
    RoleKind,
    SharedDataKind,
    Signature,
    TypeWords,
)
from autograder.facts import (
    Act,
    Case,
    Guarantee,
    JointApplication,
    Lender,
    Loan,
    Marriage,
    ModelUse,
    Person,
    Role,
    SharedData,
)
from autograder.rulebook import Subject
from autograder.solve import find
from autograder.vocabulary import Question, SoftEffect


def a_case(as_of: date = date(2026, 4, 2), **parts: object) -> Case:
    """Bo is late on a loan; Min is the one asked about."""
    given: dict[str, object] = {
        "id": "case",
        "as_of": as_of,
        "persons": tuple(Person(id=id, name=id, name_en=id) for id in ("bo", "min")),
        "lenders": (Lender(id="bank", name="银行", name_en="Bank", kind=LenderKind.BANK, pboc_connected=True),),
        "loans": (
            Loan(
                id="loan1", lender="bank", signed=date(2025, 1, 8), product=Product.ONLINE_CONSUMER,
                nominal=Decimal(30_000), final_due=date(2025, 12, 28), within_daily_needs=False,
                purpose_actual=Purpose.PERSONAL,
            ),
        ),
        "roles": (Role(person="bo", loan="loan1", kind=RoleKind.BORROWER, act=Act(signature=Signature.GENUINE)),),
    }  # fmt: skip
    return Case(**(given | parts))  # type: ignore[arg-type]


def effects(case: Case, person: str = "min") -> tuple[str, ...]:
    return find(case, Question.SOFT_EFFECT, Subject(person)).codes


def test_a_relative_who_shares_nothing_feels_nothing() -> None:
    assert effects(a_case()) == (SoftEffect.NONE,)


def test_a_shared_address_with_a_defaulter_may_weigh_in_a_model() -> None:
    shared = SharedData(persons=("bo", "min"), kind=SharedDataKind.ADDRESS)
    assert effects(a_case(shared_data=(shared,))) == (SoftEffect.MODEL_RISK_POSSIBLE,)


def test_a_shared_address_with_somebody_who_pays_does_not() -> None:
    shared = SharedData(persons=("bo", "min"), kind=SharedDataKind.ADDRESS)
    assert effects(a_case(as_of=date(2025, 6, 2), shared_data=(shared,))) == (SoftEffect.NONE,)


def test_the_defaulter_is_not_his_own_neighbour() -> None:
    shared = SharedData(persons=("bo", "min"), kind=SharedDataKind.ADDRESS)
    assert effects(a_case(shared_data=(shared,)), "bo") == (SoftEffect.NONE,)


@pytest.mark.parametrize("source", [ModelInput.RELATIVE_DEFAULT, ModelInput.CONTACT_GRAPH])
def test_a_model_fed_by_others_without_a_lawful_basis_is_unlawful_too(source: ModelInput) -> None:
    use = ModelUse(
        lender="bank", subject="min", input=source, lawful_basis=False, sole_automated=False, explained=False
    )
    assert effects(a_case(model_uses=(use,))) == (SoftEffect.MODEL_RISK_POSSIBLE, SoftEffect.UNLAWFUL_PROCESSING)


def test_before_the_personal_information_law_no_such_finding_is_made() -> None:
    use = ModelUse(
        lender="bank", subject="min", input=ModelInput.CONTACT_GRAPH, lawful_basis=False, sole_automated=False,
        explained=False,
    )  # fmt: skip
    case = a_case(as_of=date(2021, 10, 31), loans=(), roles=(), model_uses=(use,))
    assert effects(case) == (SoftEffect.MODEL_RISK_POSSIBLE,)


@pytest.mark.parametrize(("explained", "unlawful"), [(False, True), (True, False)])
def test_a_machine_alone_must_explain_itself(explained: bool, unlawful: bool) -> None:
    use = ModelUse(
        lender="bank", subject="min", input=ModelInput.OWN_DATA, lawful_basis=True, sole_automated=True,
        explained=explained,
    )  # fmt: skip
    assert (SoftEffect.UNLAWFUL_PROCESSING in effects(a_case(model_uses=(use,)))) is unlawful


@pytest.mark.parametrize("person", ["bo", "min"])
def test_a_couple_that_applies_together_is_looked_at_together(person: str) -> None:
    married = Marriage(a="bo", b="min", since=date(2016, 5, 3))
    applied = JointApplication(persons=("bo", "min"), lender="bank", date=date(2026, 3, 1))
    assert SoftEffect.HOUSEHOLD_UNDERWRITING in effects(
        a_case(marriages=(married,), joint_applications=(applied,)), person
    )


def test_friends_who_apply_together_are_no_household() -> None:
    applied = JointApplication(persons=("bo", "min"), lender="bank", date=date(2026, 3, 1))
    assert effects(a_case(joint_applications=(applied,))) == (SoftEffect.NONE,)


def test_a_guarantee_on_record_counts_as_a_burden() -> None:
    guarantee = Guarantee(
        guarantor="min", loan="loan1", formed=date(2025, 1, 8), form=GuaranteeForm.WRITTEN_SEPARATE,
        type_words=TypeWords.EXPRESS_JOINT, period_words=PeriodWords.NONE,
    )  # fmt: skip
    role = Role(person="min", loan="loan1", kind=RoleKind.GUARANTOR, act=Act(signature=Signature.GENUINE))
    case = a_case()
    assert effects(a_case(guarantees=(guarantee,), roles=(*case.roles, role))) == (SoftEffect.LIABILITY_COUNTED,)
