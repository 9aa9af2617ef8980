"""Collecting: what a learning platform or a person delivers becomes nbgrader's submitted folders."""
