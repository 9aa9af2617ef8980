"""Lesson 1: who owes, and whose record. The people first, a worked case, two cases to compare, facts to flip."""

from course.lesson_plan import Lesson, Part, Prose

LESSON = Lesson(
    (
        Prose("start"),
        Prose("people"),
        Part("people_map"),
        Prose("worked"),
        Part("worked_case"),
        Prose("pair"),
        Part("case_pair"),
        Prose("what_if"),
        Part("what_if"),
        Prose("clocks"),
        Prose("mistakes"),
        Prose("practice"),
        Part("practice"),
        Prose("summary"),
    )
)
