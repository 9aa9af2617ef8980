"""What every mark rests on, kept in the gradebook beside it: answers, cases, sheet and rules. Imports no nbgrader."""
