"""The frame of a random case: its day, its people, its loans with their days, and who is named as what on them."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from autograder.fact_kinds import RoleKind
from tests.space.chance import Chance
from tests.space.days import moved
from tests.space.scene import Plan, Scene

PEOPLE = ("zhao", "qian", "sun", "li", "zhou", "wu")
LENDERS = ("north", "south")
THEMES = (
    "guarantee", "guarantee", "guarantee", "marriage", "marriage", "minor", "signature", "promise", "payment", "delay",
    "talks", "collection", "court", "property", "record", "dispute", "model", "estate", "price", "sale", "limitation",
    "repair",
)  # fmt: skip

_FIRST, _LAST = date(2012, 1, 1), date(2026, 9, 30)
_SPANS = (7, 14, 15, 30, 90, 180, 365, 366, 730, 1095)
_NOMINALS = tuple(map(Decimal, ("0.01", "1000", "5000", "10000", "20000", "30000", "50000", "300000")))
_USUAL = (
    RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.GUARANTOR, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR,
    RoleKind.EMERGENCY_CONTACT, RoleKind.COLLATERAL_PROVIDER, RoleKind.SPOUSE_ONLY, RoleKind.NONE,
)  # fmt: skip
_NO_GUARANTOR = frozenset({RoleKind.BORROWER, RoleKind.CO_BORROWER})


def framed(random: Random) -> Scene:
    """A frame with one to five people, one or two loans and some themes that the case is about."""
    chance = Chance(random)
    people = list(PEOPLE[: chance.one((1, 2, 2, 3, 3, 3, 4, 4, 5))])
    themes = frozenset(chance.one(THEMES) for _ in range(chance.one((1, 2, 3, 4))))
    count = 1 if chance.yes(0.8) else 2
    plans = [_plan(chance, f"loan{number + 1}", themes) for number in range(count)]
    as_of = _seen_from(chance, plans, themes)
    scene = Scene(
        chance=chance, as_of=as_of, people=people, lenders=[plan.lender for plan in plans], plans=plans, themes=themes,
        latest=moved(as_of, 24) if chance.yes(0.1) else as_of,
    )  # fmt: skip
    scene.lenders = list(LENDERS if chance.yes(0.3) else dict.fromkeys(scene.lenders))
    for plan in plans:
        _name(scene, plan)
    _couples(scene)
    _lives(scene)
    if scene.often("property", 0.9, 0.1) or scene.often("court", 0.6, 0.0):
        scene.properties = ["thing1", "thing2"][: chance.one((1, 1, 2))]
    return scene


def _plan(chance: Chance, id: str, themes: frozenset[str]) -> Plan:
    signed = chance.day(_FIRST, date(2026, 8, 31), date(2020, 6, 1), date(2023, 1, 31), date(2024, 6, 1))
    if chance.yes(0.25):
        signed = chance.day(_FIRST, date(2020, 12, 31), date(2019, 12, 31), date(2015, 3, 1))
    if "collection" in themes and chance.yes():
        signed = chance.day(date(2023, 6, 1), date(2026, 6, 30), date(2025, 6, 1))
    if "repair" in themes:
        signed = chance.day(date(2019, 6, 1), date(2025, 11, 15), date(2025, 6, 1))
    due = signed + timedelta(days=chance.one(_SPANS)) if chance.yes(0.8) else chance.day(signed, _LAST, signed)
    nominal = chance.one(_NOMINALS)
    parts = _instalments(chance, signed, due, nominal) if chance.yes(0.3) else []
    return Plan(id, chance.one(LENDERS), signed, due, nominal, parts)


def _instalments(chance: Chance, signed: date, due: date, nominal: Decimal) -> list[tuple[int, date, Decimal]]:
    count = chance.one((2, 3, 4))
    step = (due - signed).days // count
    if step < 1:
        return []
    part = (nominal / count).quantize(Decimal("0.01"))
    parts = [(no, due - timedelta(days=step * (count - no)), part) for no in range(1, count)]
    return [*parts, (count, due, nominal - part * (count - 1))]


def _seen_from(chance: Chance, plans: list[Plan], themes: frozenset[str]) -> date:
    """A day on or after every signing, most often some while after the loans fell due."""
    earliest = max(plan.signed for plan in plans)
    due = plans[0].due
    if "limitation" in themes:
        return max(moved(due, chance.one((24, 36, 36))) + timedelta(days=chance.one((0, 1, 2, 30, 500))), earliest)
    if "repair" in themes and chance.yes(0.8):
        return chance.day(date(2025, 12, 31), date(2026, 12, 31), date(2026, 1, 1), date(2026, 4, 30))
    lot = chance.random.random()
    if lot < 0.1:
        return earliest + timedelta(days=int(chance.random.random() * 60))
    near = (due, due, moved(due, 6), moved(due, 24), moved(due, 36), moved(due, 60))
    return max(chance.day(earliest, date(2026, 12, 31), *near), earliest)


def _name(scene: Scene, plan: Plan) -> None:
    """Who is named as what: most often one borrower, the others in any role, some in two."""
    chance = scene.chance
    first = chance.one(
        (RoleKind.BORROWER,) * 8 + (RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION, RoleKind.CO_BORROWER)
    )
    shuffled = scene.people if chance.yes(0.7) else chance.random.sample(scene.people, len(scene.people))
    plan.named.append((shuffled[0], first))
    for person in shuffled[1:]:
        if "guarantee" in scene.themes and chance.yes(0.6):
            plan.named.append((person, RoleKind.GUARANTOR))
        elif "signature" in scene.themes and first is RoleKind.NOMINAL_BORROWER and chance.yes(0.5):
            plan.named.append((person, RoleKind.TRUE_USER))
        elif chance.yes(0.75):
            plan.named.append((person, chance.of(RoleKind, _USUAL, 0.6)))
    if chance.yes(0.5 if "signature" in scene.themes else 0.2):
        again = (chance.one(shuffled), chance.of(RoleKind))
        if "signature" in scene.themes:
            again = (chance.one(plan.debtors or shuffled), RoleKind.KNOWER)
        if again not in plan.named:
            plan.named.append(again)
    owing = {person for person, kind in plan.named if kind in _NO_GUARANTOR}
    plan.named = [one for one in plan.named if one[1] is not RoleKind.GUARANTOR or one[0] not in owing]


def _couples(scene: Scene) -> None:
    """Who is married: a debtor with somebody where the case is about it; nobody twice here."""
    free = list(scene.people)
    for theme_share in (0.95, 0.15):
        if len(free) < 2 or not scene.often("marriage", theme_share, 0.2):
            return
        one = scene.debtor(scene.plans[0])
        if one not in free:
            one = scene.chance.one(free)
        free.remove(one)
        other = scene.chance.one(free)
        free.remove(other)
        scene.couples.append((one, other) if scene.chance.yes() else (other, one))


def _lives(scene: Scene) -> None:
    """Who has died, who is a minor."""
    chance = scene.chance
    if scene.often("estate", 0.9, 0.04):
        plan = scene.plan()
        gone = scene.debtor(plan) if chance.yes(0.8) else scene.person()
        scene.died[gone] = chance.day(_last_signed(scene, gone, plan.signed), scene.latest, plan.due, scene.as_of)
        if (heir := scene.other(gone)) and chance.yes(0.25):
            scene.died[heir] = chance.day(_last_signed(scene, heir, scene.died[gone]), scene.latest, scene.as_of)
    if scene.often("minor", 0.95, 0.05):
        scene.minors.add(scene.debtor(scene.plan()) if chance.yes(0.6) else scene.person())


def _last_signed(scene: Scene, person: str, earliest: date) -> date:
    """The day on which somebody signed the last of the loans, or a later one."""
    return max((earliest, *(plan.signed for plan in scene.plans if person in dict(plan.named))))
