"""One page of a run to hand over: its data, ``page.json``, and the file that holds all, ``report.html``."""
