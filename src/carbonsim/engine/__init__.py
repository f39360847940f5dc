"""Draws, the year loop, and plan beside reference on the same draws."""
