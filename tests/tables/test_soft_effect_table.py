"""Table S: what practice may do to somebody beside a debtor, over shared data, models, joint applications and roles."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import EventKind, MarriageEnd, ModelInput, PeriodWords, RoleKind, SharedDataKind, Signature
from autograder.facts import Event, JointApplication, ModelUse, SharedData
from autograder.rulebook import Subject
from autograder.solve import find
from autograder.vocabulary import Question, SoftEffect
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_marriage, a_person, a_role
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

S = SoftEffect
SHARES: dict[str, tuple[str, ...]] = {
    "nothing": (), "with_the_debtor": ("debtor", "one"), "with_somebody_else": ("other", "one"),
    "not_part_of_it": ("debtor", "other"),
}  # fmt: skip
OTHERS = (ModelInput.RELATIVE_DEFAULT, ModelInput.CONTACT_GRAPH)
FACTS: dict[str, Any] = {
    "shares": list(SHARES),
    "late": ["not_yet", "running", "paid"],
    "model": [None, *ModelInput],
    "about": ["one", "other"],
    "lawful": [True, False],
    "alone": [False, True],
    "explained": [True, False],
}


def effects(finding_person: str, **parts: Any) -> Any:
    return set(find(a_case(**parts), Question.SOFT_EFFECT, Subject(finding_person)).codes)


def solved(facts: Any) -> Any:
    as_of = date(2025, 1, 10) if facts.late == "not_yet" else date(2025, 6, 2)
    paid = Event(loan=LOAN, kind=EventKind.SETTLED_FULL, date=date(2025, 5, 6))
    shared = SharedData(persons=SHARES[facts.shares], kind=SharedDataKind.PHONE)
    use = None
    if facts.model is not None:
        use = ModelUse(
            lender="lender", subject=facts.about, input=facts.model, lawful_basis=facts.lawful,
            sole_automated=facts.alone, explained=facts.explained,
        )  # fmt: skip
    return effects(
        "one", as_of=as_of, persons=(a_person("one"), a_person("other")), roles=(a_role("debtor"),),
        events=(paid,) if facts.late == "paid" else (), shared_data=(shared,) if SHARES[facts.shares] else (),
        model_uses=() if use is None else (use,),
    )  # fmt: skip


def table(facts: Any) -> Any:
    own_model = facts.model is not None and facts.about == "one"
    others = own_model and facts.model in OTHERS
    codes = set()
    if others or (facts.shares == "with_the_debtor" and facts.late == "running"):
        codes.add(S.MODEL_RISK_POSSIBLE)
    if own_model and (not facts.lawful or (facts.alone and not facts.explained)):
        codes.add(S.UNLAWFUL_PROCESSING)
    return codes or {S.NONE}


def sensible(facts: Any) -> bool:
    """Without a model there is nothing to ask of it."""
    return facts.model is not None or (facts.about == "one" and facts.lawful and not facts.alone and facts.explained)


@pytest.mark.parametrize("late", FACTS["late"])
def test_shared_data_and_models_may_weigh_and_without_a_basis_or_a_reason_unlawfully(late: str) -> None:
    agree(filter(sensible, every_combination({**FACTS, "late": [late]})), solved, table)


DATES: dict[str, Any] = {
    "seen_from": [date(2021, 10, 31), date(2021, 11, 1)], "lawful": [True, False], "explained": [True, False],
    "input": list(ModelInput),
}  # fmt: skip


def test_the_duty_to_have_a_basis_and_a_reason_is_law_of_november_2021() -> None:
    def before_and_after(facts: Any) -> Any:
        use = ModelUse(
            lender="lender", subject="one", input=facts.input, lawful_basis=facts.lawful,
            sole_automated=True, explained=facts.explained,
        )  # fmt: skip
        loan = a_loan(signed=date(2021, 1, 4), final_due=date(2023, 1, 10))
        return effects("one", as_of=facts.seen_from, persons=(a_person("one"),), loans=(loan,), model_uses=(use,))

    def dated(facts: Any) -> Any:
        wrong = facts.seen_from >= date(2021, 11, 1) and not (facts.lawful and facts.explained)
        risk = {S.MODEL_RISK_POSSIBLE} if facts.input in OTHERS else set()
        return risk | ({S.UNLAWFUL_PROCESSING} if wrong else set()) or {S.NONE}

    agree(every_combination(DATES), before_and_after, dated)


APPLIED = date(2025, 5, 6)
TIES: dict[str, dict[str, Any] | None] = {
    "married": {}, "no_tie": None, "divorced_before": {"until": date(2025, 5, 5), "end": MarriageEnd.DIVORCE},
    "divorced_after": {"until": date(2025, 5, 30), "end": MarriageEnd.DIVORCE},
    "married_after": {"since": date(2025, 5, 7)},
}  # fmt: skip
TOGETHER: dict[str, Any] = {
    "tie": list(TIES),
    "applicants": [("debtor", "one"), ("one", "other"), ("one",)],
    "asked_about": ["one", "debtor"],
}


def test_a_couple_that_applies_together_is_looked_at_together() -> None:
    def applied(facts: Any) -> Any:
        tie = TIES[facts.tie]
        return effects(
            facts.asked_about, persons=(a_person("one"), a_person("other")), roles=(a_role("debtor"),),
            loans=(a_loan(within_daily_needs=False),),
            marriages=() if tie is None else (a_marriage("debtor", "one", **tie),),
            joint_applications=(JointApplication(persons=facts.applicants, lender="lender", date=APPLIED),),
        )  # fmt: skip

    def household(facts: Any) -> Any:
        together = facts.applicants == ("debtor", "one") and facts.tie in ("married", "divorced_after")
        return {S.HOUSEHOLD_UNDERWRITING} if together else {S.NONE}

    agree(every_combination(TOGETHER), applied, household)


BURDENS: dict[str, Any] = {
    "role": [RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.KNOWER, RoleKind.BORROWER],
    "connected": [True, False],
    "hand": [Signature.GENUINE, Signature.FORGED],
    "over": [False, True],
}
"""`over`: the guarantee has lapsed."""


def test_what_one_owes_beside_or_guarantees_counts_as_a_burden_while_it_is_shown() -> None:
    def burdened(facts: Any) -> Any:
        act = {
            "signature": facts.hand, "ratified_on": None, "apparent_authority": False, "identity_check_by_self": False,
        }  # fmt: skip
        end = date(2025, 3, 3) if facts.over else date(2026, 3, 3)
        guarantee = a_guarantee("one", period_words=PeriodWords.FIXED, period_end=end)
        return effects(
            "one", roles=(a_role("debtor"), a_role("one", facts.role, act=act)),
            lenders=(a_lender(pboc_connected=facts.connected),),
            guarantees=(guarantee,) if facts.role is RoleKind.GUARANTOR else (),
        )  # fmt: skip

    def counted(facts: Any) -> Any:
        bound = facts.role is RoleKind.CO_BORROWER or (facts.role is RoleKind.GUARANTOR and not facts.over)
        return {S.LIABILITY_COUNTED} if bound and facts.connected and facts.hand is Signature.GENUINE else {S.NONE}

    combinations = (one for one in every_combination(BURDENS) if one.role is RoleKind.GUARANTOR or not one.over)
    agree(combinations, burdened, counted)
