"""What a run gives: series by year and draw with units, headline figures, and the folder on disk."""
