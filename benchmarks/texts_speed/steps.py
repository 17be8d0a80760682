"""What is measured, each step in a process of its own so that its memory is its own.

`python -m benchmarks.texts_speed.steps NAME` prints the rows of one step as JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import numpy as np

from benchmarks.texts_speed.tree import Tree
from foedus.documents.corpora.adding import add_files, add_recipe
from foedus.documents.corpora.corpus import Corpus, new_corpus, open_corpus
from foedus.documents.corpora.files import File
from foedus.documents.corpora.options import Options

Row = dict[str, object]
SPEECHES, MILLION = "speeches", "million"
OTHERS = ("cctv_evening_news", "channel_one_headlines", "kremlin_ru", "un_security_council")
RUNS = 5
SENTENCES = 1_000_000
_EMBEDDED = 24_000


def row(what: str, value: float, unit: str, note: str = "") -> Row:
    """A line of the report."""
    return {"what": what, "value": round(value, 3), "unit": unit, "note": note}


def megabytes(corpus: Corpus) -> float:
    """Of text, in UTF-8."""
    with corpus.reading() as connection:
        size = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()
    return float(size[0]) / 1e6


def general_debate() -> list[Row]:
    """The whole sample: added, searched by form and by lemma, its two halves compared."""
    with Tree() as all_of_it:
        with Tree() as adding:
            added = add_recipe(new_corpus(SPEECHES), "un_general_debate")
        corpus = open_corpus(SPEECHES)
        with Tree() as searching:
            for by in ("form", "lemma"):
                _searched(corpus, "china", by)
        with Tree() as comparing:
            _compared(corpus)
    size = megabytes(corpus)
    about = (
        f"{added.documents:,} speeches, {added.sentences:,} sentences, {added.characters:,} letters"
    )
    return [
        row("General Debate: added", adding.wall, "s", f"{about}; cpu {adding.cpu:.1f} s"),
        row("General Debate: text added a second", size / adding.wall, "MB/s", f"{size:.1f} MB"),
        row("General Debate: the same by processor time, of two", 2 * size / adding.cpu, "MB/s"),
        row("General Debate: searched by form and lemma", searching.wall, "s", "china"),
        row("General Debate: compared", comparing.wall, "s", "keyness, to 1990 against since 1991"),
        row("General Debate: all of it", all_of_it.wall, "s", f"cpu {all_of_it.cpu:.1f} s"),
        row("General Debate: peak memory of all processes", all_of_it.peak_mb, "MB"),
    ]


def others() -> list[Row]:
    """The other recipes, one corpus each."""
    rows = []
    for name in OTHERS:
        with Tree() as adding:
            added = add_recipe(new_corpus(name.replace("_", "-")), name)
        size = megabytes(open_corpus(name.replace("_", "-")))
        about = f"{added.documents:,} documents, {size:.1f} MB; wall {adding.wall:.1f} s"
        rows.append(row(f"{name}: added", size / adding.wall, "MB/s", about))
        rows.append(
            row(
                f"{name}: the same by processor time, of two",
                2 * size / adding.cpu,
                "MB/s",
                f"cpu {adding.cpu:.1f} s, peak {adding.peak_mb:.0f} MB",
            )
        )
    return rows


def million() -> list[Row]:
    """A corpus of a million sentences: all recipes and sentences of the debate in other orders."""
    corpus = new_corpus(MILLION)
    for name in ("un_general_debate", *OTHERS):
        add_recipe(corpus, name)
    _vary(corpus)
    with corpus.reading() as connection:
        count = connection.execute("SELECT count(*) FROM segment WHERE kind = 1").fetchone()[0]
    _point(corpus)
    rows = [row("A large corpus", count, "sentences", f"{megabytes(corpus):.0f} MB of text")]
    asked = [("multipolar", "form"), ("china", "lemma"), ('"strategic partnership"', "lemma"),
             ("мир", "lemma"), ("合作", "form"), ("peace security", "lemma"), ("world", "lemma"),
             ("the", "form")]  # fmt: skip
    for query, by in asked:
        found = _searched(corpus, query, by)
        seconds, cpu = _best(partial(_searched, corpus, query, by))
        note = f"{found:,} sentences; cpu {cpu:.3f} s"
        rows.append(row(f"Search by {by}: {query}", seconds, "s", note))
    seconds, cpu = _best(partial(_asked, corpus))
    note = f"vectors drawn at random, encoder loaded; cpu {cpu:.3f} s"
    rows.append(row("Search by meaning", seconds, "s", note))
    return rows


def embedding() -> list[Row]:
    """Sentences embedded by two processes, and how far one goes on after a stop."""
    from foedus.documents.embedding.fill import embed, missing

    corpus = new_corpus("embedded")
    shutil.rmtree(corpus.folder / "embeddings", ignore_errors=True)
    path = corpus.folder / "sentences.csv"
    lines = islice(_sentences(open_corpus(MILLION)), _EMBEDDED)
    path.write_text("text\n" + "".join(f'"{line}"\n' for line in lines), encoding="utf-8")
    _add(corpus, path)
    wanted = len(missing(corpus))
    with Tree() as taken:
        done = embed(corpus, processes=2)
    note = (
        f"{wanted:,} sentences of all corpora; cpu {taken.cpu:.1f} s, peak {taken.peak_mb:.0f} MB"
    )
    return [
        row("Embedded by two processes", done / taken.wall, "sentences/s", note),
        row("The same by processor time, of two", 2 * done / taken.cpu, "sentences/s"),
    ]


def _add(corpus: Corpus, path: object) -> None:
    from pathlib import Path

    file = Path(str(path))
    add_files(
        corpus,
        [File(file, file.name, file.stat().st_size)],
        Options(),
        {},
        processes=2,
        progress=None,
    )


def _sentences(corpus: Corpus) -> Iterator[str]:
    with corpus.reading() as connection:
        numbers = [row[0] for row in connection.execute("SELECT id FROM segment WHERE kind = 1")]
    random.Random(1).shuffle(numbers)
    for at in range(0, len(numbers), 20_000):
        for passage in corpus.passages(numbers[at : at + 20_000]):
            yield " ".join(passage.text.split()).replace('"', "'").replace("\\", " ")


def _vary(corpus: Corpus) -> None:
    """Sentences of the debate in other orders, until there are a million."""
    with corpus.reading() as connection:
        count = connection.execute("SELECT count(*) FROM segment WHERE kind = 1").fetchone()[0]
    lines = _sentences(open_corpus(SPEECHES))
    path = corpus.folder / "varied.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("text\n")
        for _ in range(max(0, int(1.1 * (SENTENCES - count)) // 50)):
            stream.write('"' + " ".join(next(lines, "") for _ in range(50)) + '"\n')
    _add(corpus, path)
    path.unlink()


def _point(corpus: Corpus) -> None:
    """Vectors of random directions for all sentences: only their number matters here."""
    from foedus.documents.embedding.fill import missing, vectors_of

    store, rng = vectors_of(corpus), np.random.default_rng(1)
    wanted = missing(corpus)
    for at in range(0, len(wanted), 50_000):
        part = wanted[at : at + 50_000]
        vectors = rng.standard_normal((len(part), 512), np.float32)
        store.append(part, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _searched(corpus: Corpus, query: str, by: str) -> int:
    from foedus.documents.searching.words_search import search_words

    return search_words(corpus, query, by="form" if by == "form" else "lemma").passages


def _asked(corpus: Corpus) -> int:
    from foedus.documents.searching.meaning_search import search_meaning

    return search_meaning(corpus, "Did the two countries expand their trade?").passages


def _compared(corpus: Corpus) -> int:
    from foedus.documents.comparing.counting import count_tokens
    from foedus.documents.comparing.keyness import keyness
    from foedus.documents.language.words import forms

    known: dict[str, int] = {}
    tokens, names, years = [], [], []
    with corpus.reading() as connection:
        for number, date, text in connection.execute("SELECT id, date, text FROM document"):
            words = forms([text], "en")[0]
            found = (known.setdefault(word, len(known)) for word in words)
            tokens.append(np.fromiter(found, np.int32, len(words)))
            names.append(str(number))
            years.append(int(date[:4]))
    first = np.cumsum([0, *map(len, tokens)])
    counts = count_tokens(np.concatenate(tokens), first, names, tuple(known))
    late = np.array(years) > 1990
    return len(keyness(counts, late, ~late))


def _best(task: Callable[[], object]) -> tuple[float, float]:
    """Least seconds of several runs, by the clock and by the processor."""
    taken = []
    for _ in range(RUNS):
        began, cpu = time.perf_counter(), time.process_time()
        task()
        taken.append((time.perf_counter() - began, time.process_time() - cpu))
    return min(wall for wall, _ in taken), min(cpu for _, cpu in taken)


STEPS: dict[str, Callable[[], list[Row]]] = {
    "general_debate": general_debate,
    "others": others,
    "million": million,
    "embedding": embedding,
}


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    print(json.dumps(STEPS[sys.argv[1]]()))
