"""Why a mark changes: by its sheet, its case, the law of a day, its rules, or something that nobody kept."""

import json
from datetime import date, datetime
from typing import Any

import attrs
import pytest

from autograder.nbgrader_glue.history.basis import Basis, Decided, Pieces, ToldRule
from autograder.nbgrader_glue.history.causes import Because, Causes, Kind, Rests, rests_on
from autograder.nbgrader_glue.history.contents import held
from autograder.nbgrader_glue.history.reading import Given
from tests.school import OWES

JOINT = ToldRule("GUA-02", {"zh": "连带", "en": "joint"})


@pytest.fixture
def now(rests: tuple[Basis, Pieces]) -> Rests:
    basis, pieces = rests
    cases = {id: json.loads(held(content)) for id, content in pieces.cases.items()}
    return rests_on(basis, held(pieces.sheet), cases)


def given(points: float = 2.0) -> Given:
    return Given(1, "alice", datetime(2026, 11, 21), "mark", "then", "answers", None, {OWES: points})


def cause(before: Rests, now: Rests, was: float | None = 2.0, mark: Given | None = None) -> Because:
    return Causes({"then": before}, now).of(OWES, was, mark or given())


def with_basis(rests: Rests, **parts: Any) -> Rests:
    return attrs.evolve(rests, basis=attrs.evolve(rests.basis, **parts))


def decided_otherwise(rests: Rests) -> Rests:
    """The same with another rule deciding, which gives another answer."""
    other = Decided(("guarantee_joint",), (("guarantee_joint",),), ("joint_by_express_words",))
    questions, told = {**rests.basis.questions, OWES: other}, {**rests.basis.told, "joint_by_express_words": JOINT}
    return with_basis(rests, questions=questions, told=told)


def test_without_a_mark_on_record_or_its_basis_nothing_is_known(now: Rests) -> None:
    assert Causes({}, now).of(OWES, 2.0, None).kinds == (Kind.UNKNOWN,)
    assert Causes({}, now).of(OWES, 2.0, given()).kinds == (Kind.UNKNOWN,)


def test_points_that_are_not_those_stored_last_were_changed_by_others(now: Rests) -> None:
    assert cause(now, now, was=1.0).kinds == (Kind.OTHERS,)
    assert cause(now, now, was=None).kinds == (Kind.OTHERS,)


def test_where_nothing_that_decides_has_changed_it_is_the_way_of_marking(now: Rests) -> None:
    assert cause(now, now).kinds == (Kind.MARKING,)


def test_a_rule_that_changed_is_named_with_those_it_replaced(now: Rests) -> None:
    rules = attrs.evolve(now.basis.rules, hash="other")
    found = cause(with_basis(decided_otherwise(now), rules=rules), now)
    assert (found.main, found.gone) == (Kind.RULE, (("joint_by_express_words", JOINT),))
    assert ("silence_means_general", now.basis.told["silence_means_general"]) in found.came
    assert found.expected == (("guarantee_joint",), ("guarantee_general",))


def test_the_law_of_another_day_is_named(now: Rests) -> None:
    found = cause(with_basis(decided_otherwise(now), law_on=date(2020, 12, 31)), now)
    assert (found.kinds, found.law_on) == ((Kind.LAW,), (date(2020, 12, 31), None))


def test_a_fact_that_changed_is_named_and_where_the_old_case_is_lost_its_hash(now: Rests) -> None:
    files = dict(now.cases["han_mei_note"])
    files["case.toml"] = files["case.toml"].replace("nominal = 20000", "nominal = 30000")
    hashes = {**now.basis.cases, "han_mei_note": "0" * 64}
    then = with_basis(attrs.evolve(now, cases={**now.cases, "han_mei_note": files}), cases=hashes)
    found = cause(then, now)
    assert found.kinds == (Kind.CASE,)
    assert [(one.path, one.before, one.now) for one in found.facts] == [("loans.loan1.nominal", "30000", "20000")]
    lost = cause(attrs.evolve(then, cases={}), now)
    assert (lost.main, lost.facts[0].path, lost.facts[0].before) == (Kind.CASE, "han_mei_note", "0" * 12)


def test_other_points_for_a_question_are_named(now: Rests) -> None:
    sheet = json.loads(json.dumps(now.sheet))
    sheet["cases"][0]["questions"][0]["points"] = 5
    sheet["cases"][0]["questions"][0]["prompt"]["en"] = "Worded otherwise"
    found = cause(attrs.evolve(now, sheet=sheet), now)
    assert (found.kinds, [(one.path, one.before, one.now) for one in found.sheet]) == (
        (Kind.SHEET,), [("points", "5", "2")]
    )  # fmt: skip
