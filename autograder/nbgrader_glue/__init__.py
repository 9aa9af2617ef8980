"""The only place that knows nbgrader."""
