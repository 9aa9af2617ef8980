"""A course that was released, made by hand in no time, and deliveries as platforms and people give them."""

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from click.testing import CliRunner

from autograder.command.collect import collect
from autograder.record import moment, read_record, receipt
from autograder.sheet import FORMAT as SHEET_FORMAT

UNIT, OTHER = "unit1", "unit2"
TEXT = {"zh": "文", "en": "text"}
NOTEBOOK = '{"cells": []}\n'
NOON = datetime(2026, 11, 21, 4, 0, 0, tzinfo=UTC)


def make_course(root: Path, *assignments: str) -> Path:
    """A course folder in which assignments were released in both languages."""
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.release_directory = 'release/zh'\n", encoding="utf-8"
    )
    options = [{"value": value, "label": TEXT} for value in ("none", "full")]
    for name in assignments:
        questions = [
            {"id": f"call.{id}", "kind": "one", "prompt": TEXT, "points": 1, "unit": None, "options": options}
            for id in "ab"
        ]
        case = {"id": "call", "title": TEXT, "story": TEXT, "persons": [], "questions": questions}
        sheet = {"format": SHEET_FORMAT, "assignment": name, "title": TEXT, "cases": [case]}
        for language in ("zh", "en"):
            folder = root / "release" / language / name
            folder.mkdir(parents=True)
            (folder / "sheet.json").write_text(json.dumps(sheet), encoding="utf-8")
            (folder / f"{name}.ipynb").write_text(NOTEBOOK.replace("[]", f'["{language}"]'), encoding="utf-8")
    return root


def answers(trainee: str, value: str = "none", *, minutes: int = 0, **other: Any) -> bytes:
    """A record as the form writes it, saved some minutes after noon."""
    at = (NOON + timedelta(minutes=minutes)).isoformat()
    entry = {"value": value, "at": at, "revision": 1}
    data = {
        "format": "credit-liability-answers/1",
        "assignment": UNIT,
        "trainee": trainee,
        "language": "zh",
        "revision": 1,
        "saved_at": at,
        "answers": {"call.a": entry},
    }
    return json.dumps(data | other, ensure_ascii=False).encode()


def receipt_of(content: bytes) -> str:
    """The receipt that the trainee saw."""
    read = read_record(content, (), assignment=None, others=True)
    assert read.record is not None
    assert moment(read.record.saved_at) is not None
    return receipt(read.record)


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip of some files."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def symlink_entry(name: str) -> ZipInfo:
    """An entry of a zip that a Unix program unpacks to a link."""
    entry = ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def run(*arguments: str | Path, status: int | None = None) -> Any:
    """`workbook collect --json` in the present folder."""
    done = CliRunner().invoke(collect, [*map(str, arguments), "--json", "--lang", "en"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    if status is not None:
        assert done.exit_code == status, done.output
    assert done.stdout, done.output
    return json.loads(done.stdout)


def outcomes(told: Any) -> dict[str, str]:
    """File -> its reason where it was refused, else what became of it."""
    return {one["file"]: one["reason"] or one["outcome"] for one in told["files"]}


def everything(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}
