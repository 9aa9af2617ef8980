"""The report on a class: who handed in, how each question worked, and which misconceptions the answers show."""
