"""Claims as questions: an id each way, the claim as a quotation, the same five options for all, near ids for a slip."""

import pytest

from autograder.claim_questions import (
    SECTION,
    VALUES,
    NoSuchClaim,
    claims_section,
    find_claim,
    question_id,
    quoted,
)  # fmt: skip
from autograder.law.claims import Verdict, claims
from autograder.questions import QuestionKind
from autograder.sheet import Sheet, sheet_from
from autograder.words import LANGUAGES

ALL = list(claims())


def test_each_claim_has_a_question_id_of_its_own() -> None:
    assert question_id("S2-09") == "claims.s2_09"
    assert len({question_id(id) for id in ALL}) == len(ALL)


def test_a_section_asks_each_claim_in_the_order_given_with_the_same_options() -> None:
    section = claims_section(["S3-04", "S0-15"])
    assert section.id == SECTION
    assert section.persons == ()
    assert [question.id for question in section.questions] == ["claims.s3_04", "claims.s0_15"]
    for question in section.questions:
        assert (question.kind, question.points, question.unit) == (QuestionKind.ONE, 1, None)
        assert question.values == VALUES == tuple(Verdict)
    assert section.questions[0].options == section.questions[1].options


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lead_in_says_what_each_option_means(language: str) -> None:
    section = claims_section(["S3-04"])
    for option in section.questions[0].options:
        assert f"**{option.label[language]}**" in section.story[language]
    assert section.title["zh"] != section.title["en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", ALL)
def test_every_claim_is_asked_as_a_quotation_of_what_the_article_says(id: str, language: str) -> None:
    prompt = quoted(find_claim(id), language)
    assert prompt.startswith("“")
    assert prompt.endswith("”")
    assert prompt[1:-1].count("“") == prompt[1:-1].count("”") == 0
    assert prompt[1:-1].translate(str.maketrans("‘’", "“”")) == find_claim(id).statement[language]


def test_a_sheet_of_all_claims_reads_back() -> None:
    sheet = Sheet("90_all", {"zh": "全部", "en": "All"}, (claims_section(ALL),))
    assert sheet_from(sheet.data()) == sheet


def test_an_unknown_claim_is_refused_by_name_with_near_ids() -> None:
    with pytest.raises(NoSuchClaim) as refused:
        claims_section(["S3-04", "s2-09"])
    for language in LANGUAGES:
        assert "s2-09" in refused.value.say(language)
        assert "S2-09" in refused.value.say(language)
    assert all("nowhere" in NoSuchClaim("nowhere").say(language) for language in LANGUAGES)
