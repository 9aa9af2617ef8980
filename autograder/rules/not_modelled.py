"""Liability law that the workbook leaves out on purpose: a case that needs it is refused, not answered wrongly.

Each entry names its authority, the key of its words (`not_modelled.<key>.reason`) and says when a case needs it.
Writing the rules of an institution means deleting its entry here.
"""

from collections.abc import Callable

import attrs

from autograder.fact_kinds import EventKind
from autograder.facts import Case
from autograder.rulebook import NotModelled
from autograder.stated import UnknownFact

Need = Callable[[Case], bool]


@attrs.frozen
class LeftOut:
    """One piece of law that is left out; `key` names its words."""

    key: str
    authority: str
    needed_by: Need


_left_out: list[LeftOut] = []


def left_out() -> tuple[LeftOut, ...]:
    """Everything that is left out, in the order in which it is written here."""
    return tuple(_left_out)


def not_modelled(key: str, *, authority: str) -> Callable[[Need], Need]:
    """Declare a piece of law as left out; the function under it says whether a case needs it."""

    def enter(needed_by: Need) -> Need:
        _left_out.append(LeftOut(key, authority, needed_by))
        return needed_by

    return enter


def require_modelled(case: Case) -> None:
    """Refuse a case that needs law left out here. Raises `NotModelled` with the key of the reason."""
    for entry in _left_out:
        if _clearly(entry.needed_by, case):
            raise NotModelled(entry.key, entry.authority)


def _clearly(needed_by: Need, case: Case) -> bool:
    """An unknown fact does not by itself call for law that is left out."""
    try:
        return needed_by(case)
    except UnknownFact:
        return False


@not_modelled("separate_shares", authority="CC/517")
def payment_by_a_borrower_of_a_share(case: Case) -> bool:
    """The share clause of LIA-03: what a borrower of a share gets back who paid more than that share."""
    loans = {loan.id for loan in case.loans if len(loan.share_clause_towards_lender) > 0}
    return any(event.kind is EventKind.CO_DEBTOR_PAID and event.loan in loans for event in case.events)
