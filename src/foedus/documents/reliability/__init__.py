"""How far coders agree: coefficients with intervals, per code and language; spans."""
