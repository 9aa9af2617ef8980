"""A case as its author should see it: one defensible answer, what decides it, which rules, which traps."""

from pathlib import Path
from typing import Any

import pytest

from autograder.desk import Review, Weight
from autograder.desk.facts import other_cases
from autograder.desk.notes import Near
from autograder.fact_paths import read_at
from autograder.plausible import oddities
from autograder.stated import raw
from tests.desk.cases import (
    CALL,
    CALLED,
    FACTS,
    asking,
    paths,
    reasons,
    replaced,
    reviewed,
    the_question,
)

UNKNOWN_KIND = replaced(FACTS, ('type_words = "none"', 'type_words = "unknown"'))


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """The review of the note of guarantee with the one question whether Sun Qi has to pay."""
    return reviewed(tmp_path_factory.mktemp("note"), asking())


def test_a_question_has_its_answer_and_the_rules_behind_it(note: Review) -> None:
    question = the_question(note)
    assert (question.expected, question.accepted, question.unsettled) == (
        ("guarantee_general",),
        (("guarantee_general",),),
        (),
    )
    assert "GUA-04" in {card.id for card in question.rules.standing}
    assert "GUA-10" in {one.card.id for one in question.rules.tried}
    held = [one.held for one in question.rules.tried]
    assert held == sorted(held, reverse=True)
    assert note.of(Weight.PROBLEM) == ()


def test_a_rule_that_gives_way_is_named_with_the_one_it_gives_way_to(tmp_path: Path) -> None:
    late = replaced(FACTS, ("as_of = 2024-07-15", "as_of = 2026-07-15"))
    options = ["none", "guarantee_general", "guarantee_joint", "guarantee_released"]
    question = the_question(reviewed(tmp_path / "note", asking(options=options), facts=late))
    assert question.expected == ("guarantee_released",)
    assert ("GUA-04", "GUA-10") in {(card.id, by.id) for card, by in question.rules.defeated}


def test_the_facts_that_decide_are_those_of_which_another_value_changes_the_answer(note: Review) -> None:
    question = the_question(note)
    decided = {one.path: one for one in question.decisive}
    assert {"guarantees.0.type_words", "guarantees.0.form", "roles.1.act.signature"} <= set(decided)
    assert not {"relations.0.kind", "loans.loan1.nominal", "lenders.bank.pboc_connected"} & set(decided)
    kind = decided["guarantees.0.type_words"]
    assert kind.value != raw(*kind.read)
    assert kind.answer == ("guarantee_joint",)
    assert [code.value for code in kind.finding.codes] == ["guarantee_joint"]


def test_a_change_that_contradicts_the_rest_of_the_file_decides_nothing(note: Review) -> None:
    case, question = note.case_file.case, the_question(note)
    tried = {
        (one.path, one.value): changed
        for one in question.decisive
        for value, changed in other_cases(case, read_at(case, one.path))
        if value == one.value
    }
    assert len(tried) == len(question.decisive)
    assert "roles.1.kind" not in paths(question)
    assert [path for (path, _), changed in tried.items() if oddities(changed) - oddities(case)] == []


def test_an_unknown_fact_that_is_asked_for_decides(tmp_path: Path) -> None:
    which = asking(kind="missing_fact", of=None, options=["guarantees.0.type_words", "loans.loan1.nominal", "enough"])
    question = the_question(reviewed(tmp_path / "note", which, facts=UNKNOWN_KIND))
    assert question.expected == ("guarantees.0.type_words",)
    assert "guarantees.0.type_words" in paths(question)


def test_what_a_contact_said_and_the_day_of_the_case_are_tried_as_well(tmp_path: Path) -> None:
    which = asking(
        id="li_na_call", asks="collection_contact", about="li_na", loan=None, contact="call1",
        options=["lawful", "breach_standard", "civil_infringement"],
    )  # fmt: skip
    state = asking(id="sun_qi_now", kind="many", of="flags", options=["period_running", "limitation_defence"])
    call, flags = reviewed(tmp_path / "call", which, state, facts=FACTS + CALL, stories=CALLED).questions
    assert "contacts.call1.content" in paths(call)
    assert "as_of" in paths(flags)


