"""Where a course keeps its things, as its own configuration says, and what is said of one that is broken."""

from pathlib import Path

import pytest

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused, read_course


@pytest.fixture(autouse=True)
def no_other_configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))


def configure(root: Path, *lines: str) -> None:
    (root / "nbgrader_config.py").write_text("\n".join(["c = get_config()", *lines]), encoding="utf-8")


def test_without_a_word_it_is_as_nbgrader_has_it(tmp_path: Path) -> None:
    course = read_course(tmp_path)
    assert course.folder("submitted", "unit", "ann") == tmp_path / "submitted" / "ann" / "unit"
    assert course.folder("source", "unit") == tmp_path / "source" / "unit"
    assert course.database == f"sqlite:///{tmp_path / 'gradebook.db'}"


def test_the_configuration_decides_and_the_command_line_beats_it(tmp_path: Path) -> None:
    configure(
        tmp_path,
        "c.CourseDirectory.submitted_directory = 'handed_in'",
        "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'",
        "c.CourseDirectory.db_url = 'sqlite:///elsewhere.db'",
        "c.CourseDirectory.course_id = 'law'",
    )
    course = read_course(tmp_path)
    assert course.folder("submitted", "unit", "ann") == tmp_path / "handed_in" / "unit" / "ann"
    assert (course.database, course.course_id) == ("sqlite:///elsewhere.db", "law")
    assert read_course(tmp_path, "postgresql://host/book").database == "postgresql://host/book"


@pytest.mark.parametrize(
    "structure", ["{nbgrader_step}/{student_id}/{assignment_id}", "{nbgrader_step}/{assignment_id}/{student_id}"]
)
def test_everybody_who_handed_in_is_found_in_either_structure(tmp_path: Path, structure: str) -> None:
    configure(tmp_path, f"c.CourseDirectory.directory_structure = {structure!r}")
    course = read_course(tmp_path)
    for student in ("ben", "ann"):
        course.folder("submitted", "unit", student).mkdir(parents=True)
    course.folder("submitted", "other", "cai").mkdir(parents=True)
    assert list(course.students_with("submitted", "unit")) == ["ann", "ben"]
    assert read_course(tmp_path / "nowhere").students_with("submitted", "unit") == {}


def test_the_other_language_lies_beside_the_configured_one(tmp_path: Path) -> None:
    configure(tmp_path, "c.CourseDirectory.source_directory = 'source/zh'")
    places = read_course(tmp_path).places("source", "unit", "en")
    assert places == [tmp_path / "source" / "en" / "unit", tmp_path / "source" / "zh" / "unit"]
    assert read_course(tmp_path).places("release", "unit", "en") == [tmp_path / "release" / "unit"]


def test_a_broken_configuration_is_told_by_name(tmp_path: Path) -> None:
    configure(tmp_path, "c.CourseDirectory.root = 1 / 0")
    with pytest.raises(MarkingRefused) as refused:
        read_course(tmp_path)
    for language in ("zh", "en"):
        said = refused.value.say(language)
        assert "nbgrader_config.py" in said
        assert "division by zero" in said


def test_submissions_that_cannot_be_listed_are_told(tmp_path: Path) -> None:
    (tmp_path / "submitted").write_text("a file")
    with pytest.raises(MarkingRefused, match="no_folder"):
        read_course(tmp_path).students_with("submitted", "unit")
