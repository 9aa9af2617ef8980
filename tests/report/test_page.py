"""The page: one file that fetches and runs nothing, readable by ear, and with no name where none is wanted."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from autograder.nbgrader_glue.report.analysis import Report, analysed
from autograder.nbgrader_glue.report.class_data import read_class
from autograder.nbgrader_glue.report.drawing import clipped
from autograder.nbgrader_glue.report.page import page
from autograder.nbgrader_glue.report.plots import misconceptions_plot
from autograder.nbgrader_glue.report.telling import Telling
from autograder.words import words_for
from tests.report.classroom import Classroom, simulated_answers
from tests.school import CONTACT, OWES, RIGHT

DAY = date(2026, 11, 22)
NASTY = "<script>alert(1)<"
VOID = {"meta", "br", "img", "rect", "line", "circle"}


class Outline(HTMLParser):
    """Tags in order, headings, what stands in attributes, and whether everything is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def full_report(room: Classroom, number: int = 20) -> Report:
    for place, answers in enumerate(simulated_answers(room.sheet, number)):
        room.hand_in(f"s{place:03d}", answers)
    room.enrol("zoe_zhao")
    room.hand_in(NASTY, RIGHT)
    return analysed(read_class(room.root, room.assignment))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", [0, 3, 20, 40])
def test_a_class_of_any_size_makes_a_well_formed_page(room: Classroom, number: int, language: str) -> None:
    text = page(full_report(room, number), language, DAY)
    outline = Outline(text)
    assert outline.faults == []
    assert outline.open == []
    assert "nan" not in re.sub(r"<[^>]*>", " ", text).lower().split()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_fetches_and_runs_nothing(room: Classroom, language: str) -> None:
    text = page(full_report(room), language, DAY)
    outline = Outline(text)
    assert {tag for tag, _ in outline.tags} & {"script", "link", "img", "iframe", "object", "form", "base"} == set()
    attributes = [(name, value or "") for _, found in outline.tags for name, value in found.items()]
    assert not [name for name, _ in attributes if name.startswith("on")]
    assert {value[0] for name, value in attributes if name in {"href", "src"}} == {"#"}
    assert "url(" not in text
    assert "@import" not in text
    assert ("meta", "default-src 'none'; style-src 'unsafe-inline'") in [
        (tag, found.get("content")) for tag, found in outline.tags
    ]


def test_a_nasty_name_is_shown_and_does_nothing(room: Classroom) -> None:
    text = page(full_report(room), "en", DAY)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_anonymous_page_names_nobody(room: Classroom, language: str) -> None:
    report = full_report(room)
    named, anonymous = page(report, language, DAY), page(report, language, DAY, anonymous=True)
    for name in ("zoe_zhao", "s003", "script&gt;"):
        assert name in named
        assert name not in anonymous
    assert ('id="names"' in named, 'id="names"' in anonymous) == (True, False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_can_be_read_by_ear(room: Classroom, language: str) -> None:
    text = page(full_report(room), language, DAY)
    outline = Outline(text)
    assert ("html", {"lang": "zh-CN" if language == "zh" else "en"}) == outline.tags[0]
    steps = zip([0, *outline.headings], outline.headings, strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert outline.headings.count(1) == 1
    tables = text.count("<table")
    assert tables == text.count("<caption>") == text.count("<thead>")
    assert all("scope" in found for tag, found in outline.tags if tag == "th")
    pictures = [found for tag, found in outline.tags if tag == "svg"]
    assert len(pictures) == 3
    assert all(found["role"] == "img" and found["aria-label"] for found in pictures)
    assert text.count("<figcaption>") == 3
    ids = {found["id"] for _, found in outline.tags if "id" in found}
    assert {(found["href"] or "")[1:] for tag, found in outline.tags if tag == "a"} <= ids


def test_a_small_class_gets_counts_and_the_warning(room: Classroom) -> None:
    text = page(full_report(room, 5), "en", DAY)
    assert words_for("en")("report.caution.few", counted=6) in text
    prose = re.sub(r"<(style|svg).*?</\1>", "", text, flags=re.DOTALL)
    assert re.findall(r"\d+% \(", prose) == []


def test_a_class_of_twenty_is_told_with_caution(room: Classroom) -> None:
    text = page(full_report(room, 19), "zh", DAY)
    assert words_for("zh")("report.caution.caution", counted=20) in text


def test_the_headline_says_who_takes_what_for_what(room: Classroom) -> None:
    for number in range(20):
        room.hand_in(f"s{number}", {**RIGHT, **({OWES: "guarantee_joint"} if number < 8 else {})})
    telling = Telling(analysed(read_class(room.root, room.assignment)), "en")
    assert list(telling.headlines()) == [
        "40% (22% to 61%): “Guarantor always in the front line” (GUA-04), as in Question 1: "
        "“joint-liability guarantee” instead of “general guarantee” (8)."
    ]


def test_a_rule_stands_there_with_its_sentence_and_its_authority(room: Classroom) -> None:
    room.hand_in("ann", {**RIGHT, OWES: "guarantee_joint"})
    report = analysed(read_class(room.root, room.assignment))
    text = page(report, "zh", DAY)
    assert words_for("zh")("rules.silence_means_general.sentence") in text
    assert "依据：《民法典》第六百八十六条第二款" in text


def test_a_long_label_is_cut_where_it_would_run_into_the_bars() -> None:
    assert clipped("short", 200) == "short"
    assert clipped("长" * 40, 130) == "长" * 9 + "…"
    assert clipped("长" * 10, 130 + 13) == "长" * 10


def test_one_question_that_few_answered_leaves_the_others_their_percentages(room: Classroom) -> None:
    for number in range(20):
        answers = {**RIGHT, OWES: "guarantee_joint", CONTACT: "borrower_full"}
        room.hand_in(f"s{number}", {key: value for key, value in answers.items() if number < 5 or key != CONTACT})
    telling = Telling(analysed(read_class(room.root, room.assignment)), "en")
    drawn = re.findall(r">([^<>]*)</text>", misconceptions_plot(telling))
    assert drawn.count("100%") == 2  # the bar of the guarantee, and the end of the axis
    assert "5/5" in drawn
