"""`workbook lab`: JupyterLab on a trainee's workspace, or on the whole course for its instructor."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from attrs import frozen

import course
from autograder.words import LANGUAGES, Words, words_for
from course.workspace import bring

HERE = Path(course.__file__).resolve().parent
_WORDS = HERE / "words"
_DEFAULT = words_for(LANGUAGES[0], _WORDS)
_FIRST_PORT = 8888
_PORTS_TRIED = 50
_LIST = "lessons.ipynb"
_EXTENSION = "credit-liability-workbook"


class LabRefused(Exception):
    """JupyterLab cannot be started; the text says why and what to do."""


@frozen
class Place:
    """What JupyterLab is to show: the folder at its root, the page it opens with, where it keeps its own settings."""

    root: Path
    page: str
    settings: Path


@click.command(help=_DEFAULT("lab.help"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--language", "--lang", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_DEFAULT("lab.help_language")
)
@click.option("--instructor", is_flag=True, help=_DEFAULT("lab.help_instructor"))
@click.option("--no-browser", is_flag=True, help=_DEFAULT("lab.help_no_browser"))
@click.option("--port", type=click.IntRange(1, 65535), help=_DEFAULT("lab.help_port"))
def lab(folder: Path | None, language: str, instructor: bool, no_browser: bool, port: int | None) -> None:
    """Start JupyterLab and stay until it is stopped. Exit status 1: it cannot be started; 2: wrong use."""
    words = words_for(language, _WORDS)
    try:
        place = instructors_place(words) if instructor else trainees_place(folder or default_folder(), words)
        chosen = free_port(port, words)
    except LabRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    prepare_environment(place, language, instructor=instructor)
    token = secrets.token_hex(24)
    click.echo(words("lab.open_at", address=f"http://127.0.0.1:{chosen}{place.page}?token={token}"))
    click.echo(words("lab.how_to_stop"))
    start(place, port=chosen, token=token, browser=not no_browser)


def is_checkout(folder: Path) -> bool:
    """Whether a folder is the workbook's own source folder."""
    return (folder / "course").is_dir() and (folder / "release").is_dir()


def default_folder() -> Path:
    """The workspace of somebody who names none."""
    here = Path.cwd()
    return here / "workspace" if is_checkout(here) else Path.home() / "credit-liability-workbook"


def trainees_place(folder: Path, words: Words) -> Place:
    """A workspace with everything a trainee needs in the words' language. Raises `LabRefused`."""
    language = words.language
    folder = folder.expanduser().resolve()
    lessons = HERE / language
    if not (lessons / _LIST).is_file():
        raise LabRefused(words("lab.not_built", folder=str(lessons)))
    released = Path.cwd() / "release" / language
    sources = [lessons, *([released] if is_checkout(Path.cwd()) and released.is_dir() else [])]
    try:
        brought = bring(sources, folder, language)
    except OSError as error:
        raise LabRefused(words("lab.not_writable", folder=str(folder), reason=error.strerror or str(error))) from error
    click.echo(words("lab.workspace", folder=str(folder / language)))
    if brought.updated:
        click.echo(words("lab.updated", files=brought.updated))
    if brought.kept:
        click.echo(words("lab.kept", files=brought.kept))
    return Place(folder / language, f"/lab/tree/{_LIST}", folder / ".workbook" / f"lab-{language}")


def instructors_place(words: Words) -> Place:
    """The whole course in the current directory. Raises `LabRefused`."""
    here = Path.cwd()
    if not is_checkout(here):
        raise LabRefused(words("lab.no_checkout", folder=str(here)))
    return Place(here, "/lab", here / "workspace" / ".workbook" / f"lab-instructor-{words.language}")


def free_port(wanted: int | None, words: Words) -> int:
    """The wanted port, or the first free one from the usual port on. Raises `LabRefused`."""
    ports = [wanted] if wanted else list(range(_FIRST_PORT, _FIRST_PORT + _PORTS_TRIED))
    for port in ports:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                continue  # Somebody answers there; Windows would let us bind all the same.
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise LabRefused(words("lab.port_taken", port=str(ports[0])))


def prepare_environment(place: Place, language: str, *, instructor: bool) -> None:
    """Sets the variables by which JupyterLab and its kernels find our extension and our settings."""
    own = place.settings / "jupyter"
    extension = own / "labextensions" / _EXTENSION
    shutil.rmtree(extension, ignore_errors=True)
    # The installed extension may be older than these notebooks; this copy never is.
    shutil.copytree(HERE / "labextension", extension)
    _add_folders("JUPYTER_PATH", after=[own])
    config = [HERE / "lab" / language, HERE / "lab" / "everyone"]
    if not instructor:
        config.insert(0, HERE / "lab" / "trainee")
    if is_checkout(Path.cwd()) and (Path.cwd() / "nbgrader_config.py").is_file():
        config.append(Path.cwd())
    _add_folders("JUPYTER_CONFIG_PATH", before=config)
    os.environ["JUPYTERLAB_SETTINGS_DIR"] = str(place.settings / "settings")
    os.environ["JUPYTERLAB_WORKSPACES_DIR"] = str(place.settings / "workspaces")
    os.environ["WORKBOOK_LANGUAGE"] = language  # nbgrader_config.py reads it
    # A kernel starts in the notebook's folder: without this, a file there could stand in for a library.
    os.environ["PYTHONSAFEPATH"] = "1"


def _add_folders(variable: str, *, before: Sequence[Path] = (), after: Sequence[Path] = ()) -> None:
    there = [os.environ[variable]] if os.environ.get(variable) else []
    os.environ[variable] = os.pathsep.join([*map(str, before), *there, *map(str, after)])


def start(place: Place, *, port: int, token: str, browser: bool) -> None:
    """Runs JupyterLab in this process until it is stopped."""
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(
        [
            f"--ServerApp.root_dir={place.root}",
            f"--LabApp.default_url={place.page}",
            f"--ServerApp.open_browser={browser}",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            "--Application.log_level=ERROR",
            "--ServerApp.allow_root=True",  # In a container there is nobody else, and only this machine can connect.
            f"--IdentityProvider.token={token}",
        ]
    )
