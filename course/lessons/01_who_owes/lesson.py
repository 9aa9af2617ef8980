"""Lesson 1: who owes, and whose record: people, a worked case, a pair of cases, facts to flip, claims, a table."""

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
        Prose("claims"),
        Part("claims"),
        Prose("decision_table"),
        Part("decision_table"),
        Prose("summary"),
    )
)
