"""Marking without a kernel: the course folder, the gradebook's rows and the autograded folders. Imports no nbgrader."""
