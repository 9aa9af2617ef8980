"""The rulebook as a lawyer leafs through it: names of rules, their law on a day, exceptions, tables, uses in cases."""

from collections import Counter
from datetime import date

import pytest

from autograder.law import instruments
from autograder.lawbook import (
    cards_of,
    decision_table,
    defeated_by,
    defeats,
    in_force,
    label,
    labels,
    repealed,
    rests_on_repealed,
    rule_ids,
    told_beside,
    uses,
)
from autograder.rulebook import Card, all_rules
from autograder.stated import NOT_WRITTEN
from autograder.vocabulary import CODES, Question
from tests.builders import a_case, a_loan, a_marriage, a_role
from tests.told import BORROWER, GUARANTOR, filed, guaranteed

CARDS = tuple(all_rules())
OLD, NEW = date(2020, 12, 31), date(2021, 1, 1)


def resting_on(code: str) -> list[Card]:
    """The rules that rest on one instrument alone."""
    return [card for card in CARDS if {one.split("/")[0] for one in card.authority} == {code}]


def test_every_rule_id_is_listed_once_and_those_of_one_institution_together() -> None:
    ids = rule_ids()
    institutions = [id.split("-")[0] for id in ids]
    assert sorted(ids) == sorted({card.id for card in CARDS})
    assert len(ids) == len(set(ids))
    assert all(
        institutions.index(one) + institutions.count(one) - 1 == len(ids) - 1 - institutions[::-1].index(one)
        for one in institutions
    )


def test_a_label_names_one_rule_and_leads_back_to_it() -> None:
    assert len({label(card) for card in CARDS}) == len(CARDS)
    assert [card for card in CARDS if card not in cards_of(label(card))] == []
    limbs = [card for card in CARDS if len(cards_of(card.id)) > 1]
    assert [label(card) for card in limbs if cards_of(label(card)) != (card,)] == []
    assert limbs


def test_a_rule_alone_under_its_id_is_called_by_the_id() -> None:
    (card,) = cards_of("GUA-05")
    assert label(card) == "GUA-05"
    assert labels([card]) == ("GUA-05",)


def test_limbs_are_named_together_and_all_of_them_by_the_id_alone() -> None:
    limbs = cards_of("GUA-10")
    assert labels(limbs) == ("GUA-10",)
    assert labels([limbs[4], limbs[1]]) == ("GUA-10.2/5",)
    assert labels([*limbs[:1], *cards_of("GUA-05")]) == ("GUA-10.1", "GUA-05")


def test_on_a_day_all_limbs_that_are_law_are_the_whole_rule() -> None:
    law = [card for card in cards_of("CON-09") if in_force(card, NEW)]
    assert 0 < len(law) < len(cards_of("CON-09"))
    assert labels(law) != ("CON-09",)
    assert labels(law, NEW) == ("CON-09",)


def test_silence_about_the_kind_is_joint_liability_before_2021_and_a_general_guarantee_since() -> None:
    (before,), (after,) = cards_of("GUA-05"), cards_of("GUA-04")
    assert [in_force(before, day) for day in (OLD, NEW)] == [True, False]
    assert [in_force(after, day) for day in (OLD, NEW)] == [False, True]


def test_the_public_security_law_of_2026_takes_over_from_that_of_2005() -> None:
    old, new = resting_on("PSA05"), [card for card in resting_on("PSA") if card.since]
    last, first = date(2025, 12, 31), date(2026, 1, 1)
    assert old
    assert new
    assert all(in_force(card, last) and not in_force(card, first) for card in old)
    assert all(in_force(card, first) and not in_force(card, last) for card in new)
    assert all(repealed(card, first) and not repealed(card, last) for card in old)


