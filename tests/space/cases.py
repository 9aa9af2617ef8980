"""Random well-formed cases over the whole fact model."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from random import Random

from autograder.facts import Case, Loan
from autograder.reading.order import order_problems
from autograder.reading.references import reference_problems
from autograder.reading.refusals import Problem
from autograder.reading.sums import sum_problems
from tests.space import contacts, courts, happenings, lending, people, promises
from tests.space.framing import framed
from tests.space.scene import Scene
from tests.space.unknowns import forgotten


def random_case(random: Random, *, unknowns: float = 0.0) -> Case:
    """A case that the reader accepts, with every fact written; `unknowns` is the share of facts left unknown."""
    scene = framed(random)
    case = Case(
        id="random_case", as_of=scene.as_of, persons=people.persons(scene), city_minimum_living=Decimal(1_500),
        relations=tuple(people.relations(scene)), marriages=people.marriages(scene), lenders=lending.lenders(scene),
        loans=(loans := lending.loans(scene)), lpr_1y=_reference_rates(scene, loans), roles=tuple(lending.roles(scene)),
        guarantees=tuple(promises.guarantees(scene)), collaterals=tuple(promises.collaterals(scene)),
        debt_transfers=tuple(promises.debt_transfers(scene)), accessions=tuple(promises.accessions(scene)),
        spouse_acts=tuple(promises.spouse_acts(scene)), joint_use_proofs=tuple(promises.joint_use_proofs(scene)),
        events=tuple(happenings.events(scene)), contacts=contacts.contacts(scene),
        queries=tuple(happenings.queries(scene)), month_entries=tuple(happenings.month_entries(scene)),
        inheritances=tuple(people.inheritances(scene)), joint_applications=tuple(contacts.joint_applications(scene)),
        shared_data=tuple(contacts.shared_data(scene)), model_uses=tuple(contacts.model_uses(scene)),
        court=tuple(courts.court(scene)), properties=tuple(courts.properties(scene)),
        transfers=tuple(courts.transfers(scene)), disputes=tuple(courts.disputes(scene)),
    )  # fmt: skip
    case = happenings.consistent(case)
    return forgotten(case, random, unknowns) if unknowns else case


def _reference_rates(scene: Scene, loans: Iterable[Loan]) -> dict[str, Decimal]:
    """The one-year rate of every day on which a rule may ask for it."""
    days = {scene.as_of, *(plan.signed for plan in scene.plans)}
    days |= {loan.filed_on for loan in loans if loan.filed_on is not None}
    return {day.isoformat(): Decimal("3.00") for day in sorted(days)}


def problems(case: Case) -> Iterator[Problem]:
    """Why the reader would refuse a case."""
    yield from reference_problems(case)
    yield from sum_problems(case)
    yield from order_problems(case)
