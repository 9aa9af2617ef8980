"""What a file of a delivery is taken for, by its name."""

import pytest

from autograder.nbgrader_glue.collecting.origins import Origin, Part, Platform, origin_of


@pytest.mark.parametrize(
    ("name", "person", "id", "file"),
    [
        ("Li Na_1234567_assignsubmission_file_/answers.json", "Li Na", "1234567", "answers.json"),
        ("Li Na_1234567_assignsubmission_file/answers.json", "Li Na", "1234567", "answers.json"),
        ("Li Na_1234567_assignsubmission_file_answers.json", "Li Na", "1234567", "answers.json"),
        ("李 娜_1234567_assignsubmission_file_/answers (1).json", "李 娜", "1234567", "answers (1).json"),
        ("Participant_1234567_assignsubmission_file_/answers.json", "Participant", "1234567", "answers.json"),
        ("a_b_12_1234567_assignsubmission_file_/answers.json", "a_b_12", "1234567", "answers.json"),
        ("week 3/Li Na_1234567_assignsubmission_file_/deep/answers.json", "Li Na", "1234567", "answers.json"),
        ("Li Na_1234567_assignsubmission_onlinetext_/onlinetext.html", "Li Na", "1234567", "onlinetext.html"),
    ],
)
def test_moodle(name: str, person: str, id: str, file: str) -> None:
    origin = origin_of(tuple(name.split("/")))
    assert (origin.platform, origin.name, origin.id, origin.file) == (Platform.MOODLE, person, id, file)


@pytest.mark.parametrize(
    ("name", "person", "id", "late", "file"),
    [
        ("lina_12345_67890_answers.json", "lina", "12345", False, "answers.json"),
        ("lina_LATE_12345_67890_answers-1.json", "lina", "12345", True, "answers-1.json"),
        ("李娜_LATE_12345_67890_answers.json", "李娜", "12345", True, "answers.json"),
        ("anon_X7a2b_12345_67890_answers.json", "anon_X7a2b", "12345", False, "answers.json"),
        ("submissions/lina_12345_67890_answers.json", "lina", "12345", False, "answers.json"),
    ],
)
def test_canvas(name: str, person: str, id: str, late: bool, file: str) -> None:
    origin = origin_of(tuple(name.split("/")))
    assert origin.platform is Platform.CANVAS
    assert (origin.name, origin.id, origin.late, origin.file) == (person, id, late, file)


def test_folders_and_bare_files() -> None:
    assert origin_of(("ann", "unit", "answers.json")) == Origin(
        Platform.FOLDER, "answers.json", folders=("ann", "unit")
    )
    assert origin_of(("answers.json",)) == Origin(Platform.BARE, "answers.json")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("answers.json", Part.RECORD),
        ("ANSWERS (1).JSON", Part.RECORD),
        ("answers.json.txt", Part.RECORD),
        ("homework.json", Part.RECORD),
        ("sheet.json", Part.BESIDE),
        ("timestamp.txt", Part.BESIDE),
        ("01_who_owes.ipynb", Part.BESIDE),
        ("answers.damaged-20261121T120307.json", Part.BESIDE),
        ("unit.zip", Part.ARCHIVE),
        ("answers.json.gz", Part.ARCHIVE),
        ("._answers.json", Part.SYSTEM),
        ("__MACOSX/answers.json", Part.SYSTEM),
        (".ipynb_checkpoints/answers.json", Part.SYSTEM),
        ("essay.docx", Part.OTHER),
    ],
)
def test_parts(name: str, part: Part) -> None:
    assert origin_of(tuple(name.split("/"))).part is part
