"""Widgets: each one a value with a view, in a file of its own, with no law inside."""
