"""Writes the notebooks: lessons from plan and prose, assignments from the list of cases. Knows no nbgrader."""
