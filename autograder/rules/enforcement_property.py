"""Enforcement (执行) on things: whose they are, what of a common thing answers, what is left to live on."""

from collections.abc import Iterator

from autograder.fact_kinds import PropertyKind, TransferKind
from autograder.facts import Case, Property
from autograder.rulebook import Step, Subject, rule
from autograder.rules.proceedings import begun_by, is_community, is_debtor, judged_on, seized, shared
from autograder.rules.transfers import harmful, undoable
from autograder.vocabulary import Enforcement, Question


def _outsider(case: Case, subject: Subject) -> Iterator[Step]:
    way = begun_by(case, subject)
    yield "court_has_decided_on_the_loan", bool(way), {"way": way}
    yield "not_named_in_the_judgment", not is_debtor(case, subject)


@rule(
    "ENF-01", question=Question.ENFORCEMENT, concludes=Enforcement.OWN_PROPERTY_FREE,
    authority=("CPL/253", "EOR/25"), claims=("S0-28", "S0-33"),
)  # fmt: skip
def own_things_stay_free(case: Case, subject: Subject) -> Iterator[Step]:
    """What stands in the sole name of somebody who is no debtor does not answer for another's debt."""
    yield from _outsider(case, subject)
    yield "thing_in_own_sole_name", any(thing.kind is not PropertyKind.BANK_ACCOUNT for thing in _own(case, subject))


@rule(
    "ENF-09", question=Question.ENFORCEMENT, concludes=Enforcement.OWN_PROPERTY_FREE,
    authority=("EOR/25/1/3", "SF/2/3"), claims=("S0-33", "S0-34"),
)  # fmt: skip
def account_belongs_to_the_holder(case: Case, subject: Subject) -> Iterator[Step]:
    """An account is its holder's: suspicion that the debtor's money is in it is not enough to take it."""
    yield from _outsider(case, subject)
    yield "account_in_own_sole_name", any(thing.kind is PropertyKind.BANK_ACCOUNT for thing in _own(case, subject))


def _own(case: Case, subject: Subject) -> list[Property]:
    """What stands in the person's sole name and is neither common with the spouse nor to be fetched back by a suit."""
    named = [thing for thing in case.properties if thing.title == (subject.person,)]
    got = {move.property for move in undoable(case, subject)}
    return [thing for thing in named if thing.id not in got and not is_community(case, subject, thing)]


@rule(
    "ENF-07", question=Question.ENFORCEMENT, concludes=(Enforcement.SHARE_ONLY, Enforcement.PARTITION_SUIT),
    authority=("SF/12", "CC/303"), claims=("S0-28", "S0-32"),
)  # fmt: skip
def only_the_debtors_share_answers(case: Case, subject: Subject) -> Iterator[Step]:
    """A common thing may be sealed, but in the end only the debtor's share answers; the other may have it divided."""
    yield "not_named_in_the_judgment", not is_debtor(case, subject)
    common = [one for one in shared(case, subject) if not _accounts_of_spouse(one, subject)]
    way = {"way": "account" if shared(case, subject) else "nothing"}
    yield "owns_more_in_common_than_an_account", bool(common), way


@rule(
    "ENF-09", question=Question.ENFORCEMENT, concludes=(Enforcement.SHARE_ONLY, Enforcement.PARTITION_SUIT),
    authority=("SF/12", "EOR/25/1/3"), unsettled="U25", accepts=((Enforcement.OWN_PROPERTY_FREE,),),
    claims=("S0-34",),
)  # fmt: skip
def spouses_account_with_common_money(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether an account in the spouse's name may be frozen for the debtor's half of common money is unsettled."""
    yield "not_named_in_the_judgment", not is_debtor(case, subject)
    common = shared(case, subject)
    accounts = [one for one in common if _accounts_of_spouse(one, subject)]
    yield "only_an_account_of_the_spouse", bool(common) and accounts == common


def _accounts_of_spouse(thing: Property, subject: Subject) -> bool:
    return thing.kind is PropertyKind.BANK_ACCOUNT and thing.title == (subject.person,)


@rule(
    "ENF-13", question=Question.ENFORCEMENT, concludes=Enforcement.OUTSIDER_OBJECTION,
    authority=("CPL/238", "EOR/24"), claims=("S0-32",),
)  # fmt: skip
def seized_owner_objects(case: Case, subject: Subject) -> Iterator[Step]:
    """An outsider whose thing is seized objects to the court, and may sue within fifteen days of its answer."""
    yield "not_named_in_the_judgment", not is_debtor(case, subject)
    common, things = shared(case, subject), [one for one in case.properties if subject.person in one.title]
    taken = [one for one in (*things, *common) if seized(case, subject, one)]
    way = "common" if {one.id for one in taken} & {one.id for one in common} else "own"
    yield "own_or_common_thing_seized", bool(taken), {"way": way}


@rule(
    "ENF-13", question=Question.ENFORCEMENT, concludes=Enforcement.OUTSIDER_OBJECTION,
    authority=("CPL/238", "EOR/24", "EOR/26"), unsettled="U10", accepts=((),), claims=("S0-32",),
)  # fmt: skip
def flat_from_a_divorce_not_yet_registered(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether a flat given by a divorce deed but not yet registered is safe from the other's creditors is unsettled."""
    yield "not_named_in_the_judgment", not is_debtor(case, subject)
    given = {
        move.property
        for move in case.transfers
        if move.to_person == subject.person and move.kind is TransferKind.DIVORCE_ALLOCATION
    }
    flats = [thing for thing in case.properties if thing.id in given and subject.person not in thing.title]
    yield "given_by_divorce_and_seized_unregistered", any(seized(case, subject, thing) for thing in flats)


@rule(
    "ENF-15", question=Question.ENFORCEMENT, concludes=Enforcement.HOME_PROTECTED,
    authority=("SF/4", "SF/5", "EOR/20"), claims=("S0-32",),
)  # fmt: skip
def last_home_is_not_simply_sold(case: Case, subject: Subject) -> Iterator[Step]:
    """The debtor's only home may be sealed, but is not sold while it is needed and no other roof is found."""
    yield "named_in_the_judgment", is_debtor(case, subject)
    flats = [one for one in case.properties if one.kind is PropertyKind.FLAT and subject.person in one.title]
    yield "only_home", any(thing.only_home for thing in flats)


@rule(
    "ENF-15", question=Question.ENFORCEMENT, exception_to=("last_home_is_not_simply_sold",), authority="EOR/20/1/2",
    claims=("S0-32",),
)  # fmt: skip
def evader_made_it_the_last_home_himself(case: Case, subject: Subject) -> Iterator[Step]:
    """Who moved another home away after the judgment cannot say that the one left is the last."""
    judged = judged_on(case, subject)
    flats = {thing.id for thing in case.properties if thing.kind is PropertyKind.FLAT}
    yield (
        "moved_another_home_away_after_the_judgment",
        judged is not None
        and any(
            move.from_person == subject.person and move.property in flats and move.date >= judged
            for move in harmful(case, subject)
        ),
    )


@rule("ENF-15", question=Question.ENFORCEMENT, authority=("CPL/254", "CPL/255"), claims=("S0-32",))
def wages_leave_enough_to_live_on(case: Case, subject: Subject) -> Iterator[Step]:
    """Of wages what debtor and dependants need to live is left."""
    yield "named_in_the_judgment", is_debtor(case, subject)
    wages = [one for one in case.properties if one.kind is PropertyKind.SALARY and subject.person in one.title]
    yield "wages_are_taken", any(seized(case, subject, one) for one in wages)