def test_what_a_question_does_not_offer_decides_nothing(tmp_path: Path) -> None:
    running = asking(kind="many", of="flags", options=["period_running", "limitation_defence"])
    plea = asking(id="sun_qi_plea", kind="many", of="flags", options=["first_plea_available", "limitation_defence"])
    clock, order = reviewed(tmp_path / "note", running, plea).questions
    assert "guarantees.0.type_words" not in paths(clock)
    assert "guarantees.0.type_words" in paths(order)


def test_a_tag_that_another_hour_brings_out_is_one_fact_away(tmp_path: Path) -> None:
    which = asking(
        id="li_na_wrongs", kind="many", of="tags", asks="collection_contact", about="li_na", loan=None,
        contact="call1", options=["wrong_target", "night", "impersonation"],
    )  # fmt: skip
    question = the_question(reviewed(tmp_path / "call", which, facts=FACTS + CALL, stories=CALLED))
    night = next(option for option in question.options if option.value == "night")
    assert (night.right, night.near) == (False, Near.ONE_FACT)
    assert night.by is not None
    assert night.by[1] == "at"


def test_one_answer_of_several_that_stand_side_by_side_is_a_problem(tmp_path: Path) -> None:
    refused = replaced(CALL, ("target_refused_before = false", "target_refused_before = true"))
    every = ["privacy_suit", "pipl_delete", "no_recourse"]
    which = asking(id="li_na_may", asks="remedies", about="li_na", options=every)
    review = reviewed(tmp_path / "call", which, facts=FACTS + refused, stories=CALLED)
    (note,) = review.of(Weight.PROBLEM)
    assert (note.reason, note.details["options"]) == ("several_right", ("privacy_suit", "pipl_delete"))
    many = reviewed(tmp_path / "many", {**which, "kind": "many", "of": "codes"}, facts=FACTS + refused, stories=CALLED)
    assert many.of(Weight.PROBLEM) == ()


def test_facts_that_matter_to_no_question_are_dead_and_names_are_none(note: Review, tmp_path: Path) -> None:
    dead = set(note.dead)
    assert {"relations.0.kind", "loans.loan1.within_daily_needs", "joint_use_proofs.0.by_creditor"} <= dead
    assert not {"guarantees.0.type_words", "roles.1.kind", "as_of", "persons.ma_tao.name"} & dead
    wife = asking(id="li_na_owes", about="li_na", options=["none", "spouse_joint_debt"])
    both = set(reviewed(tmp_path / "couple", asking(), wife).dead)
    assert dead - both >= {"loans.loan1.within_daily_needs", "joint_use_proofs.0.by_creditor"}


def test_an_option_is_right_near_or_far_and_stands_for_a_named_mistake(note: Review) -> None:
    options = {option.value: option for option in the_question(note).options}
    assert (options["guarantee_general"].right, options["guarantee_general"].expected) == (True, True)
    joint = options["guarantee_joint"]
    assert (joint.right, joint.near, joint.traps) == (False, Near.ONE_FACT, ("front_line_assumed",))
    assert joint.by is not None
    assert options["estate_limited"].far
    assert options["estate_limited"].traps == ()


def test_an_option_that_nobody_could_defend_is_remarked(note: Review, tmp_path: Path) -> None:
    (remark,) = (one for one in note.notes if one.reason == "indefensible")
    assert (remark.weight, remark.details["options"]) == (Weight.REMARK, ("estate_limited",))
    better = asking(options=["none", "guarantee_general", "guarantee_joint"])
    assert "indefensible" not in reasons(reviewed(tmp_path / "better", better))


def test_a_rule_that_applies_but_is_outweighed_makes_its_option_defensible(tmp_path: Path) -> None:
    late = replaced(FACTS, ("as_of = 2024-07-15", "as_of = 2026-07-15"))
    which = asking(options=["guarantee_general", "guarantee_released", "none"])
    options = {one.value: one for one in the_question(reviewed(tmp_path / "note", which, facts=late)).options}
    assert options["guarantee_general"].near is Near.DEFEATED


