"""Two small tables of an instructor's: who is who on the platform (`students.csv`), and the receipts trainees told."""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from autograder.nbgrader_glue.collecting.saying import DeliveryRefused

STUDENTS_FILE = "students.csv"
_MOST_BYTES = 5_000_000
_STUDENT = ("student", "trainee", "学员")
_NAME = ("platform name", "platform_name", "平台姓名")
_RECEIPT = ("receipt", "回执")


@attrs.frozen
class Roster:
    """Student -> the names and numbers that the platform may have for this student."""

    names: Mapping[str, frozenset[str]]

    def knows(self, student: str) -> bool:
        """Whether the table has a line for a student."""
        return student in self.names

    def fits(self, student: str, *names: str) -> bool:
        """Whether one of the platform's names or numbers is this student's."""
        own = {_plain(name) for name in self.names.get(student, ())}
        return bool(own & {_plain(name) for name in names if name})

    def whose(self, *names: str) -> tuple[str, ...]:
        """The students who have one of these names or numbers, sorted."""
        return tuple(sorted(student for student in self.names if self.fits(student, *names)))


def read_students(file: Path) -> Roster:
    """Columns `student` and `platform name`; a student may have several lines. Raises `DeliveryRefused`."""
    names: dict[str, set[str]] = defaultdict(set)
    for student, name in _pairs(file, _STUDENT, _NAME):
        names[student].add(name)
    return Roster({student: frozenset(own) for student, own in names.items()})


def read_receipts(file: Path) -> dict[str, frozenset[str]]:
    """Trainee -> the receipts told, as `plain_receipt` has them. Raises `DeliveryRefused`."""
    told: dict[str, set[str]] = defaultdict(set)
    for trainee, receipt in _pairs(file, _STUDENT, _RECEIPT):
        told[trainee].add(plain_receipt(receipt))
    return {trainee: frozenset(receipts) for trainee, receipts in told.items()}


def plain_receipt(told: str) -> str:
    """A receipt as people type it, in one form: no blanks or strokes, capitals, and no letter that is a digit."""
    letters = [letter for letter in unicodedata.normalize("NFKC", told).upper() if letter.isalnum()]
    return "".join(letters).translate(str.maketrans("OIL", "011"))


def _pairs(file: Path, first: tuple[str, ...], second: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    try:
        rows = list(csv.reader(io.StringIO(_text(file), newline="")))
    except csv.Error as error:
        raise DeliveryRefused("bad_table", file=file.name, columns=f"{first[0]},{second[0]}") from error
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    places = [next((header.index(name) for name in names if name in header), None) for names in (first, second)]
    if None in places:
        raise DeliveryRefused("bad_table", file=file.name, columns=f"{first[0]},{second[0]}")
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = [row[place].strip() if place is not None and place < len(row) else "" for place in places]
        if not all(cells):
            raise DeliveryRefused("bad_line", file=file.name, line=number, columns=f"{first[0]},{second[0]}")
        yield cells[0], cells[1]


def _text(file: Path) -> str:
    """The text of a table, as a spreadsheet program saves it: UTF-8 with or without a mark, or GBK."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise DeliveryRefused("no_access", path=file, trouble=error.strerror or str(error)) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(content) <= _MOST_BYTES and "\0" not in text:
            return text
    raise DeliveryRefused("bad_table", file=file.name, columns="csv")


def _plain(name: str) -> str:
    """A name without what platforms change in it: case, width, blanks, commas and strokes."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())
