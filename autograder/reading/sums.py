"""Sums and numbers that cannot be."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.facts import Case, Loan
from autograder.reading.facts_of import facts_with_places, known, values_of
from autograder.reading.refusals import Problem

_MAY_BE_NEGATIVE = frozenset({"delta"})
_HIGHEST_LEVEL = 7


def sum_problems(case: Case) -> Iterator[Problem]:
    """Everything wrong with sums, numbers of instalments and the table of reference rates."""
    for place, fact in facts_with_places(case):
        for inner, value in values_of(fact):
            number = isinstance(value, (Decimal, int)) and not isinstance(value, bool)
            if number and value < 0 and inner[0] not in _MAY_BE_NEGATIVE:
                yield Problem("negative", (*place, *inner), {"value": value})
    for position, loan in enumerate(case.loans):
        yield from _loan(loan, position)
    for position, entry in enumerate(case.month_entries):
        level = known(entry, "level")
        if level is not None and level > _HIGHEST_LEVEL:
            yield Problem("level_too_high", ("month_entries", position, "level"), {"value": level})
        if entry.month.day != 1:
            yield Problem("month_not_first", ("month_entries", position, "month"), {"day": entry.month})
    for day in dict(values_of(case)):
        if day[0] == "lpr_1y" and not _is_date(str(day[1])):
            yield Problem("rate_without_day", day, {"value": str(day[1])})


def _loan(loan: Loan, position: int) -> Iterator[Problem]:
    nominal, deducted = known(loan, "nominal"), known(loan, "deducted_upfront")
    if nominal is not None and deducted is not None and deducted > nominal >= 0:
        parameters = {"value": deducted, "nominal": nominal}
        yield Problem("deducted_over_nominal", ("loans", position, "deducted_upfront"), parameters)
    if not loan.instalments:
        return
    for number, instalment in enumerate(loan.instalments):
        if instalment.no != number + 1:
            parameters = {"value": instalment.no, "right": number + 1}
            yield Problem("instalment_number", ("loans", position, "instalments", number, "no"), parameters)
    for number, (earlier, later) in enumerate(zip(loan.instalments, loan.instalments[1:], strict=False), start=1):
        if later.due <= earlier.due:
            parameters = {"day": later.due, "limit": earlier.due}
            yield Problem("instalment_order", ("loans", position, "instalments", number, "due"), parameters)
    amounts = [known(instalment, "amount") for instalment in loan.instalments]
    if nominal is not None and None not in amounts and sum(amounts) != nominal:
        parameters = {"total": sum(amounts, Decimal(0)), "nominal": nominal}
        yield Problem("instalments_total", ("loans", position, "instalments"), parameters)
    final = known(loan, "final_due")
    if final is not None and loan.instalments[-1].due != final:
        parameters = {"day": loan.instalments[-1].due, "limit": final}
        yield Problem("instalments_end", ("loans", position, "instalments"), parameters)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
