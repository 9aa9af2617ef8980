"""Soft effects: what practice may do to a person, and what it may not."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    GuaranteeForm,
    LenderKind,
    ModelInput,
    PeriodWords,
    Product,
    Purpose,
    RelationKind,
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
    Relation,
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


# Which rules stand, exactly


LATE = date(2026, 4, 2)
FLAT = SharedData(persons=("bo", "min"), kind=SharedDataKind.ADDRESS)
NOTHING = "a_relatives_delay_closes_no_door"


def rules_on(case: Case, person: str = "min") -> set[str]:
    return {trial.card.name for trial in find(case, Question.SOFT_EFFECT, Subject(person)).verdict.standing}


def a_use(source: ModelInput = ModelInput.RELATIVE_DEFAULT, **facts: Any) -> ModelUse:
    usual: dict[str, Any] = {"lawful_basis": True, "sole_automated": False, "explained": False}
    return ModelUse(lender="bank", subject="min", input=source, **(usual | facts))


def vowing(person: str = "min") -> dict[str, Any]:
    guarantee = Guarantee(
        guarantor=person, loan="loan1", formed=date(2025, 1, 8), form=GuaranteeForm.WRITTEN_SEPARATE,
        type_words=TypeWords.EXPRESS_JOINT, period_words=PeriodWords.NONE,
    )  # fmt: skip
    role = Role(person=person, loan="loan1", kind=RoleKind.GUARANTOR, act=Act(signature=Signature.GENUINE))
    return {"guarantees": (guarantee,), "roles": (*a_case().roles, role)}


def applying(day: date = date(2026, 3, 2), **marriage: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"a": "bo", "b": "min", "since": date(2016, 5, 3)}
    tie = Marriage(**(usual | marriage))
    return {
        "marriages": (tie,), "joint_applications": (JointApplication(persons=("bo", "min"), lender="bank", date=day),),
    }  # fmt: skip


def test_m13_a_child_whose_parent_is_late_feels_nothing_at_an_ordinary_school() -> None:
    tie = Relation(a="bo", b="min", kind=RelationKind.PARENT_CHILD)
    assert rules_on(a_case(relations=(tie,))) == {NOTHING}


@pytest.mark.parametrize(("facts", "names"), [
    ({"shared_data": (FLAT,)}, {"shared_data_may_weigh_in_a_model"}),
    ({"model_uses": (a_use(),)}, {"model_fed_by_others_may_weigh", "scores_for_sale_need_a_licence"}),
    ({"model_uses": (a_use(ModelInput.OWN_DATA),)}, {NOTHING}),
    (
        {"model_uses": (a_use(lawful_basis=False),)},
        {"model_fed_by_others_may_weigh", "others_data_needs_a_lawful_basis", "scores_for_sale_need_a_licence"},
    ),
    (
        {"model_uses": (a_use(), a_use(ModelInput.OWN_DATA, lawful_basis=False))},
        {"model_fed_by_others_may_weigh", "scores_for_sale_need_a_licence", "own_data_needs_a_lawful_basis_too"},
    ),
    (
        {"model_uses": (a_use(ModelInput.OWN_DATA), a_use(lawful_basis=False))},
        {"model_fed_by_others_may_weigh", "others_data_needs_a_lawful_basis", "scores_for_sale_need_a_licence"},
    ),
    ({"model_uses": (a_use(ModelInput.OWN_DATA, lawful_basis=False),)}, {NOTHING, "own_data_needs_a_lawful_basis_too"}),
    ({"model_uses": (a_use(ModelInput.OWN_DATA, sole_automated=True),)}, {NOTHING, "a_machine_alone_must_explain"}),
    ({"model_uses": (a_use(ModelInput.OWN_DATA, sole_automated=True, explained=True),)}, {NOTHING}),
    (vowing(), {"a_guarantee_counts_as_a_burden"}),
    (applying(), {"both_files_are_read_when_both_apply"}),
])  # fmt: skip
def test_exactly_these_rules_stand(facts: dict[str, Any], names: set[str]) -> None:
    assert rules_on(a_case(LATE, **facts)) == names


@pytest.mark.parametrize(("first_day", "use", "name"), [
    (date(2021, 11, 1), a_use(lawful_basis=False), "others_data_needs_a_lawful_basis"),
    (date(2021, 11, 1), a_use(ModelInput.OWN_DATA, lawful_basis=False), "own_data_needs_a_lawful_basis_too"),
    (date(2021, 11, 1), a_use(ModelInput.OWN_DATA, sole_automated=True), "a_machine_alone_must_explain"),
    (date(2022, 1, 1), a_use(), "scores_for_sale_need_a_licence"),
])  # fmt: skip
def test_the_law_on_models_begins_on_its_first_day(first_day: date, use: ModelUse, name: str) -> None:
    before, after = (
        a_case(day, loans=(), roles=(), model_uses=(use,)) for day in (first_day - timedelta(days=1), first_day)
    )
    assert name not in rules_on(before)
    assert name in rules_on(after)


@pytest.mark.parametrize(("day", "marriage", "together"), [
    (date(2026, 3, 2), {}, True),
    (date(2026, 3, 2), {"since": date(2026, 3, 2)}, True),
    (date(2026, 3, 2), {"since": date(2026, 3, 3)}, False),
    (date(2026, 3, 2), {"until": date(2026, 3, 3)}, True),
    (date(2026, 3, 2), {"until": date(2026, 3, 2)}, False),
])  # fmt: skip
def test_a_couple_is_looked_at_together_if_it_was_one_on_the_day_of_the_application(
    day: date, marriage: dict[str, Any], together: bool
) -> None:
    name = "both_files_are_read_when_both_apply"
    assert (name in rules_on(a_case(LATE, **applying(day, **marriage)))) is together


@pytest.mark.parametrize(("kind", "act", "defaulter"), [
    (RoleKind.BORROWER, Act(signature=Signature.GENUINE), True),
    (RoleKind.CO_BORROWER, Act(signature=Signature.GENUINE), True),
    (RoleKind.GUARANTOR, Act(signature=Signature.GENUINE), False),
    (RoleKind.CO_BORROWER, Act(signature=Signature.FORGED, ratified_on=None, apparent_authority=False), False),
])  # fmt: skip
def test_a_defaulter_is_who_borrowed_and_not_who_vouched_or_was_impersonated(
    kind: RoleKind, act: Act, defaulter: bool
) -> None:
    other = Role(person="main", loan="loan1", kind=RoleKind.BORROWER, act=Act(signature=Signature.GENUINE))
    persons = tuple(Person(id=id, name=id, name_en=id) for id in ("bo", "min", "main"))
    roles = (other, Role(person="bo", loan="loan1", kind=kind, act=act))
    given = vowing("bo")["guarantees"] if kind is RoleKind.GUARANTOR else ()
    case = a_case(LATE, persons=persons, roles=roles, guarantees=given, shared_data=(FLAT,))
    assert ("shared_data_may_weigh_in_a_model" in rules_on(case)) is defaulter
