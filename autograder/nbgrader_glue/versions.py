"""Whether two machines have the same workbook: one hash of everything that a mark or its page can depend on."""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = "credit-liability-workbook"

_HERE = Path(__file__).resolve().parents[1]
_DECIDES = {".py", ".toml"}
_CASES = {"cases", "assignments"}
"""Folders of the package with what is decided, not with what decides."""


@cache
def package_hash(package: Path = _HERE) -> str:
    """The SHA-256 of every source and table of the package, names included; cases and assignments are left out."""
    found = sha256()
    for file in sorted(package.rglob("*"), key=lambda file: file.relative_to(package).as_posix()):
        name = file.relative_to(package)
        if file.suffix in _DECIDES and name.parts[0] not in _CASES and file.is_file():
            content = sha256(file.read_bytes()).hexdigest()
            found.update(f"{content} {name.as_posix()}\n".encode())
    return found.hexdigest()


def package_version() -> str:
    """The version that is installed, empty where the package runs from a folder without being installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""
