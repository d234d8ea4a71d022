"""Rows in, domain values out: the project file."""
