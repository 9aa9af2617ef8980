"""Joining a debt, promises in doubt, taking a debt over, promising the court (ACC-01, 02, 03, 05; ENF-14)."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    Capacity,
    ConsentDefect,
    CourtEvent,
    EventKind,
    LegalRepresentativeAct,
    LenderKind,
    OrganisationKind,
    RelationKind,
    RoleKind,
    Signature,
    StatementForm,
    VoidReason,
)
from autograder.facts import Accession, Case, Court, DebtTransfer, Event, Relation
from autograder.solve import Finding
from autograder.stated import UNKNOWN
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.rules.standing import standing

DAY = date(2025, 3, 3)


def said(person: str = "mother", **facts: Any) -> Accession:
    default: dict[str, Any] = {
        "person": person, "loan": LOAN, "date": DAY, "form": StatementForm.WRITTEN, "told": AccessionTold.CREDITOR,
        "words": AccessionWords.JOIN_CLEAR, "scope": Decimal(20_000),
    }  # fmt: skip
    return Accession(**{**default, **facts})


def ids(finding: Finding) -> set[str]:
    return {trial.card.id for trial in finding.verdict.standing}


def test_c33_the_father_who_only_helps_owes_nothing_and_the_mother_who_joins_owes_what_she_named() -> None:
    paid = tuple(
        Event(loan=LOAN, kind=EventKind.THIRD_PARTY_PAID, date=date(2025, month, 10), person="father")
        for month in (2, 3, 4)
    )
    case = a_case(
        as_of=date(2026, 2, 2), events=paid,
        roles=(a_role("borrower"), a_role("father", RoleKind.THIRD_PARTY_PAYER)),
        accessions=(said("father", words=AccessionWords.MORAL_COMFORT, scope=None), said("mother")),
        relations=tuple(Relation(a=one, b="borrower", kind=RelationKind.PARENT_CHILD) for one in ("father", "mother")),
    )  # fmt: skip
    father = found(case, "father")
    assert father.codes == (Liability.NONE,)
    assert "ACC-03" in ids(father)
    mother = found(case, "mother")
    assert mother.codes == (Liability.ACCESSION_JOINT_CAPPED,)
    assert mother.figures == {Figure.AMOUNT_CAP: Decimal(20_000)}
    assert "LIA-01" not in ids(mother)


def test_m17_who_joined_at_the_debtors_wish_owes_although_no_recourse_was_agreed() -> None:
    case = a_case(accessions=(said("friend", recourse_agreed=False),))
    assert found(case, "friend").codes == (Liability.ACCESSION_JOINT_CAPPED,)


@pytest.mark.parametrize("facts", [
    {"told": AccessionTold.DEBTOR_ONLY}, {"creditor_rejected": True}, {"words": AccessionWords.PAY_SOME_ONLY},
])  # fmt: skip
def test_a_promise_not_heard_turned_down_or_not_made_binds_nobody(facts: dict[str, Any]) -> None:
    assert found(a_case(accessions=(said(**facts),)), "mother").codes == (Liability.NONE,)


def test_no_form_is_needed_to_join() -> None:
    case = a_case(accessions=(said(form=StatementForm.ORAL),))
    assert found(case, "mother").codes == (Liability.ACCESSION_JOINT_CAPPED,)


@pytest.mark.parametrize(("signature", "code"), [
    (Signature.GENUINE, Liability.ACCESSION_JOINT_CAPPED), (Signature.FORGED, Liability.NONE),
])  # fmt: skip
def test_a_forged_promise_binds_nobody(signature: Signature, code: Liability) -> None:
    act: dict[str, Any] = {"signature": signature, "ratified_on": None, "apparent_authority": False}
    case = a_case(roles=(a_role("borrower"), a_role("mother", RoleKind.DEBT_ACCESSOR, act=act)), accessions=(said(),))
    assert found(case, "mother").codes == (code,)


def test_who_joins_a_void_debt_owes_nothing() -> None:
    case = a_case(lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM),), accessions=(said(),))
    assert found(case, "mother").codes == (Liability.NONE,)


def joining(*promises: Accession, act: dict[str, Any] | None = None, **parts: Any) -> set[str]:
    roles = (a_role("borrower"), a_role("mother", RoleKind.DEBT_ACCESSOR, act=act)) if act else (a_role("borrower"),)
    case = a_case(**{"roles": roles, "accessions": promises, "persons": (a_person("mother"),), **parts})
    return standing(case, "mother") - {"ceiling_of_all_grounds"}


NOTHING = "joining_came_to_nothing"


@pytest.mark.parametrize(("promise", "rules"), [
    ({}, {"joined_the_debt"}), ({"told": AccessionTold.DEBTOR_AND_NOTIFIED}, {"joined_the_debt"}),
    ({"told": AccessionTold.DEBTOR_ONLY}, {NOTHING}), ({"creditor_rejected": True}, {NOTHING}),
    ({"date": date(2025, 6, 2)}, {"joined_the_debt"}), ({"date": date(2025, 6, 3)}, {"no_party_no_debt"}),
    ({"words": AccessionWords.PAY_SOME_ONLY}, {"comfort_is_not_joining", "no_party_no_debt"}),
    ({"words": AccessionWords.MORAL_COMFORT}, {"comfort_is_not_joining", "no_party_no_debt"}),
])  # fmt: skip
def test_which_rule_speaks_of_a_promise(promise: dict[str, Any], rules: set[str]) -> None:
    assert joining(said(**promise)) == rules


def test_a_promise_is_told_by_the_law_of_its_day() -> None:
    loan: dict[str, Any] = {"loans": (a_loan(signed=date(2020, 3, 2)),)}
    assert joining(said(date=date(2021, 1, 1)), **loan) == {"joined_the_debt"}
    assert joining(said(date=date(2020, 12, 31)), **loan) == {"joined_the_debt_until_2020"}


EARLY: dict[str, Any] = {"date": date(2020, 12, 31)}


def test_a_promise_of_before_2021_asks_for_the_same() -> None:
    loan: dict[str, Any] = {"loans": (a_loan(signed=date(2020, 3, 2)),)}
    assert joining(said(**EARLY), act=OWN, **loan) == {"joined_the_debt_until_2020"}
    assert joining(said(**EARLY, told=AccessionTold.DEBTOR_ONLY), **loan) == {NOTHING}
    assert joining(said(**EARLY, creditor_rejected=True), **loan) == {NOTHING}
    assert joining(said(**EARLY), act=FORGED, **loan) == {NOTHING}
    assert joining(said(**EARLY), **VOID, **loan) == {NOTHING}


def test_a_promise_that_came_to_something_is_not_undone_by_a_later_one_that_did_not() -> None:
    first, rejected = said(), said(date=date(2025, 4, 1), scope=Decimal(30_000), creditor_rejected=True)
    unheard = said(date=date(2025, 4, 1), scope=Decimal(30_000), told=AccessionTold.DEBTOR_ONLY)
    for later in (rejected, unheard):
        case = a_case(accessions=(later, first))
        assert found(case, "mother").figures == {Figure.AMOUNT_CAP: Decimal(20_000)}
    more = a_case(accessions=(said(date=date(2025, 4, 1), scope=Decimal(30_000)), first))
    assert found(more, "mother").figures == {Figure.AMOUNT_CAP: Decimal(30_000)}


FORGED: dict[str, Any] = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
OWN: dict[str, Any] = {"signature": Signature.GENUINE}
VOID: dict[str, Any] = {"lenders": (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)}


def test_there_must_be_a_debt_to_join_and_the_promise_must_be_ones_own() -> None:
    assert joining(said(), act=OWN) == {"joined_the_debt"}
    assert joining(said(), act=FORGED) == {NOTHING}
    assert joining(said(), **VOID) == {NOTHING}
    assert joining(said(), roles=(a_role("borrower", act=FORGED),)) == {NOTHING}
    assert joining(said(), roles=(a_role("borrower", act={"avoided_by_court_on": DAY, "kept_money": None}),)) == {
        NOTHING
    }
    assert joining(act=OWN) == {NOTHING}


@pytest.mark.parametrize(("person", "rule"), [
    ({"born": date(2020, 3, 3)}, NOTHING), ({"adult_capacity": Capacity.NONE}, NOTHING),
    ({"born": date(2010, 3, 3), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}}, NOTHING),
    ({"born": date(2010, 3, 3), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}}, "joined_the_debt"),
    ({"born": date(2007, 3, 4), "legal_rep_act": {LOAN: LegalRepresentativeAct.NONE}}, NOTHING),
    ({"born": date(2007, 3, 3)}, "joined_the_debt"),
])  # fmt: skip
def test_joining_a_debt_takes_age_or_a_parents_approval(person: dict[str, Any], rule: str) -> None:
    assert joining(said(), persons=(a_person("mother", **person),)) == {rule}


def test_a_parent_may_join_the_debt_of_a_child_who_could_not_bind_himself() -> None:
    child = a_person(
        "borrower", born=date(2010, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.REFUSED},
    )  # fmt: skip
    assert joining(said(), persons=(child, a_person("mother"))) == {"joined_the_debt"}


@pytest.mark.parametrize(("act", "pending"), [
    ({"consent_defect": ConsentDefect.DURESS, "duress_ended_on": None}, True),
    ({"consent_defect": ConsentDefect.DURESS, "duress_ended_on": date(2024, 5, 30)}, False),
    ({"consent_defect": ConsentDefect.NONE}, False),
    ({"consent_defect": ConsentDefect.DURESS, "duress_ended_on": None, "waived_avoidance": True}, False),
    ({"consent_defect": ConsentDefect.FRAUD_BY_THIRD, "lender_knew_or_should": True, "knew_of_defect_on": None}, True),
    ({"consent_defect": ConsentDefect.FRAUD_BY_THIRD, "lender_knew_or_should": False}, False),
])  # fmt: skip
def test_joining_under_duress_binds_and_may_be_attacked(act: dict[str, Any], pending: bool) -> None:
    names = joining(said(), act={**OWN, **act})
    assert names == {"joined_the_debt", "joining_may_be_avoided"} if pending else names == {"joined_the_debt"}
    roles = (a_role("borrower"), a_role("mother", RoleKind.DEBT_ACCESSOR, act={**OWN, **act}))
    finding = found(a_case(roles=roles, accessions=(said(),)), "mother")
    assert (Flag.VOIDABLE_PENDING in finding.flags) is pending
    assert finding.figures.get(Figure.AVOIDANCE_UNTIL) == (date(2030, 3, 4) if pending else None)
    elsewhere = (a_role("borrower", act={**OWN, **act}),)
    assert joining(said(), roles=elsewhere) == {"joined_the_debt"}


@pytest.mark.parametrize(("form", "rule"), [
    (StatementForm.WRITTEN, NOTHING), (StatementForm.DATA_MESSAGE, "joined_the_debt"),
    (StatementForm.ORAL, "joined_the_debt"),
])  # fmt: skip
def test_a_clear_promise_needs_a_signature_only_where_it_is_a_paper(form: StatementForm, rule: str) -> None:
    unsigned = {"signature": Signature.NONE, "identity_check_by_self": False}
    assert joining(said(form=form), act=unsigned) == {rule}
    assert joining(said(form=form), act={**unsigned, "avoided_by_court_on": DAY}) == {NOTHING}
    assert joining(said(form=form), act=FORGED) == {NOTHING}


@pytest.mark.parametrize("oral_first", [True, False])
def test_of_two_promises_in_doubt_the_one_in_writing_counts(oral_first: bool) -> None:
    oral = said(words=AccessionWords.AMBIGUOUS, form=StatementForm.ORAL)
    written = said(words=AccessionWords.AMBIGUOUS)
    case = a_case(accessions=(oral, written) if oral_first else (written, oral))
    assert found(case, "mother").codes == (Liability.GUARANTEE_GENERAL,)


def doubtful(**facts: Any) -> Case:
    return a_case(accessions=(said(words=AccessionWords.AMBIGUOUS, **facts),))


@pytest.mark.parametrize(("facts", "code"), [
    ({}, Liability.GUARANTEE_GENERAL), ({"form": StatementForm.DATA_MESSAGE}, Liability.GUARANTEE_GENERAL),
    ({"form": StatementForm.ORAL}, Liability.NONE), ({"told": AccessionTold.DEBTOR_ONLY}, Liability.NONE),
    ({"creditor_rejected": True}, Liability.NONE),
])  # fmt: skip
def test_a_promise_in_doubt_is_a_guarantee_if_it_has_the_form_of_one(facts: dict[str, Any], code: Liability) -> None:
    assert found(doubtful(**facts), "mother").codes == (code,)


def test_the_day_of_a_promise_in_doubt_decides_its_kind_and_its_clock() -> None:
    young = found(doubtful(), "mother")
    assert young.figures == {Figure.PERIOD_END: date(2025, 7, 10), Figure.AMOUNT_CAP: Decimal(20_000)}
    assert "ACC-02" in ids(young)
    old = a_case(
        as_of=date(2020, 12, 30), loans=(a_loan(signed=date(2019, 1, 10), final_due=date(2020, 8, 18)),),
        accessions=(said(words=AccessionWords.AMBIGUOUS, date=date(2020, 2, 3)),),
    )  # fmt: skip
    assert found(old, "mother").codes == (Liability.GUARANTEE_JOINT,)


def test_a_promise_in_doubt_lapses_unless_the_borrower_is_sued_in_time() -> None:
    facts: dict[str, Any] = {"as_of": date(2025, 12, 1), "accessions": doubtful().accessions}
    assert found(a_case(**facts), "mother").codes == (Liability.GUARANTEE_RELEASED,)
    suit = Event(loan=LOAN, kind=EventKind.SUED_DEBTOR, date=date(2025, 6, 3))
    assert found(a_case(events=(suit,), **facts), "mother").codes == (Liability.GUARANTEE_GENERAL,)


DOUBT = "doubtful_promise_is_a_guarantee"


@pytest.mark.parametrize(("promise", "act", "rules"), [
    ({}, None, {DOUBT, "silence_means_general"}), ({}, OWN, {DOUBT, "silence_means_general"}),
    ({}, FORGED, {DOUBT, "doubtful_promise_not_his_own"}),
    ({"date": date(2020, 12, 31)}, OWN, {DOUBT, "silence_means_joint_until_2020"}),
    ({"date": date(2020, 12, 31)}, FORGED, {DOUBT, "doubtful_promise_not_his_own"}),
    ({"told": AccessionTold.DEBTOR_ONLY}, OWN, {NOTHING}), ({"creditor_rejected": True}, FORGED, {NOTHING}),
    ({"form": StatementForm.ORAL}, OWN, {DOUBT, "oral_guarantee"}),
])  # fmt: skip
def test_which_rules_decide_about_a_promise_in_doubt(
    promise: dict[str, Any], act: dict[str, Any] | None, rules: set[str]
) -> None:
    ambiguous = said(**{"words": AccessionWords.AMBIGUOUS, **promise})
    loan: dict[str, Any] = {"loans": (a_loan(signed=date(2020, 3, 2)),)}
    beside = (
        "first_plea", "period", "six_months", "never_more", "scope", "ceiling", "guarantee_without", "joint_guarantor",
    )  # fmt: skip
    names = joining(ambiguous, act=act, **loan)
    assert {name for name in names if not name.startswith(beside)} == rules


@pytest.mark.parametrize("loan", [{}, {"void_reason": VoidReason.RELENDING}], ids=["valid", "void"])
@pytest.mark.parametrize("on", [date(2020, 12, 31), DAY])
def test_a_promise_in_doubt_that_was_not_his_own_leaves_nothing_else_to_ask(on: date, loan: dict[str, Any]) -> None:
    school = a_person("mother", is_org=True, org_kind=OrganisationKind.PUBLIC_WELFARE_NONPROFIT)
    ambiguous = said(words=AccessionWords.AMBIGUOUS, date=on)
    lent = (a_loan(signed=date(2020, 3, 2), **loan),)
    assert joining(ambiguous, act=FORGED, loans=lent, persons=(school,)) == {DOUBT, "doubtful_promise_not_his_own"}


def test_the_promise_in_doubt_of_somebody_named_as_guarantor_is_judged_by_that_signature() -> None:
    roles = (a_role("borrower"), a_role("mother", RoleKind.GUARANTOR))
    ambiguous = said(words=AccessionWords.AMBIGUOUS)
    case = a_case(roles=roles, accessions=(ambiguous,), persons=(a_person("mother", born=date(2020, 3, 3)),))
    assert "doubtful_promise_not_his_own" not in standing(case, "mother")


def test_of_a_real_guarantee_or_a_clear_promise_no_doubt_is_told() -> None:
    roles = (a_role("borrower"), a_role("mother", RoleKind.GUARANTOR))
    real = a_case(roles=roles, guarantees=(a_guarantee("mother"),))
    assert DOUBT not in standing(real, "mother")
    clear = a_case(roles=roles, guarantees=(a_guarantee("mother"),), accessions=(said(creditor_rejected=True),))
    assert NOTHING not in standing(clear, "mother")
    unheard = a_case(
        roles=roles, guarantees=(a_guarantee("mother"),),
        accessions=(said(words=AccessionWords.AMBIGUOUS, told=AccessionTold.DEBTOR_ONLY),),
    )  # fmt: skip
    assert DOUBT not in standing(unheard, "mother")


def handed_on(**facts: Any) -> Case:
    default: dict[str, Any] = {"from_person": "borrower", "to_person": "brother", "loan": LOAN, "date": DAY}
    return a_case(persons=(a_person("brother"),), debt_transfers=(DebtTransfer(**{**default, **facts}),))


def test_a_debt_handed_on_with_the_lenders_consent_is_the_new_debtors() -> None:
    case = handed_on(creditor_consented=True)
    assert found(case, "borrower").codes == (Liability.NONE,)
    assert found(case, "brother").codes == (Liability.BORROWER_FULL,)


def test_without_consent_everything_stays_as_it_was() -> None:
    case = handed_on(creditor_consented=False)
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    assert "ACC-05" in ids(found(case, "borrower"))
    assert found(case, "brother").codes == (Liability.NONE,)


def test_of_a_part_handed_on_the_old_debtor_keeps_the_rest() -> None:
    case = handed_on(creditor_consented=True, share=Decimal(10_000))
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    assert found(case, "brother").figures == {Figure.AMOUNT_CAP: Decimal(10_000)}


def passed(*moved: DebtTransfer, **parts: Any) -> Case:
    return a_case(**{"persons": (a_person("brother"), a_person("cousin")), "debt_transfers": moved, **parts})


def move(giver: str, taker: str, **facts: Any) -> DebtTransfer:
    default: dict[str, Any] = {"loan": LOAN, "date": DAY, "creditor_consented": True}
    return DebtTransfer(**{**default, "from_person": giver, "to_person": taker, **facts})


LEAVES, TAKES = {"handed_the_debt_on"}, {"took_the_debt_over"}
STAYS = {"borrower_owes", "debtor_stays_without_consent"}
KEEPS = {"borrower_owes", "debtor_keeps_the_rest", "ceiling_of_all_grounds"}
NOBODY = {"taking_over_came_to_nothing", "no_party_no_debt"}
PART = {"took_the_debt_over", "ceiling_of_all_grounds"}


@pytest.mark.parametrize(("moved", "giver", "taker"), [
    ((move("borrower", "brother"),), LEAVES, TAKES),
    ((move("borrower", "brother", date=date(2025, 6, 2)),), LEAVES, TAKES),
    ((move("borrower", "brother", creditor_consented=False),), STAYS, NOBODY),
    ((move("borrower", "brother", share=Decimal(30_000)),), LEAVES, TAKES),
    ((move("borrower", "brother", share=Decimal(29_999)),), KEEPS, PART),
    ((move("borrower", "brother", share=Decimal(20_000)), move("borrower", "brother", share=Decimal(10_000))),
     LEAVES, TAKES),
    ((move("borrower", "brother", share=Decimal(20_000)),
      move("borrower", "cousin", share=Decimal(10_000), creditor_consented=False)), KEEPS, PART),
    ((move("cousin", "brother"),), {"borrower_owes"}, NOBODY),
    ((move("brother", "borrower"),), {"borrower_owes"}, {"no_party_no_debt"}),
])  # fmt: skip
def test_who_owes_after_a_transfer(moved: tuple[DebtTransfer, ...], giver: set[str], taker: set[str]) -> None:
    assert standing(passed(*moved), "borrower") - {"no_party_no_debt"} == giver - {"no_party_no_debt"}
    assert standing(passed(*moved), "brother") - {"debtor_stays_without_consent"} == taker


@pytest.mark.parametrize(("moved", "names"), [
    ((move("borrower", "brother"), move("brother", "cousin")), {"brother": LEAVES, "cousin": TAKES}),
    ((move("brother", "cousin", date=date(2025, 4, 1)), move("borrower", "brother")), {
        "brother": LEAVES, "cousin": TAKES}),
    ((move("borrower", "brother", date=date(2025, 4, 1)), move("brother", "cousin")), {
        "brother": TAKES, "cousin": NOBODY}),
    ((move("borrower", "brother", share=Decimal(9_000)), move("brother", "cousin", share=Decimal(9_000))), {
        "brother": LEAVES, "cousin": PART}),
    ((move("borrower", "brother", share=Decimal(9_000)), move("brother", "cousin", share=Decimal(4_000))), {
        "brother": PART | {"debtor_keeps_the_rest"}, "cousin": PART}),
    ((move("borrower", "brother"), move("brother", "cousin", creditor_consented=False)), {
        "brother": TAKES | {"debtor_stays_without_consent"}, "cousin": NOBODY}),
])  # fmt: skip
def test_a_debt_taken_over_can_be_handed_on_again(moved: tuple[DebtTransfer, ...], names: dict[str, set[str]]) -> None:
    case = passed(*moved)
    ignored = (
        {"ceiling_of_all_grounds"} if not any("ceiling_of_all_grounds" in one for one in names.values()) else set()
    )
    assert {person: standing(case, person) - ignored for person in names} == names


@pytest.mark.parametrize(("roles", "names"), [
    ((a_role("borrower"), a_role("wei", RoleKind.CO_BORROWER)), LEAVES),
    ((a_role("borrower"), a_role("wei", RoleKind.NOMINAL_BORROWER, lender_knew_true_user=False)), LEAVES),
    ((a_role("borrower"), a_role("wei", RoleKind.CO_BORROWER, act=FORGED)), {"forged_contract"}),
    ((a_role("front", RoleKind.NOMINAL_BORROWER, lender_knew_true_user=True), a_role("wei", RoleKind.TRUE_USER)),
     LEAVES),
    ((a_role("front", RoleKind.NOMINAL_BORROWER, lender_knew_true_user=False), a_role("wei", RoleKind.TRUE_USER)),
     {"true_user_unknown_to_lender"}),
])  # fmt: skip
def test_whoever_owed_can_hand_the_debt_on_and_nobody_else(roles: tuple[Any, ...], names: set[str]) -> None:
    case = passed(move("wei", "brother"), roles=roles)
    assert standing(case, "wei") == names
    assert standing(case, "brother") == (TAKES if names == LEAVES else NOBODY)


def test_a_child_takes_no_debt_over_and_the_old_debtor_stays() -> None:
    child = a_person("brother", born=date(2010, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.NONE})
    case = passed(move("borrower", "brother"), persons=(child,))
    assert standing(case, "brother") == NOBODY
    assert standing(case, "borrower") == {"borrower_owes"}


def test_an_unknown_consent_is_the_missing_fact() -> None:
    finding = found(handed_on(creditor_consented=UNKNOWN), "brother")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["creditor_consented"]


def test_a_promise_to_the_court_is_no_loan_debt_but_binds() -> None:
    step = Court(
        event=CourtEvent.THIRD_PARTY_UNDERTAKING, date=DAY, persons=("uncle",), loan=LOAN, amount=Decimal(8_000)
    )
    finding = found(a_case(persons=(a_person("uncle"),), court=(step,)), "uncle")
    assert finding.codes == (Liability.NONE,)
    assert finding.flags == (Flag.UNDERTAKING_BOUND,)
    assert finding.figures == {Figure.AMOUNT_CAP: Decimal(8_000)}


def test_no_combination_of_promises_roles_and_transfers_is_left_without_an_answer() -> None:
    kinds = (None, RoleKind.DEBT_ACCESSOR, RoleKind.CO_BORROWER, RoleKind.KNOWER, RoleKind.COLLATERAL_PROVIDER)
    wordings, consents = (None, *AccessionWords), (None, True, False)
    for kind, words, form, told, rejected, void, consent, signature in product(
        kinds, wordings, (StatementForm.WRITTEN, StatementForm.ORAL), AccessionTold, (True, False), (True, False),
        consents, (Signature.GENUINE, Signature.FORGED),
    ):  # fmt: skip
        act: dict[str, Any] = {"signature": signature, "ratified_on": None, "apparent_authority": False}
        lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if void else LenderKind.BANK)
        roles = (a_role("one", kind, act=act),) if kind else ()
        moved = DebtTransfer(
            loan=LOAN, from_person="borrower", to_person="one", date=DAY, creditor_consented=bool(consent)
        )
        case = a_case(
            lenders=(lender,), persons=(a_person("one"),), roles=(a_role("borrower"), *roles),
            accessions=(said("one", words=words, form=form, told=told, creditor_rejected=rejected),) if words else (),
            debt_transfers=(moved,) if consent is not None else (),
        )  # fmt: skip
        for person in ("one", "borrower"):
            assert found(case, person).codes, (person, kind, words, form, told, rejected, void, consent, signature)
