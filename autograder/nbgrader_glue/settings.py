"""What a course's nbgrader_config.py says to have workbook assignments marked without a kernel. Imports nothing."""

from typing import Any


def mark_without_kernel(config: Any) -> None:
    """Let `nbgrader autograde` and formgrader's button mark workbook notebooks from their answer records.

    `config` is what `get_config()` gives. Every other notebook is executed as ever.
    """
    config.Autograde.exporter_class = "autograder.nbgrader_glue.data_path.WorkbookExporter"
