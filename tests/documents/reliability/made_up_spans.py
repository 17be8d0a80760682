"""Passages for tests: through tables, as users bring them, or at once."""

import numpy as np
import pandas as pd

from foedus.documents.reliability.spans import Spans, from_tables

COLUMNS = ["document", "coder", "start", "end", "label"]


def spans(rows, lengths, read="all"):
    documents = pd.DataFrame({"document": list(lengths), "length": list(lengths.values())})
    if read != "all":
        read = pd.DataFrame(read, columns=["document", "coder"])
    return from_tables(pd.DataFrame(rows, columns=COLUMNS), documents, read)


def directly(rows, lengths, read):
    """The same without tables, for tests that need many."""
    documents, coders = list(lengths), sorted({c for _, c in read})
    labels = sorted({r[4] for r in rows})
    readers = np.zeros((len(documents), len(coders)), bool)
    for d, c in read:
        readers[documents.index(d), coders.index(c)] = True
    cells = [
        (documents.index(d), coders.index(c), labels.index(label), start, end)
        for d, c, start, end, label in rows
    ]
    columns = np.array(cells, np.int64).reshape(-1, 5).T
    return Spans(
        *columns,
        tuple(documents),
        tuple(coders),
        tuple(labels),
        np.array(list(lengths.values())),
        readers,
    )
