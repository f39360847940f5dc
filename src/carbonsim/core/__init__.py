"""Mathematics that knows no sector: pure functions of floats or arrays, no I/O, no state."""
