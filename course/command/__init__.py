"""The commands that write what a trainee works with."""
