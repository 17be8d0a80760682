"""`foedus texts`: corpora of documents, what is in them, and how they come there."""

from __future__ import annotations

import click

from foedus.cli.lazy import LazyGroup


@click.command(
    cls=LazyGroup,
    places={
        "add": "foedus.cli.texts_add:add_command",
        "corpora": "foedus.cli.texts_lists:corpora_command",
        "list": "foedus.cli.texts_lists:list_command",
        "show": "foedus.cli.texts_lists:show_command",
    },
    summaries={
        "add": "Add a folder of documents, or a known file of texts, to a corpus.",
        "corpora": "List the corpora there are.",
        "list": "List the documents of a corpus.",
        "show": "Show a document: what is known of it, and its text.",
    },
)
def texts_group() -> None:
    """Texts in English, Chinese and Russian: papers, statements, speeches, news.

    A corpus is a folder on this machine, in the place that FOEDUS_CORPORA names or beside
    your other data. Originals are kept as they came.

    \b
    Examples:
      foedus texts add papers/ --corpus experts
      foedus texts add --recipe un_general_debate --corpus ungd
      foedus texts list experts --side CHN
    """
