"""Text files of a case folder: bounded in size, UTF-8, inside their folder; and TOML as data."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from autograder.reading.refusals import CaseRefused, Refusal

LARGEST = 1_000_000
"""No text of a case is longer than this many bytes."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key", "Cannot mutate immutable")


def read_text(file: Path, folder: Path) -> str:
    """The text of a file of a case folder. Raises `CaseRefused`."""

    def refuse(reason: str, line: int | None = None, **parameters: Any) -> CaseRefused:
        return CaseRefused([Refusal(file, "", line, reason, parameters)])

    if not file.is_file():
        raise refuse("file_missing", folder=str(folder))
    if not file.resolve().is_relative_to(folder.resolve()):
        raise refuse("file_outside")
    if file.stat().st_size > LARGEST:
        raise refuse("file_too_large", size=file.stat().st_size, largest=LARGEST)
    content = file.read_bytes()
    if content.startswith(_BYTE_ORDER_MARK):
        raise refuse("byte_order_mark", 1)
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise refuse("not_utf8", content.count(b"\n", 0, error.start) + 1) from error


def read_toml(file: Path, text: str) -> dict[str, Any]:
    """TOML as data, numbers with a fraction as Decimal. Raises `CaseRefused`."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        message = str(error)
        found = re.search(r"\(at line (\d+), column (\d+)\)", message)
        line = int(found[1]) if found else len(text.splitlines()) or 1
        reason = "key_twice" if message.startswith(_TWICE) else "toml_syntax"
        written = text.splitlines()[line - 1].strip() if text.splitlines() else ""
        raise CaseRefused([Refusal(file, "", line, reason, {"written": written})]) from error
