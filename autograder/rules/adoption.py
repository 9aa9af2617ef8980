"""Whether somebody has made another's use of his name his own (LIA-06); lookups and tests of consent share it."""

from autograder.facts import Case, Role


def ratified(case: Case, role: Role) -> bool:
    """The person named has adopted the act by now; silence is no adoption (CC 171(2))."""
    return role.act.ratified_on is not None and role.act.ratified_on <= case.as_of


def adopted(case: Case, role: Role) -> bool:
    """Ratified, or covered by an appearance of authority on which the lender could rely (CC 172)."""
    return ratified(case, role) or role.act.apparent_authority
