"""One place for what stands behind a question id: a question of a case or a claim, marked and told alike."""

from pathlib import Path

import pytest

from autograder.cases import CaseFile, CaseRefused, find_case
from autograder.claim_marking import ClaimQuestion
from autograder.markable import CaseQuestion, NoSuchQuestion, find_question, find_questions
from autograder.marking import feedback, mark
from autograder.questions import QuestionKind
from autograder.words import LANGUAGES

SMALL = Path(__file__).parent / "small_course"
OWES, WHY = "han_mei_note.han_mei_owes", "han_mei_note.han_mei_why"


@pytest.fixture(autouse=True)
def _small_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL))


def test_a_question_of_a_case_is_marked_and_told_as_the_case_does() -> None:
    found = find_question(OWES)
    assert isinstance(found, CaseQuestion)
    asked = next(asked for asked in find_case("han_mei_note").questions if asked.key == OWES)
    assert (found.id, found.kind, found.values) == (OWES, asked.kind, asked.options)
    assert found.mark("guarantee_joint") == mark(found.case_file, asked, "guarantee_joint")
    assert found.feedback("none", "en") == feedback(found.case_file, asked, "none", "en")


def test_a_claim_is_found_by_its_question_id() -> None:
    found = find_question("claims.s2_09")
    assert isinstance(found, ClaimQuestion)
    assert (found.id, found.kind) == ("claims.s2_09", QuestionKind.ONE)
    assert found.claim.id == "S2-09"


def test_cases_and_claims_are_found_together_and_each_case_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(name: str) -> CaseFile:
        read.append(name)
        return find_case(name)

    monkeypatch.setattr("autograder.markable.find_case", counted)
    ids = [OWES, "claims.s3_04", WHY]
    found = find_questions(ids)
    assert list(found) == ids
    assert [one.id for one in found.values()] == ids
    assert read == ["han_mei_note"]


@pytest.mark.parametrize(
    ("id", "close"),
    [
        ("han_mei_note.han_mei_ows", "han_mei_note.han_mei_owes"),
        ("claims.s209", "claims.s2_09"),
        ("claims.S2-09", "claims.s2_09"),
        ("claims.S2_09", "claims.s2_09"),
        ("claims.nothing_at_all", "–"),
    ],
)
def test_a_question_that_there_is_not_is_refused_by_name_with_near_ids(id: str, close: str) -> None:
    with pytest.raises(NoSuchQuestion) as refused:
        find_question(id)
    for language in LANGUAGES:
        assert id in refused.value.say(language)
        assert close in refused.value.say(language)


def test_a_case_that_there_is_not_is_refused_as_a_case() -> None:
    with pytest.raises(CaseRefused):
        find_question("nowhere.owes")
