"""The clock of a station: quarter hours, in which power is recorded and prices hold."""

from __future__ import annotations

from carbonsim.core.conversions import MINUTES_PER_HOUR

QUARTER = 15.0
HOURS_PER_DAY = 24
DAYS_PER_WEEK = 7
QUARTERS_PER_HOUR = 4
QUARTERS_PER_DAY = HOURS_PER_DAY * QUARTERS_PER_HOUR
MINUTES_PER_DAY = HOURS_PER_DAY * MINUTES_PER_HOUR
