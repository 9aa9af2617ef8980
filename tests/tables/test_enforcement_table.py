"""Section 3.7, rows E1 to E4 and E7: who is a judgment debtor, whose things answer, the list and the restriction.

Beside the other codes it is compared whether a person is called a judgment debtor or not; where a graver code says it
already, that one may be left unsaid.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import CourtEvent, ListingGround, Product, PropertyKind, RelationKind, RoleKind
from autograder.facts import Case, Court, Property, Relation
from autograder.rulebook import Subject, Undecided
from autograder.solve import find
from autograder.vocabulary import Enforcement, Figure, Question
from tests.builders import LOAN, a_case, a_loan, a_marriage, a_person, a_role
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

E, K = Enforcement, CourtEvent
SEEN = date(2025, 6, 2)


def a_step(event: CourtEvent, *persons: str, day: date = date(2025, 2, 3), **facts: Any) -> Court:
    return Court(event=event, date=day, persons=persons, loan=LOAN, **facts)


def enforced(*steps: Court, **parts: Any) -> Case:
    usual: dict[str, Any] = {
        "loans": (a_loan(within_daily_needs=False),), "roles": (a_role("debtor"),),
        "persons": (a_person("debtor", able_to_pay=False), a_person("one", able_to_pay=False)),
    }  # fmt: skip
    return a_case(as_of=parts.pop("as_of", SEEN), court=steps, **(usual | parts))


def codes_of(case: Case, person: str) -> set[Enforcement]:
    return {E(code) for code in find(case, Question.ENFORCEMENT, Subject(person, LOAN)).codes}


THINGS: dict[str, Any] = {
    "tie": ["spouse", "sister"],
    "title": [("debtor",), ("one",), ("debtor", "one"), ("stranger",)],
    "community": [False, True],
    "kind": [PropertyKind.FLAT, PropertyKind.BANK_ACCOUNT, PropertyKind.CAR],
    "seized": [False, True],
    "one_is_judged": [False, True],
}


def thing_case(facts: Any) -> Case:
    judged = ("debtor", "one") if facts.one_is_judged else ("debtor",)
    steps = [a_step(K.JUDGMENT, *judged)]
    if facts.seized:
        steps.append(a_step(K.PROPERTY_SEIZED, facts.title[0], day=date(2025, 3, 3), property="thing"))
    one = Property(
        id="thing", kind=facts.kind, title=facts.title, acquired=date(2020, 5, 6), value=Decimal(900_000),
        community=facts.community, only_home=False,
    )  # fmt: skip
    married = facts.tie == "spouse"
    return enforced(
        *steps, properties=(one,), marriages=(a_marriage("debtor", "one"),) if married else (),
        relations=() if married else (Relation(a="debtor", b="one", kind=RelationKind.SIBLING),),
        persons=(a_person("debtor", able_to_pay=False), a_person("one", able_to_pay=False), a_person("stranger")),
        roles=(a_role("debtor"), *((a_role("one", RoleKind.CO_BORROWER),) if facts.one_is_judged else ())),
    )  # fmt: skip


def thing(facts: Any) -> Any:
    finding = find(thing_case(facts), Question.ENFORCEMENT, Subject("one", LOAN))
    return {frozenset(answer) - {E.JUDGMENT_DEBTOR} for answer in finding.accepted}


def thing_table(facts: Any) -> Any:
    """The accepted answers about the person beside the debtor."""
    married = facts.tie == "spouse"
    if facts.one_is_judged:
        return {frozenset({E.WHOLE_COMMUNITY_EXPOSED} if married else set())}
    codes = {E.NOT_JUDGMENT_DEBTOR}
    own = facts.title == ("one",)
    common = facts.title == ("debtor", "one") or (married and facts.community and facts.title != ("stranger",))
    objects = {E.OUTSIDER_OBJECTION} if facts.seized and (own or common) else set()
    if common:
        answers = {frozenset(codes | objects | {E.SHARE_ONLY, E.PARTITION_SUIT})}
        if own and facts.kind is PropertyKind.BANK_ACCOUNT:
            answers |= {frozenset(codes | objects | {E.OWN_PROPERTY_FREE})}
        return answers
    return {frozenset(codes | objects | ({E.OWN_PROPERTY_FREE} if own else set()))}


def sensible(facts: Any) -> bool:
    """Only spouses have community property."""
    return facts.tie == "spouse" or not facts.community


@pytest.mark.parametrize("tie", THINGS["tie"])
def test_enforcement_takes_the_debtors_things_and_of_common_ones_only_a_share(tie: str) -> None:
    agree(filter(sensible, every_combination({**THINGS, "tie": [tie]})), thing, thing_table)


LISTS: dict[str, Any] = {
    "judged": [True, False],
    "born": [date(2007, 6, 2), date(2007, 6, 3), date(1990, 1, 1)],
    "able": [False, True],
    "student": [False, True],
    "product": [Product.CAMPUS, Product.ONLINE_CONSUMER],
    "report": [None, "false", "false_of_another"],
}
"""The oldest of the young turns eighteen on the day of the case, the other on the next."""


def listing(facts: Any) -> Any:
    steps = [a_step(K.JUDGMENT, "debtor" if facts.judged else "other")]
    if facts.report:
        steps.append(a_step(K.ASSET_REPORT_FALSE, "debtor" if facts.report == "false" else "other"))
    debtor = a_person(
        "debtor", born=facts.born, able_to_pay=facts.able, fulltime_student=facts.student,
        self_supporting_by_labour=True, legal_rep_act={LOAN: "consented"},
    )  # fmt: skip
    case = enforced(
        *steps, persons=(debtor, a_person("other", able_to_pay=False)),
        roles=(a_role("debtor"), a_role("other", RoleKind.CO_BORROWER)),
        loans=(a_loan(product=facts.product, within_daily_needs=False),),
    )  # fmt: skip
    codes = codes_of(case, "debtor")
    return E.NOT_JUDGMENT_DEBTOR in codes, codes - {E.JUDGMENT_DEBTOR, E.NOT_JUDGMENT_DEBTOR}


def listing_table(facts: Any) -> Any:
    if not facts.judged:
        return True, set()
    if facts.born == date(2007, 6, 3):
        return False, {E.LISTING_BARRED_MINOR}
    if facts.student and facts.product is Product.CAMPUS:
        return False, {E.LISTING_BARRED_STUDENT}
    ground = facts.able or facts.report == "false"
    return False, {E.LISTING_POSSIBLE} if ground else set()


def of_one_kind(facts: Any) -> bool:
    """Minors are tried as they are; what a full-time student who is a minor is called besides is left open."""
    minor = facts.born == date(2007, 6, 3)
    return not (minor and facts.student) and (facts.judged or facts.report != "false")


def test_the_list_is_for_those_who_could_and_will_not_and_never_for_minors() -> None:
    agree(filter(of_one_kind, every_combination(LISTS)), listing, listing_table)


RESTRICTED: dict[str, Any] = {
    "step": [None, K.CONSUMPTION_LIMITED, K.LISTED_DISHONEST],
    "of": ["debtor", "other"],
    "ground": list(ListingGround),
    "listed_on": [date(2025, 2, 28), date(2024, 2, 29), date(2023, 6, 3)],
    "off": [False, True],
    "child": [None, RelationKind.PARENT_CHILD, RelationKind.SIBLING],
}


def restricted(facts: Any) -> Any:
    steps = [a_step(K.JUDGMENT, "debtor", "other", day=date(2023, 2, 3))]
    if facts.step:
        steps.append(a_step(facts.step, facts.of, day=facts.listed_on, ground=facts.ground))
    if facts.off:
        steps.append(a_step(K.DELISTED, facts.of, day=date(2025, 5, 6)))
    tie = () if facts.child is None else (Relation(a="debtor", b="child", kind=facts.child),)
    people = [a_person(id, able_to_pay=False) for id in ("debtor", "other")]
    case = enforced(
        *steps, persons=(*people, a_person("child", born=date(2016, 4, 5))), relations=tie,
        roles=(a_role("debtor"), a_role("other", RoleKind.CO_BORROWER)),
        loans=(a_loan(signed=date(2022, 1, 10), final_due=date(2023, 1, 10), within_daily_needs=False),),
    )  # fmt: skip
    finding = find(case, Question.ENFORCEMENT, Subject("debtor", LOAN))
    codes = {E(code) for code in finding.codes} - {E.JUDGMENT_DEBTOR, E.LISTING_POSSIBLE}
    child = codes_of(case, "child") - {E.NOT_JUDGMENT_DEBTOR}
    return codes, finding.figures.get(Figure.LISTED_UNTIL), child


UNTIL = {
    date(2025, 2, 28): date(2027, 2, 28), date(2024, 2, 29): date(2026, 2, 28), date(2023, 6, 3): date(2025, 6, 3),
}  # fmt: skip


def restricted_table(facts: Any) -> Any:
    """Codes of the debtor, the last day of the listing, codes of the child."""
    listed = facts.step is K.LISTED_DISHONEST and facts.of == "debtor" and not facts.off
    limited = facts.step is K.CONSUMPTION_LIMITED and facts.of == "debtor"
    codes = {E.CONSUMPTION_RESTRICTED} if listed or limited else set()
    termed = listed and facts.ground is not ListingGround.ABLE_BUT_REFUSES
    if termed:
        codes |= {E.LISTED_UNTIL}
    reflex = bool(codes) and facts.child is RelationKind.PARENT_CHILD
    return codes, UNTIL[facts.listed_on] if termed else None, {E.CHILD_REFLEX_SCHOOL_ONLY} if reflex else set()


def worth_trying(facts: Any) -> bool:
    """Grounds and days belong to a listing, and only what was listed can be taken off the list."""
    if facts.step is K.LISTED_DISHONEST:
        return True
    plain = facts.ground is ListingGround.ABLE_BUT_REFUSES and facts.listed_on == date(2025, 2, 28)
    return plain and not facts.off


def test_a_listing_lasts_two_years_but_for_the_first_ground_and_restricts_one_school_bill() -> None:
    agree(filter(worth_trying, every_combination(RESTRICTED)), restricted, restricted_table)


HOMES: dict[str, Any] = {
    "kind": [PropertyKind.FLAT, PropertyKind.CAR], "only_home": [False, True], "title": ["debtor", "one"],
    "judged": ["debtor", "one"],
}  # fmt: skip


def test_the_last_roof_of_a_debtor_is_protected() -> None:
    def home(facts: Any) -> Any:
        flat = Property(
            id="thing", kind=facts.kind, title=(facts.title,), acquired=date(2020, 5, 6), value=Decimal(900_000),
            community=False, only_home=facts.only_home,
        )  # fmt: skip
        roles = (a_role("debtor"), a_role("one", RoleKind.CO_BORROWER))
        case = enforced(a_step(K.JUDGMENT, facts.judged), properties=(flat,), roles=roles)
        return E.HOME_PROTECTED in codes_of(case, "debtor")

    def table(facts: Any) -> Any:
        flat = facts.kind is PropertyKind.FLAT and facts.only_home
        return flat and facts.title == "debtor" and facts.judged == "debtor"

    agree((one for one in every_combination(HOMES) if one.kind is PropertyKind.FLAT or not one.only_home), home, table)


def test_whoever_may_object_or_divide_is_told_so_among_the_remedies_too() -> None:
    def both(facts: Any) -> Any:
        case = thing_case(facts)
        try:
            remedies = {str(code) for code in find(case, Question.REMEDIES, Subject("one", LOAN)).codes}
        except Undecided:
            remedies = set()
        return remedies & {E.OUTSIDER_OBJECTION, E.PARTITION_SUIT}

    def table(facts: Any) -> Any:
        """Codes of the same name in both tables."""
        answers = thing_table(facts)
        return max(answers, key=len) & {E.OUTSIDER_OBJECTION, E.PARTITION_SUIT}

    agree(filter(sensible, every_combination(THINGS)), both, table)
