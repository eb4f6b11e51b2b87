"""Corridor: one file for a migrant worker, from the first question to the next season."""

__version__ = "0.1.0"
