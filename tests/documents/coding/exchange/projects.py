"""Projects drawn at random: texts with characters beyond the first plane, coders of both kinds."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.documents.coding.made_up import AT, SMALL

from foedus.documents.coding.coders import Identity
from foedus.documents.coding.exchange.project import Project, SourceText, SpanCoding, SpanRead

LETTERS = "ab яж威𠮷🤝🇷\U0001f468\u200d\U0001f469é.\n"
names = st.sampled_from(["Ann", "Бо", "张伟", "O'Neill <x>", 'a "b"', "model-1 prompt 1a"])


@st.composite
def projects(draw):
    """A project by the small codebook."""
    texts = tuple(
        SourceText(f"key{k}", draw(st.sampled_from(["a", "б", "a"])), text, "zh")
        for k, text in enumerate(
            draw(st.lists(st.text(LETTERS, min_size=3, max_size=25), min_size=1, max_size=3))
        )
    )
    coders = tuple(
        Identity(name, draw(st.sampled_from(["human", "model"])), {"note": "x = 1"})
        for name in draw(st.lists(names, min_size=1, max_size=3, unique=True))
    )
    kinds = {c.name: c.kind for c in coders}
    codings, readings = {}, set()
    for _ in range(draw(st.integers(0, 6))):
        source, coder = draw(st.sampled_from(texts)), draw(st.sampled_from(coders)).name
        start = draw(st.integers(0, len(source.text) - 1))
        stop = draw(st.integers(start + 1, len(source.text)))
        code = draw(st.sampled_from(SMALL.codable))
        value = draw(st.sampled_from([v.value for v in code.values])) if code.values else None
        score = draw(st.sampled_from([None, 0.25, 1.0])) if kinds[coder] == "model" else None
        made = SpanCoding(source.key, start, stop, coder, code.id, value, score, AT)
        codings[made.place] = made
        looked = draw(st.sampled_from([(), ("stance", "threat"), ("trade",)]))
        readings.add(SpanRead(source.key, 0, stop, coder, looked, AT))
    used = {c.coder for c in codings.values()} | {r.coder for r in readings}
    return Project(
        "drawn",
        SMALL,
        texts,
        tuple(c for c in coders if c.name in used),
        tuple(sorted(codings.values(), key=lambda c: c.place)),
        tuple(sorted(readings)),
    )
