"""Ideal points while one waits: a dynamic ordinal model fitted without sampling.

P(vote <= k) = Phi(cut_k - slope * position); positions follow a random walk over periods.
`fit` has the entry point, `kernels` the compiled passes over the votes, `start` the first
positions, `level` where periods stand against each other, `mixing` the acceleration,
`intervals` the uncertainty, `simulate` made-up votes with known positions to check both.
"""
