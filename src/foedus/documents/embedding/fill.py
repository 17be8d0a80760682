"""Embed a corpus's sentences: in parallel, in blocks, from where it stopped."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.schema import SENTENCE
from foedus.documents.embedding.encoder import encode
from foedus.documents.embedding.vectors import Vectors

BLOCK = 512
"""Sentences encoded and written at a time: what a stopped run loses at most, a process."""
FOLDER = "embeddings"


def vectors_of(corpus: Corpus) -> Vectors:
    """Where a corpus keeps its vectors."""
    return Vectors(corpus.folder / FOLDER)


def missing(corpus: Corpus) -> NDArray[np.int64]:
    """Sentences without a vector, in order; those of duplicates are left out."""
    query = (
        "SELECT s.id FROM segment s JOIN document d ON d.id = s.document "
        "WHERE s.kind = ? AND d.copy_of IS NULL ORDER BY s.id"
    )
    with corpus.reading() as connection:
        every = np.array(connection.execute(query, (SENTENCE,)).fetchall(), np.int64).reshape(-1)
    return np.setdiff1d(every, vectors_of(corpus).segments())


def embed(
    corpus: Corpus,
    *,
    processes: int = 2,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """Give every sentence its vector; how many were new.

    A run that is stopped loses the blocks at hand; the next goes on after the last written.

    Parameters
    ----------
    processes
        That encode side by side; 1 encodes in this one.
    progress
        Called with sentences done and to be done in this run.
    """
    wanted = missing(corpus)
    store = vectors_of(corpus)
    blocks = [wanted[a : a + BLOCK] for a in range(0, len(wanted), BLOCK)]
    done = 0
    if processes <= 1 or len(blocks) <= 1:
        for block in blocks:
            store.append(block, encode(_texts(corpus, block)))
            done += len(block)
            progress(done, len(wanted))
        return done
    # Spawned, for a fork would carry the threads of numba and SQLite's files along.
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_single_thread) as pool:
        waiting: deque[tuple[NDArray[np.int64], Future[NDArray[np.float32]]]] = deque()
        ahead = iter(blocks)
        while True:
            for block in islice(ahead, 2 * processes - len(waiting)):
                waiting.append((block, pool.submit(encode, _texts(corpus, block))))
            if not waiting:
                return done
            block, found = waiting.popleft()
            store.append(block, found.result())
            done += len(block)
            progress(done, len(wanted))


def _texts(corpus: Corpus, segments: NDArray[np.int64]) -> list[str]:
    return [passage.text for passage in corpus.passages(segments)]


def _single_thread() -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
