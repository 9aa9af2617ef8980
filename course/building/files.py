"""Generated files against those on disk: what is missing, out of date or left over, and writing them."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from attrs import frozen

from autograder.sheet import SHEET_FILE


class Trouble(StrEnum):
    """What is wrong with a generated file; also the key of its words."""

    MISSING = "missing"
    STALE = "stale"
    LEFT_OVER = "left_over"


@frozen
class Difference:
    """A file on disk that is not as the build would leave it."""

    file: Path
    trouble: Trouble


def differences(planned: Mapping[Path, str], places: list[Path]) -> list[Difference]:
    """Every difference between the planned files and the disk, sorted by file.

    In `places` a notebook that the workbook once wrote and does not plan any more is left over, with its sheet.
    """
    found = [Difference(file, trouble) for file, text in planned.items() if (trouble := _compared(file, text))]
    for place in places:
        for notebook in place.rglob("*.ipynb"):
            if notebook not in planned and ".ipynb_checkpoints" not in notebook.parts and _is_ours(notebook):
                found.append(Difference(notebook, Trouble.LEFT_OVER))
                sheet = notebook.with_name(SHEET_FILE)
                if sheet.exists() and sheet not in planned:
                    found.append(Difference(sheet, Trouble.LEFT_OVER))
    return sorted(found, key=lambda difference: difference.file)


def bring_up_to_date(planned: Mapping[Path, str], differing: list[Difference]) -> None:
    """Write what is missing or out of date, delete what is left over (and the folder that this leaves empty)."""
    for difference in differing:
        file = difference.file
        if difference.trouble is Trouble.LEFT_OVER:
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(planned[file].encode())


def _compared(file: Path, text: str) -> Trouble | None:
    if not file.exists():
        return Trouble.MISSING
    return None if file.read_bytes() == text.encode() else Trouble.STALE


def _is_ours(notebook: Path) -> bool:
    try:
        content = json.loads(notebook.read_bytes())
        return "workbook" in content["metadata"]
    except (ValueError, TypeError, KeyError):
        return False
