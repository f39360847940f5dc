"""Scenario files: quantities with units, inheritance, overrides, and problems with their place."""
