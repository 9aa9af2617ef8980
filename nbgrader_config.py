"""nbgrader's settings for this course. Run nbgrader in this folder; it reads the file by itself.

WORKBOOK_LANGUAGE (zh, en) chooses which language is generated and released, WORKBOOK_EXCHANGE the folder through which
assignments are handed out and in. Both languages share one gradebook.
"""

import os
from pathlib import Path

from autograder.nbgrader_glue.settings import mark_without_kernel

here = Path(__file__).resolve().parent
language = os.environ.get("WORKBOOK_LANGUAGE", "zh")

c = get_config()  # nbgrader provides it; an imported one would configure nothing

c.CourseDirectory.course_id = "credit-liability-workbook"
c.CourseDirectory.source_directory = f"source/{language}"
c.CourseDirectory.release_directory = f"release/{language}"
c.Exchange.root = os.environ.get("WORKBOOK_EXCHANGE", str(here / "exchange"))

# Workbook notebooks are marked from their answer records, and nothing in them is run. Others are executed as ever.
mark_without_kernel(c)

# Feedback and formgrader show the cases, the marks and their reasons: no code, and nothing else a trainee put in.
c.HTMLExporter.preprocessors = ["autograder.nbgrader_glue.page.WorkbookPage"]