def test_a_regulation_is_law_from_its_own_day_and_a_statute_restates_what_was_law_before() -> None:
    regulation = [card for card in resting_on("CRR") if not (card.since or card.until)]
    statute = [card for card in resting_on("CC") if not (card.since or card.until)]
    since = instruments()["CRR"].since
    assert regulation
    assert statute
    assert since == date(2013, 3, 15)
    assert [card for card in regulation if in_force(card, date(2013, 3, 14)) or not in_force(card, since)] == []
    assert [card for card in statute if not in_force(card, date(2015, 6, 1))] == []


def test_what_an_instrument_said_until_it_ended_is_repealed_afterwards() -> None:
    (card,) = cards_of("GUA-05")
    assert not repealed(card, OLD)
    assert repealed(card, NEW)
    assert [one.id for one in resting_on("CC") if not one.until and repealed(one, date(2026, 5, 31))] == []


def test_what_a_rule_defeats_says_that_it_is_defeated_by_it() -> None:
    pairs = {(card.name, other.name) for card in CARDS for other in defeats(card)}
    assert pairs == {(other.name, card.name) for card in CARDS for other in defeated_by(card)}
    assert pairs
    assert [card.name for card in CARDS if any(other.question is not card.question for other in defeats(card))] == []


@pytest.mark.parametrize("on", [None, OLD, date(2026, 5, 31)])
@pytest.mark.parametrize("question", Question)
def test_a_decision_table_has_every_rule_with_a_result_once_under_the_first_of_its_results(
    question: Question, on: date | None
) -> None:
    order = list(CODES[question])
    table = decision_table(question, on)
    told = Counter(row.card.name for section in table for row in section.rows)
    wanted = [c for c in CARDS if c.question is question and c.concludes and (on is None or in_force(c, on))]
    assert told == Counter(card.name for card in wanted)
    assert [section.code for section in table] == sorted((one.code for one in table), key=order.index)
    for section in table:
        for row in section.rows:
            assert section.code == min(row.card.concludes, key=order.index)
            assert all(on is None or in_force(one, on) for one in row.exceptions)


@pytest.mark.parametrize("question", Question)
def test_every_exception_of_a_table_is_a_row_of_it_or_told_beside(question: Question) -> None:
    table = decision_table(question)
    rows = {row.card.name for section in table for row in section.rows}
    beside = [card.name for card in told_beside(table)]
    exceptions = {one.name for section in table for row in section.rows for one in row.exceptions}
    assert exceptions - rows == set(beside)
    assert len(beside) == len(set(beside))


def test_a_use_tells_which_rules_stand_and_which_give_way() -> None:
    released = filed(guaranteed(as_of=date(2026, 2, 3)))
    found = [use for use in uses([released]) if use.finding.question is Question.LIABILITY]
    about = next(use for use in found if use.finding.subject.person == "sun")
    assert {"GUA-10"} <= {card.id for card in about.standing()}
    assert {"GUA-04"} <= {card.id for card in about.defeated()}


def test_what_a_case_leaves_undecided_is_passed_over_and_the_rest_is_told() -> None:
    couple = filed(
        a_case(
            persons=(GUARANTOR, BORROWER),
            marriages=(a_marriage("ma", "sun"),),
            loans=(a_loan(within_daily_needs=NOT_WRITTEN),),
            roles=(a_role("ma"),),
        )
    )
    people = {use.finding.subject.person for use in uses([couple]) if use.finding.question is Question.LIABILITY}
    assert people == {"ma"}


def test_an_old_guarantee_rests_on_law_that_is_repealed_today() -> None:
    old = filed(guaranteed(formed=date(2020, 6, 1), as_of=date(2025, 2, 3)))
    new = filed(guaranteed(as_of=date(2025, 2, 3)))
    (old_use, new_use) = (
        next(
            use
            for use in uses([one])
            if use.finding.question is Question.LIABILITY and use.finding.subject.person == "sun"
        )
        for one in (old, new)
    )
    assert "GUA-05" in {card.id for card in rests_on_repealed(old_use)}
    assert "GUA-05" not in {card.id for card in rests_on_repealed(old_use, OLD)}
    assert rests_on_repealed(new_use) == ()
