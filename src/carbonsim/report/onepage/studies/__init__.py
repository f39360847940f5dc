"""Pages of what is made of runs: comparisons, sensitivity analyses, lines minute by minute, backtests."""
