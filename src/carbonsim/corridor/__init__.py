"""Swap stations minute by minute: an event simulation as the reference, a fast one, and service curves.

Takes plain values and knows no sector and no scenario. Times are minutes, energies kilowatt-hours.
"""