def test_wrong_options_without_any_named_mistake_are_remarked(note: Review, tmp_path: Path) -> None:
    assert "no_trap" in reasons(reviewed(tmp_path / "note", asking(options=["guarantee_general", "estate_limited"])))
    assert "no_trap" not in reasons(note)


def test_an_answer_accepted_because_courts_differ_is_declared_with_its_point(tmp_path: Path) -> None:
    borrower = 'kind = "borrower"\nact = { signature = "genuine" }'
    in_name = 'kind = "nominal_borrower"\nact = { signature = "genuine", identity_check_by_self = true }'
    known = replaced(FACTS, (borrower, f"{in_name}\nlender_knew_true_user = true"))
    which = asking(id="ma_tao_owes", about="ma_tao", options=["none", "borrower_full", "joint_debtor_full"])
    review = reviewed(tmp_path / "name", which, facts=known)
    question = the_question(review)
    assert question.accepted == (("none",), ("borrower_full",))
    assert question.unsettled
    assert {option.value for option in question.options if option.right and not option.expected} == {"borrower_full"}
    assert review.of(Weight.PROBLEM) == ()


@pytest.mark.parametrize(
    ("reason", "question", "facts"),
    [
        ("open", asking(), UNKNOWN_KIND),
        ("none_right", asking(options=["none", "guarantee_joint"]), FACTS),
        ("all_right", asking(kind="many", of="flags", options=["period_running", "first_plea_available"]), FACTS),
        ("no_figure", asking(kind="amount", of="rate_cap", options=None), FACTS),
        (
            "right_fact_not_offered",
            asking(kind="missing_fact", of=None, options=["loans.loan1.nominal", "enough"]),
            UNKNOWN_KIND,
        ),
        ("undecided", asking(), replaced(FACTS, ('"guarantor"\nact = { signature = "genuine" }', '"guarantor"'))),
    ],
)
def test_a_question_without_an_answer_is_a_problem_that_says_why(
    tmp_path: Path, reason: str, question: dict[str, Any], facts: str
) -> None:
    review = reviewed(tmp_path / "note", question, facts=facts)
    (note,) = review.of(Weight.PROBLEM)
    assert (note.reason, note.asked and note.asked.id) == (reason, "sun_qi_owes")
    assert review.questions == ()


def test_a_question_that_no_single_fact_moves_and_no_option_comes_near_may_be_too_easy(
    note: Review, tmp_path: Path
) -> None:
    distant = asking(id="li_na_owes", about="li_na", options=["none", "estate_limited", "restitution_only"])
    couple = FACTS[FACTS.index("[[marriages]]") : FACTS.index("[[lenders]]")]
    alone = replaced(FACTS, (couple, ""))
    friend = reviewed(tmp_path / "friend", distant, facts=alone)
    assert "nothing_decides" in reasons(friend)
    assert "as_of" not in friend.dead
    assert "indefensible" not in reasons(friend)
    reason = asking(id="li_na_why", about="li_na", kind="reason", of=None, options=None)
    assert "nothing_decides" not in reasons(reviewed(tmp_path / "why", reason, facts=alone))
    assert "nothing_decides" not in reasons(note)


def test_a_file_of_facts_alone_is_remarked_and_has_no_dead_facts(tmp_path: Path) -> None:
    review = reviewed(tmp_path / "facts")
    assert reasons(review) == ["no_questions"]
    assert review.dead == ()


def test_when_the_work_is_limited_the_review_says_that_it_is_incomplete(
    note: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert note.complete
    monkeypatch.setattr("autograder.desk.weights.MOST_WORK", 5)
    review = reviewed(tmp_path / "again", asking())
    assert not review.complete
    assert "not_all_tried" in reasons(review)


def test_a_change_that_leaves_much_open_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.desk.weights.MOST_WAYS", 0)
    assert the_question(reviewed(tmp_path / "note", asking())).decisive == ()
