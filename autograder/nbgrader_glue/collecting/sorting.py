"""What each file of a delivery is: a record that may be placed, something that lies beside one, or refused and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum

import attrs

from autograder.answer_values import shown
from autograder.nbgrader_glue.collecting.delivery import Piece
from autograder.nbgrader_glue.collecting.names import collisions, trouble_with
from autograder.nbgrader_glue.collecting.origins import Part, Platform
from autograder.nbgrader_glue.collecting.rosters import Roster, plain_receipt
from autograder.nbgrader_glue.collecting.saying import Saying, note, refusal
from autograder.record import Problem, Record, moment, read_record, receipt
from autograder.sheet import Sheet


class Outcome(Enum):
    """What became of a file."""

    PLACED = "placed"
    REPLACED = "replaced"
    SAME = "same"
    OLDER = "older"
    REPEATED = "repeated"
    BESIDE = "beside"
    REFUSED = "refused"


@attrs.frozen
class Collected:
    """A file of a delivery and what became of it. `record` is there wherever one could be read.

    `place` is where the trainee's submission lies, seen from the course folder.
    """

    piece: Piece
    outcome: Outcome
    record: Record | None = None
    refusal: Saying | Problem | None = None
    notes: tuple[Saying, ...] = ()
    place: str = ""

    @property
    def receipt(self) -> str:
        """The receipt that the trainee saw, empty where there is no record."""
        return receipt(self.record) if self.record else ""

    @property
    def moment(self) -> datetime | None:
        """When the answers were last saved, as the record says."""
        return moment(self.record.saved_at) if self.record else None

    def refused(self, why: Saying | Problem) -> "Collected":
        """The same file, not placed."""
        return attrs.evolve(self, outcome=Outcome.REFUSED, refusal=why)


@attrs.frozen
class Expected:
    """What may come: the sheets of the course, one assignment alone where that was asked for, and the two tables.

    `students` are those who have handed something in before.
    """

    sheets: Mapping[str, Sheet]
    assignment: str | None = None
    students: frozenset[str] = frozenset()
    roster: Roster | None = None
    receipts: Mapping[str, frozenset[str]] | None = None


def sort_pieces(pieces: Iterable[Piece], expected: Expected) -> list[Collected]:
    """Each file with what it is; those with the outcome PLACED may be placed, each trainee and assignment once."""
    found = [_first_look(piece, expected) for piece in pieces]
    found = _of_whom_it_says(found, expected)
    return _without_records(_once_each(found))


def _first_look(piece: Piece, expected: Expected) -> Collected:
    """A file by itself: is it a record of an assignment of this course?"""
    if piece.content is None:
        outcome = Outcome.REFUSED if piece.refusal else Outcome.BESIDE
        return Collected(piece, outcome, None, piece.refusal)
    read = read_record(piece.content, (), assignment=expected.assignment, others=True)
    result = Collected(piece, Outcome.PLACED, read.record)
    whole = [problem for problem in read.problems if problem.question is None]
    if read.refused or read.record is None:
        grave = [problem for problem in whole if problem.reason in {"other_assignment", "repeated_key"}]
        return result.refused((grave or whole)[0])
    if not read.record.assignment:
        return result.refused(refusal("no_assignment"))
    if trouble := trouble_with(read.record.trainee):
        return result.refused(refusal(trouble, trainee=shown(read.record.trainee)))
    sheet = expected.sheets.get(read.record.assignment)
    if sheet is None:
        known = tuple(sorted(expected.sheets))
        return result.refused(refusal("unknown_assignment", assignment=shown(read.record.assignment), known=known))
    again = read_record(piece.content, sheet.questions, assignment=sheet.assignment)
    questions = tuple(dict.fromkeys(problem.question for problem in again.problems if problem.question is not None))
    notes = [note("unreadable_answers", questions=questions)] if questions else []
    if piece.origin.late:
        notes.append(note("late"))
    if not result.moment:
        notes.append(note("no_moment"))
    return attrs.evolve(result, notes=tuple(notes))


def _of_whom_it_says(found: list[Collected], expected: Expected) -> list[Collected]:
    """Hold each trainee named in a record against what the instructor, the platform and the folders say."""
    trainees = frozenset(one.record.trainee for one in found if one.outcome is Outcome.PLACED and one.record)
    alike = collisions(trainees | expected.students)
    students = trainees | expected.students | frozenset(expected.roster.names if expected.roster else ())
    return [
        _checked(one, one.record, expected, alike, students) if one.outcome is Outcome.PLACED and one.record else one
        for one in found
    ]


def _checked(
    one: Collected, record: Record, expected: Expected, alike: Mapping[str, str], students: frozenset[str]
) -> Collected:
    trainee, name, id = record.trainee, platform_name(one), one.piece.origin.id
    if trainee in alike:
        return one.refused(refusal("case_collision", trainee=trainee, other=alike[trainee]))
    if one.piece.origin.platform is Platform.FOLDER and name != trainee and (name in students or _is_own_layout(one)):
        return one.refused(Problem(None, "other_trainee", {"found": trainee, "expected": shown(name)}))
    notes = list(one.notes)
    if expected.roster is not None and (name or id) and name != trainee:
        others = expected.roster.whose(name, id)
        if not expected.roster.fits(trainee, name, id) and (others or expected.roster.knows(trainee)):
            names = expected.roster.names.get(trainee, frozenset(others))
            shown_names = tuple(shown(one) for one in sorted(names))
            return one.refused(refusal("other_person", trainee=trainee, name=shown(name), names=shown_names))
        if not others:
            notes.append(note("not_in_students", name=shown(name)))
    if expected.receipts is not None:
        told = expected.receipts.get(trainee)
        if told is None:
            notes.append(note("no_receipt_told", trainee=trainee))
        elif plain_receipt(one.receipt) not in told:
            said = tuple(f"{receipt[:4]}-{receipt[4:]}" for receipt in sorted(told))
            return one.refused(refusal("other_receipt", trainee=trainee, told=said, found=one.receipt))
    return attrs.evolve(one, notes=tuple(notes))


def platform_name(one: Collected) -> str:
    """Who handed a file in, as the platform or the folder says; empty where nobody says."""
    origin = one.piece.origin
    if origin.platform is not Platform.FOLDER:
        return origin.name
    folders = origin.folders[:-1] if _is_own_layout(one) or _is_assignment(one) else origin.folders
    return folders[-1] if folders else ""


def _is_own_layout(one: Collected) -> bool:
    """Whether a file lies as nbgrader has it: <student>/<assignment>/<file>."""
    return _is_assignment(one) and len(one.piece.origin.folders) > 1


def _is_assignment(one: Collected) -> bool:
    return one.record is not None and one.piece.origin.folders[-1:] == (one.record.assignment,)


def _once_each(found: list[Collected]) -> list[Collected]:
    """Of the same answers twice take the earlier saved; two different records of one trainee are both refused."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if one.outcome is Outcome.PLACED and one.record:
            groups[one.record.assignment, one.record.trainee].append(place)
    result = list(found)
    for places in groups.values():
        names = {place: found[place].piece.name for place in places}
        if len({found[place].receipt for place in places}) > 1:
            for place in places:
                others = tuple(name for other, name in names.items() if other != place)
                result[place] = found[place].refused(refusal("two_records", others=others))
        else:
            kept, *rest = sorted(places, key=lambda place: (_saved(found[place]), names[place]))
            for place in rest:
                again = note("repeated", file=names[kept])
                result[place] = attrs.evolve(found[place], outcome=Outcome.REPEATED, notes=(again,))
    return result


def _saved(one: Collected) -> float:
    return one.moment.timestamp() if one.moment else float("inf")


def _without_records(found: list[Collected]) -> list[Collected]:
    """Refuse one file of each person who handed something in but no record: their answers are missing."""
    people: dict[tuple[Platform, str], list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if one.piece.origin.platform is not Platform.BARE and one.piece.origin.part is not Part.SYSTEM:
            people[one.piece.origin.person].append(place)
    result = list(found)
    for (platform, _), places in people.items():
        files = [found[place] for place in places]
        notebook = any(one.piece.name.casefold().endswith(".ipynb") for one in files)
        if all(one.outcome is Outcome.BESIDE for one in files) and (notebook or platform is not Platform.FOLDER):
            origin = files[0].piece.origin
            name = "/".join(origin.folders) if platform is Platform.FOLDER else origin.name
            result[places[0]] = files[0].refused(refusal("no_answers", name=shown(name)))
    return result
