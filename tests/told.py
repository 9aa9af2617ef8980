"""Cases that the tests of explanations and marks share: a guarantee, a contact, a couple, and the folders at hand."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from autograder.cases import FILE, CaseFile, case_folders
from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    DataSource,
    DebtorStatus,
    RoleKind,
    SpouseActKind,
)
from autograder.facts import Case, Contact, SpouseAct
from autograder.questions import Asked, Part, QuestionKind
from autograder.stated import UNKNOWN
from autograder.vocabulary import Question
from tests.builders import a_case, a_guarantee, a_loan, a_marriage, a_person, a_role

BORROWER = a_person("ma", name="马涛", name_en="Ma Tao")
GUARANTOR = a_person("sun", name="孙琪", name_en="Sun Qi")


def guaranteed(*, as_of: date = date(2025, 6, 2), **facts: Any) -> Case:
    """Ma Tao's loan, guaranteed by Sun Qi on a sheet of 2024-01-10 that says nothing of the kind."""
    return a_case(
        as_of=as_of,
        persons=(BORROWER, GUARANTOR),
        roles=(a_role("ma"), a_role("sun", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("sun", **facts),),
    )


def rung(**facts: Any) -> Case:
    """Sun Qi, listed as a contact without being asked, is rung at night and told to pay for Ma Tao."""
    parts: dict[str, Any] = {
        "id": "call1", "at": datetime(2025, 5, 12, 23, 10), "actor": ContactActor.AGENCY, "loan": "loan1",
        "target": "sun", "channel": Channel.CALL, "connected": True,
        "content": frozenset({ContactContent.DEMAND_PAYMENT}),
        "target_refused_before": False, "debtor_status_then": DebtorStatus.REACHABLE,
        "data_source": DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT,
    }  # fmt: skip
    return a_case(
        persons=(BORROWER, GUARANTOR),
        roles=(a_role("ma"), a_role("sun", RoleKind.EMERGENCY_CONTACT)),
        contacts=(Contact(**{**parts, **facts}),),
    )


def married(within_daily_needs: Any = UNKNOWN, **parts: Any) -> Case:
    """Ma Tao borrowed alone while married to Sun Qi; nobody says what for."""
    return a_case(
        persons=(BORROWER, GUARANTOR),
        marriages=(a_marriage("ma", "sun"),),
        loans=(a_loan(within_daily_needs=within_daily_needs),),
        roles=(a_role("ma"),),
        **parts,
    )


def adopted() -> SpouseAct:
    """Sun Qi said afterwards that the debt is hers as well."""
    return SpouseAct(spouse="sun", loan="loan1", kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2024, 6, 1))


def filed(case: Case, *questions: Asked) -> CaseFile:
    """A case as if read from a folder."""
    here = Path("nowhere")
    return CaseFile(case.id, case, questions, {}, None, None, here, here / FILE)


def asked(kind: QuestionKind, *options: str, asks: Question = Question.LIABILITY, **facts: Any) -> Asked:
    """A question about Sun Qi, worth two points."""
    of = facts.pop("of", Part.CODES if kind is QuestionKind.MANY else Part.OUTCOME)
    parts = {"id": "q", "about": "sun", "points": 2, "case": "test_case", "loan": "loan1", **facts}
    return Asked(kind=kind, asks=asks, of=of, options=options, **parts)


def at_hand() -> list[Path]:
    """Every case folder of the workbook."""
    return [file.parent for home in case_folders() for file in sorted(home.glob(f"*/{FILE}"))]


CODE_OR_ID = re.compile(r"[a-z]+_[a-z_]+|[A-Z]{3}-\d\d|[{}<>]|\.(holds|fails|sentence|label)")
"""What must never reach a reader: codes, rule ids, keys of words, unfilled braces."""

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
"""A Chinese character or mark, which no English text has."""
