"""A trainee's own folder: copies of the lessons and released assignments, in which no answer is ever overwritten."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

MEMORY = Path(".workbook") / "copied.json"
"""Where a workspace remembers what was copied into it, beside the languages' folders."""


@frozen
class Brought:
    """What `bring` did: files written for the first time, brought up to date, and kept because they were changed."""

    new: list[str] = field(factory=list)
    updated: list[str] = field(factory=list)
    kept: list[str] = field(factory=list)


def bring(sources: list[Path], folder: Path, language: str) -> Brought:
    """Copies everything in `sources` to the language's folder of a workspace, and says what was done.

    Answer files are never touched. A notebook or other file that was changed since it was copied is kept as it is.
    Raises `OSError` when the folder cannot be written.
    """
    target = folder / language
    target.mkdir(parents=True, exist_ok=True)
    memory = folder / MEMORY
    memory.parent.mkdir(exist_ok=True)
    copied = _remembered(memory)
    brought = Brought()
    for source, file in _files(sources):
        name = f"{language}/{file.as_posix()}"
        now, here = fingerprint(source), target / file
        there = fingerprint(here) if here.exists() else None
        if there in (None, now, copied.get(name)):
            if there != now:
                _copy(source, here)
                (brought.new if there is None else brought.updated).append(name)
            copied[name] = now
        elif there != now:
            brought.kept.append(name)
    _write(memory, json.dumps(copied, indent=1, sort_keys=True))
    return brought


def fingerprint(file: Path) -> str:
    """A digest of what a person can change in a file: of a notebook its cells' text, of any other file the bytes."""
    content = file.read_bytes()
    if file.suffix == ".ipynb":
        try:
            cells = json.loads(content)["cells"]
            content = json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells]).encode()
        except (ValueError, KeyError, TypeError):
            pass  # Not a notebook any more: its bytes have to do.
    return hashlib.sha256(content).hexdigest()


def _files(sources: list[Path]) -> Iterator[tuple[Path, Path]]:
    """Every file to copy, with its place below its source folder."""
    for source in sources:
        for file in sorted(source.rglob("*")):
            place = file.relative_to(source)
            hidden = any(part.startswith((".", "__")) for part in place.parts)
            if file.is_file() and not hidden and not file.name.endswith("answers.json"):
                yield file, place


def _remembered(memory: Path) -> dict[str, str]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(known) if isinstance(known, Mapping) else {}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.half")
    shutil.copyfile(source, half)
    os.replace(half, target)


def _write(file: Path, text: str) -> None:
    half = file.with_name(f".{file.name}.half")
    half.write_text(text, encoding="utf-8")
    os.replace(half, file)
