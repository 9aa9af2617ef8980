"""The public names of `autograder`: listed, sorted, importable, and quick to list."""

import subprocess
import sys

import pytest

import autograder


def test_the_public_names_are_sorted_and_listed_once() -> None:
    assert autograder.__all__ == sorted(set(autograder.__all__))


@pytest.mark.parametrize("name", autograder.__all__)
def test_a_public_name_is_importable(name: str) -> None:
    assert getattr(autograder, name) is not None
    assert name in dir(autograder)


def test_no_public_name_is_hidden_by_a_module_of_the_package() -> None:
    for name in autograder.__all__:
        assert type(getattr(autograder, name)).__name__ != "module"


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = autograder.nothing


def test_importing_the_package_imports_none_of_its_modules() -> None:
    code = "import sys, autograder; print([name for name in sys.modules if name.startswith('autograder.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
