"""Rows L1, L4, L5 and L10 of the liability table against the rules, over every combination of their facts."""

from datetime import date
from typing import Any

from autograder.fact_kinds import GuaranteeForm, RoleKind, Signature, TypeWords
from autograder.vocabulary import Liability
from tests.builders import a_case, a_guarantee, a_loan, a_role, found
from tests.tables.first_match import Row, every_combination, first_match

FACTS: dict[str, Any] = {
    "formed": [date(2020, 12, 31), date(2021, 1, 1)],
    "form": list(GuaranteeForm),
    "words": list(TypeWords),
    "signature": list(Signature),
    "adopted": ["no", "ratified", "apparent"],
    "avoided": [True, False],
}

STRANGE = (Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY)
PAPER = (GuaranteeForm.WRITTEN_SEPARATE, GuaranteeForm.WRITTEN_CLAUSE)
NONE, JOINT, GENERAL = (Liability.NONE,), (Liability.GUARANTEE_JOINT,), (Liability.GUARANTEE_GENERAL,)
TABLE: list[Row] = [
    (lambda f: f.signature in STRANGE and f.adopted == "no", NONE),
    (lambda f: f.avoided, NONE),
    (lambda f: f.form is GuaranteeForm.ORAL, NONE),
    (lambda f: f.signature is Signature.NONE and f.form in PAPER, NONE),
    (lambda f: f.words in (TypeWords.EXPRESS_JOINT, TypeWords.IF_NOT_PAID, TypeWords.UNCONDITIONAL), JOINT),
    (lambda f: f.words in (TypeWords.EXPRESS_GENERAL, TypeWords.UNABLE_TO_PAY), GENERAL),
    (lambda f: f.formed < date(2021, 1, 1), JOINT),
    (lambda f: f.words in (TypeWords.NONE, TypeWords.CONTRADICTORY), GENERAL),
]


def test_the_rules_on_the_kind_of_a_guarantee_agree_with_the_table() -> None:
    for facts in every_combination(FACTS):
        act = {
            "signature": facts.signature,
            "ratified_on": date(2023, 6, 1) if facts.adopted == "ratified" else None,
            "apparent_authority": facts.adopted == "apparent",
            "avoided_by_court_on": date(2023, 6, 2) if facts.avoided else None,
        }
        guarantee = a_guarantee("one", formed=facts.formed, form=facts.form, type_words=facts.words)
        case = a_case(
            as_of=date(2023, 6, 30), loans=(a_loan(signed=facts.formed, final_due=date(2023, 6, 1)),),
            roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR, act=act)), guarantees=(guarantee,),
        )  # fmt: skip
        assert found(case, "one").codes == first_match(TABLE, facts), facts
