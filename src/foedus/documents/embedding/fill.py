"""Embed a corpus's sentences: in parallel, in blocks, from where it stopped."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.corpora.corpus import Corpus
from foedus.documents.corpora.ranges import sentence_ranges
from foedus.documents.embedding.encoder import encode
from foedus.documents.embedding.running import alone
from foedus.documents.embedding.vectors import Floats, Vectors

Ints = NDArray[np.int64]

BLOCK = 512
"""Sentences encoded and written at a time: what a stopped run loses at most, a process."""
FOLDER = "embeddings"


def vectors_of(corpus: Corpus) -> Vectors:
    """Where a corpus keeps its vectors."""
    return Vectors(corpus.folder / FOLDER)


def missing(corpus: Corpus) -> Ints:
    """Sentences without a vector, in order; those of duplicates are left out."""
    with corpus.reading() as connection:
        ranges = sentence_ranges(connection)
        rows = connection.execute("SELECT id FROM document WHERE copy_of IS NOT NULL").fetchall()
    every = ranges.without(np.array(rows, np.int64).reshape(-1)).sentences()
    return every[np.isin(every, vectors_of(corpus).segments(), invert=True, kind="table")]


def embed(
    corpus: Corpus,
    *,
    processes: int = 2,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """Give every sentence its vector; how many were new.

    A run that is stopped loses the blocks at hand; the next goes on after the last written.
    Only one process at a time embeds a corpus.

    Parameters
    ----------
    processes
        That encode side by side; 1 encodes in this one.
    progress
        Called with sentences done and to be done in this run.

    Raises
    ------
    FoedusError
        If another process is at it.
    """
    store = vectors_of(corpus)
    with alone(store.folder) as note:
        wanted = missing(corpus)
        blocks = [wanted[a : a + BLOCK] for a in range(0, len(wanted), BLOCK)]
        done = 0
        note(done, len(wanted))
        for block, segments, vectors in _encoded(corpus, blocks, processes):
            store.append(segments, vectors)
            done += len(block)
            progress(done, len(wanted))
            if not note(done, len(wanted)):
                break
        return done


def _encoded(
    corpus: Corpus, blocks: list[Ints], processes: int
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Each block with the segments of it that are still there, and their vectors."""
    if processes <= 1 or len(blocks) <= 1:
        for block in blocks:
            segments, texts = _texts(corpus, block)
            yield block, segments, encode(texts)
        return
    # Spawned, for a fork would carry the threads of numba and SQLite's files along.
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_single_thread
    )
    try:
        waiting: deque[tuple[Ints, Ints, Future[Floats]]] = deque()
        ahead = iter(blocks)
        while True:
            for block in islice(ahead, 2 * processes - len(waiting)):
                segments, texts = _texts(corpus, block)
                waiting.append((block, segments, pool.submit(encode, texts)))
            if not waiting:
                return
            block, segments, found = waiting.popleft()
            yield block, segments, found.result()
    except BrokenProcessPool as error:
        raise FoedusError(
            "A process that embeds was ended from outside, as too little memory does.",
            "What was written is kept: run the same again, with fewer processes.",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _texts(corpus: Corpus, block: Ints) -> tuple[Ints, list[str]]:
    """Sentences of a block; those of documents removed meanwhile are not there any more."""
    passages = corpus.passages(block)
    return np.array([p.segment for p in passages], np.int64), [p.text for p in passages]


def _single_thread() -> None:
    # The keyboard stops the process that writes, which then ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
