"""A story as HTML: inert, and in Chinese without the gaps that line breaks would leave."""

import pytest

from course.story import story_html, without_breaks


def test_chinese_sentences_on_lines_of_their_own_become_one_line() -> None:
    assert without_breaks("第一句。\n第二句。\n“第三句。”") == "第一句。第二句。“第三句。”"


def test_english_lines_paragraphs_lists_and_tables_keep_their_breaks() -> None:
    for text in ("One.\nTwo.", "第一段。\n\n第二段。", "- 甲。\n- 乙。", "| 表 |\n| --- |\n| 二 |", "# 标题\n\n正文。"):
        assert without_breaks(text) == text


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:b)"])
def test_nothing_in_a_story_can_act(hostile: str) -> None:
    html = story_html(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html
