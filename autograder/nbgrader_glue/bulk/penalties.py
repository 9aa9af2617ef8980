"""Late penalties by nbgrader's own plugin, as the course configures it."""

from pathlib import Path
from typing import Any

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused, read_config
from autograder.nbgrader_glue.bulk.rows import Penalty


def penalties_of(root: Path) -> Penalty:
    """What the plugin of the course at `root` takes off. Imports nbgrader, which takes seconds. `MarkingRefused`."""
    from nbgrader.preprocessors import AssignLatePenalties

    try:
        return penalties_by(AssignLatePenalties(config=read_config(root)))
    except Exception as error:
        raise MarkingRefused("penalty", trouble=f"{type(error).__name__}: {error}") from error


def penalties_by(preprocessor: Any) -> Penalty:
    """What the plugin of nbgrader's own preprocessor for late submissions takes off."""
    preprocessor.init_plugin()

    def penalty(student: str, score: float, seconds: float) -> float | None:
        try:
            taken = preprocessor.plugin_inst.late_submission_penalty(student, score, seconds)
            return None if taken is None else float(taken)
        except Exception as error:
            raise MarkingRefused("penalty", trouble=f"{type(error).__name__}: {error}") from error

    return penalty
