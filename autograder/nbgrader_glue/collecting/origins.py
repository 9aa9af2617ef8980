"""Where a file of a delivery comes from, told by its name alone: Moodle, Canvas, a folder of a student's, or nowhere.

Moodle's download of an assignment holds `Full Name_1234567_assignsubmission_file_/answers.json` (also without the last
underscore, or flat: `Full Name_1234567_assignsubmission_file_answers.json`). Canvas gives flat names:
`lastnamefirstname_LATE_12345_67890_answers.json`, LATE only where it was, and `answers-1.json` for a second try.
"""

import re
from enum import Enum

import attrs

_MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL)
_CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<submission>\d+)_(?P<file>.+)", re.DOTALL)
_SYSTEM = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__"}
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_SET_ASIDE = re.compile(r"answers\.damaged-.*\.json")


class Platform(Enum):
    """What a name is taken for."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    FOLDER = "folder"
    BARE = "bare"


class Part(Enum):
    """What a file is in a submission, by its name."""

    RECORD = "record"
    BESIDE = "beside"
    SYSTEM = "system"
    ARCHIVE = "archive"
    OTHER = "other"


@attrs.frozen
class Origin:
    """A platform, and who handed the file in as the platform has it; `file` is the name the trainee's file had.

    `folders` are the folders it lay in, where they are no platform's.
    """

    platform: Platform
    file: str
    name: str = ""
    id: str = ""
    late: bool = False
    folders: tuple[str, ...] = ()

    @property
    def part(self) -> Part:
        """What the file is in a submission."""
        name = self.file.casefold()
        if name.startswith("._") or {name, *map(str.casefold, self.folders)} & _SYSTEM:
            return Part.SYSTEM
        if name.endswith(_ARCHIVES):
            return Part.ARCHIVE
        if name.endswith(".ipynb") or name in {"sheet.json", "timestamp.txt"} or _SET_ASIDE.fullmatch(name):
            return Part.BESIDE
        return Part.RECORD if name.endswith(".json") or name.startswith("answers") else Part.OTHER

    @property
    def person(self) -> tuple[Platform, str]:
        """Whose file it is, as far as the name tells."""
        return self.platform, self.id or "/".join(self.folders)


def origin_of(parts: tuple[str, ...]) -> Origin:
    """What a path inside a delivery, at least one name long, is taken for."""
    *folders, file = parts
    for place, folder in enumerate(folders):
        if moodle := _MOODLE.fullmatch(folder):
            inside = tuple(folders[place + 1 :])
            return Origin(Platform.MOODLE, file, moodle["name"], moodle["id"], folders=inside)
    if moodle := _MOODLE.fullmatch(file):
        return Origin(Platform.MOODLE, moodle["file"] or file, moodle["name"], moodle["id"])
    if canvas := _CANVAS.fullmatch(file):
        return Origin(Platform.CANVAS, canvas["file"], canvas["name"], canvas["id"], canvas["late"] is not None)
    return Origin(Platform.FOLDER if folders else Platform.BARE, file, folders=tuple(folders))
