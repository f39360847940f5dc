"""Kernel of all sectors: parameters, a step of a year, and outputs that are declared."""
