"""What must not matter does not matter: calls, strangers, names, years, the order of a file, other loans."""

from collections.abc import Iterator
from random import Random

import attrs

from autograder.fact_kinds import ContactContent, RoleKind, Signature
from autograder.facts import Case, Person, Role
from autograder.rules.consent import CONTRACT_ROLES
from autograder.stated import raw
from autograder.vocabulary import Code, CollectionContact, CreditRecord, Liability, Question
from tests.space.altered import in_other_order, in_other_years, renamed, replaced, values_of
from tests.space.asked import answers, codes, debts, findings, in_turn
from tests.space.pool import Pool, over_cases
from tests.space.shrinking import without

_IRRELEVANT_TO_DEBT = (
    "contacts", "queries", "month_entries", "joint_applications", "shared_data", "model_uses", "properties",
    "transfers", "disputes",
)  # fmt: skip
_SIGNED = {*CONTRACT_ROLES, RoleKind.GUARANTOR}
_ORDER: list[Code] = list(CollectionContact)
_ABOUT_TIES = (Question.LIABILITY, Question.ENFORCEMENT, Question.REMEDIES, Question.SOFT_EFFECT)


@over_cases
def test_a_phone_call_never_changes_anybodys_liability(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        return answers(case, Question.LIABILITY) == answers(replaced(case, contacts=()), Question.LIABILITY)

    cases.all(holds)


@over_cases
def test_records_models_and_disputes_never_change_anybodys_liability(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        bare = replaced(case, **dict.fromkeys(_IRRELEVANT_TO_DEBT, ()), court=_without_things(case))
        return debts(case) == debts(bare)

    cases.all(holds)


def _without_things(case: Case) -> tuple[object, ...]:
    return tuple(replaced(step, property=None) for step in case.court)


@over_cases
def test_an_unrelated_person_changes_nothing_and_owes_nothing(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        asked = (Question.LIABILITY, *in_turn(case))
        before = answers(case, *asked)
        after = answers(replaced(case, persons=(_stranger(), *case.persons)), *asked)
        added = {key: answer for key, answer in after.items() if key.person == "stranger"}
        debts_and_entries = {
            code for key, answer in added.items() for code in answer.codes
            if key.question in {Question.LIABILITY, Question.CREDIT_RECORD}
        }  # fmt: skip
        others = {key: answer for key, answer in after.items() if key not in added}
        return before == others and debts_and_entries <= {Liability.NONE, CreditRecord.NO_ENTRY}

    cases.all(holds)


def _stranger() -> Person:
    return Person(id="stranger", name="stranger", name_en="stranger", able_to_pay=True, cannot_pay_but_willing=False)


@over_cases
def test_renaming_everybody_changes_nothing(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        ids = [person.id for person in case.persons]
        names = {id: f"person{len(ids) - place}" for place, id in enumerate(ids)}
        asked = in_turn(case)
        before = {attrs.evolve(key, person=names[key.person]): one for key, one in answers(case, *asked).items()}
        return before == answers(renamed(case, names), *asked)

    cases.all(holds)


@over_cases
def test_the_order_of_the_tables_in_the_file_changes_nothing(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        other = in_other_order(case, Random(len(case.persons)))
        return answers(case, *in_turn(case)) == answers(other, *in_turn(case))

    cases.all(holds)


@over_cases
def test_which_of_two_roles_of_one_person_the_file_names_first_changes_nothing(cases: Pool) -> None:
    """A second role is put beside each, so that one name stands for an own act and the other for a stranger's."""

    def holds(case: Case) -> bool:
        second = tuple(_second_roles(case))
        asked = (Question.LIABILITY, Question.CREDIT_RECORD, Question.DISPUTE)
        first_named, last_named = replaced(case, roles=second + case.roles), replaced(case, roles=case.roles + second)
        return answers(first_named, *asked) == answers(last_named, *asked)

    cases.all(holds)


def _second_roles(case: Case) -> Iterator[Role]:
    """For everybody who is named as one thing on a loan, one more name on it, as a kind of borrower."""
    for role in case.roles:
        others = [one for one in case.roles if (one.person, one.loan) == (role.person, role.loan)]
        if role.kind in _SIGNED and len(others) == 1:
            kinds = [kind for kind in CONTRACT_ROLES if kind is not role.kind]
            own = raw(role.act, "signature") is Signature.GENUINE
            act = replaced(role.act, signature=Signature.FORGED if own else Signature.GENUINE)
            yield Role(**{**values_of(role), "kind": kinds[case.as_of.day % len(kinds)], "act": act})


@over_cases
def test_who_is_named_first_in_a_tie_changes_nothing(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        turned = {
            plural: tuple(replaced(tie, a=tie.b, b=tie.a) for tie in ties)
            for plural, ties in (("marriages", case.marriages), ("relations", case.relations))
        }
        other = replaced(case, **turned)
        return all(answers(case, question) == answers(other, question) for question in _ABOUT_TIES)

    cases.all(holds)


@over_cases
def test_moving_every_day_by_whole_years_inside_the_same_law_changes_no_code(cases: Pool) -> None:
    """Twenty-eight years keep weekdays and leap days, and no holidays are known yet of the years moved to."""

    def holds(case: Case) -> bool:
        first = min(loan.signed for loan in case.loans)
        later = in_other_years(case, 2030 - first.year)
        return codes(later, *in_turn(case)) == codes(in_other_years(later, 28), *in_turn(case))

    cases.all(holds)


@over_cases
def test_moving_every_day_by_whole_years_under_the_old_law_changes_no_debt(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        earlier = in_other_years(case, 1995 - case.as_of.year)
        return debts(earlier) == debts(in_other_years(earlier, -28))

    cases.all(holds)


@over_cases
def test_what_happens_to_one_loan_changes_nothing_on_another(cases: Pool) -> None:
    alone = (Question.LIABILITY, Question.AMOUNT, Question.DISPUTE)

    def holds(case: Case) -> bool:
        if len(case.loans) < 2:
            return True
        kept, gone = case.loans[0].id, case.loans[1].id
        before = {key: answer for key, answer in answers(case, *alone).items() if key.loan == kept}
        return before == answers(without(case, gone), *alone)

    cases.all(holds)


@over_cases
def test_raising_the_sum_of_another_loan_changes_nothing(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        if len(case.loans) < 2:
            return True
        kept, other = case.loans
        parts = tuple(replaced(part, amount=part.amount * 10) for part in other.instalments)
        raised = replaced(other, nominal=other.nominal * 10, instalments=parts)
        before, after = answers(case), answers(replaced(case, loans=(kept, raised)))
        return all(after[key] == answer for key, answer in before.items() if key.loan == kept.id)

    cases.all(holds)


@over_cases
def test_a_divorce_deed_binds_the_couple_and_never_the_lender(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        ties = tuple(replaced(tie, divorce_property=None) for tie in case.marriages)
        return debts(case) == debts(replaced(case, marriages=ties))

    cases.all(holds)


@over_cases
def test_more_contacts_never_make_a_contact_less_grave(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        if not case.contacts:
            return True
        *others, _ = case.contacts
        before = _gravity(replaced(case, contacts=tuple(others)))
        after = _gravity(case)
        return all(after[id] >= before[id] for id in before)

    cases.all(holds)


@over_cases
def test_one_more_insult_never_makes_a_contact_less_grave(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        insulting = tuple(replaced(one, content=one.content | {ContactContent.INSULT}) for one in case.contacts)
        before, after = _gravity(case), _gravity(replaced(case, contacts=insulting))
        return all(after[id] >= before[id] for id in before)

    cases.all(holds)


def _gravity(case: Case) -> dict[str, int]:
    """How grave each contact is, counted from the mildest."""
    found = findings(case, Question.COLLECTION_CONTACT)
    return {one.subject.contact.id: _ORDER.index(one.codes[0]) for one in found if one.subject.contact}
