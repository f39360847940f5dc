"""Questions asked of results: headline figures, claims, hindcasts, backtests."""
