"""Codings whose coefficients are published."""

import numpy as np

NAN = float("nan")
RAW4 = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, NAN],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
).T
"""Four coders, 12 units, 41 codings: example C of Krippendorff (2011), `cac.raw4raters` of the
R package irrCAC, whose documentation prints 9, 10, 11 and 11 codings of the four raters. (The
lone coding of the last unit counts for coder 3 there. It moves Conger's kappa alone: with coder
2 it is .76207 instead of .76282.)"""


def two_by_two(a, b, c, d):
    """Units that two coders called yes-yes, yes-no, no-yes, no-no."""
    kinds = [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")]
    return [list(k) for k, n in zip(kinds, (a, b, c, d), strict=True) for _ in range(n)]


def crossed(table, names):
    """Units of two coders from their table of counts."""
    return [
        [names[i], names[j]]
        for i, row in enumerate(table)
        for j, n in enumerate(row)
        for _ in range(n)
    ]
