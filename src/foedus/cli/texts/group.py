"""`foedus texts`: corpora of documents, what is in them, and how they come there."""

from __future__ import annotations

import click

from foedus.cli.lazy import LazyGroup


@click.command(
    cls=LazyGroup,
    places={
        "add": "foedus.cli.texts.add:add_command",
        "corpora": "foedus.cli.texts.lists:corpora_command",
        "list": "foedus.cli.texts.lists:list_command",
        "show": "foedus.cli.texts.show:show_command",
        "search": "foedus.cli.texts.search:search_command",
        "mentions": "foedus.cli.texts.mentions:mentions_command",
        "embed": "foedus.cli.texts.embed:embed_command",
        "remove": "foedus.cli.texts.remove:remove_command",
        "compare": "foedus.cli.texts.compare:compare_command",
        "concepts": "foedus.cli.texts.concepts:concepts_group",
        "practice": "foedus.cli.texts.practice:practice_command",
        "place": "foedus.cli.texts.place:place_command",
        "codebook": "foedus.cli.texts.codebook:codebook_group",
        "code": "foedus.cli.texts.code:code_command",
        "codings": "foedus.cli.texts.codings:codings_command",
        "sample": "foedus.cli.texts.sample:sample_command",
        "agreement": "foedus.cli.texts.agreement:agreement_command",
        "shares": "foedus.cli.texts.shares:shares_command",
        "power": "foedus.cli.texts.power:power_command",
        "train": "foedus.cli.texts.train:train_command",
        "check-coder": "foedus.cli.texts.check_coder:check_coder_command",
        "import": "foedus.cli.texts.importing:import_command",
        "export": "foedus.cli.texts.exchange:export_command",
    },
    summaries={
        "add": "Add a folder of documents, or a known file of texts, to a corpus.",
        "corpora": "List the corpora there are, and what is in them.",
        "list": "List the documents of a corpus.",
        "show": "Show a document: what is known of it, and its text.",
        "search": "Find passages by words, by meaning, by the states they name.",
        "mentions": "How often documents name states.",
        "embed": "Make a corpus ready for search by meaning.",
        "remove": "Remove documents, or a whole corpus.",
        "compare": "Hold two versions of a document against each other.",
        "concepts": "How states use concepts such as multipolarity over time.",
        "practice": "What states profess, beside how they vote and act.",
        "place": "Place documents on a line by their words.",
        "codebook": "Codebooks, the rules for coding: list, show, check, begin.",
        "code": "Code passages: a person at the terminal, or a machine.",
        "codings": "List codings with their passages, and who coded.",
        "sample": "Draw passages for people to code: a gold sample.",
        "agreement": "How far coders agree.",
        "shares": "Share of each code by side, language or period.",
        "power": "How many more passages people must code for a narrow interval.",
        "train": "Train a machine coder on what people coded.",
        "check-coder": "Does a machine coder follow the codebook?",
        "import": "Read codings from other programs.",
        "export": "Write codings for other programs.",
    },
)
def texts_group() -> None:
    """Texts in English, Chinese and Russian: papers, statements, speeches, news.

    A corpus is a folder on this machine, in the place that FOEDUS_CORPORA names or beside
    your other data. Originals are kept as they came.

    A way through: add, search; then code (by people, or a machine), sample, agreement, shares.

    \b
    Examples:
      foedus texts add papers/ --corpus experts
      foedus texts add --recipe un_general_debate --corpus ungd
      foedus texts search experts "Is it a partnership of equals?" --how meaning
      foedus texts code experts --codebook partnerships --with patterns
    """
