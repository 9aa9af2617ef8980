"""Exporting: the gradebook as tables that learning platforms and spreadsheet programs take in."""
