"""`foedus texts concepts list | show`: the dictionaries, and what they are worth."""

from __future__ import annotations

import click

from foedus.cli.listing import ListFormat, entry, field, format_option, paragraph, written


@click.command("list")
@format_option
def list_command(form: ListFormat) -> None:
    """List the concepts that come with foedus.

    \b
    Examples:
      foedus texts concepts list
    """
    from foedus.documents.concepts.shipped import open_concept, shipped

    every = [open_concept(name) for name in shipped()]
    if form == "terminal":
        for c in every:
            click.echo(entry(f"{c.name:<24}{c.version:<6}{c.date}", c.about), nl=False)
        return
    rows = [
        {"concept": c.name, "version": c.version, "date": c.date, "title": c.title,
         "languages": list(c.languages), "hash": c.hash, "about": c.about}
        for c in every
    ]  # fmt: skip
    click.echo(written(rows, form), nl=False)


@click.command("show")
@click.argument("concept")
def show_command(concept: str) -> None:
    """Show CONCEPT: its words, what is left out, and how its hits were checked.

    \b
    Examples:
      foedus texts concepts show multipolarity
    """
    from foedus.documents.concepts.shipped import open_concept

    c = open_concept(concept)
    click.echo(f"{c.title} ({c.key}, {c.date}, hash {c.hash})\n")
    click.echo(paragraph(c.about) + "\n")
    for lang in c.languages:
        click.echo(field(f"{lang} words", ", ".join(c.terms.get(lang, ())) or "none"))
        for name, texts in (("patterns", c.patterns), ("left out", c.exclusions)):
            if texts.get(lang):
                click.echo(field(f"{lang} {name}", "  ".join(texts[lang])))
    for note in c.notes:
        click.echo("\n" + paragraph(note))
    click.echo("\nChecked:" if c.checks else "\nNot checked.")
    for check in c.checks:
        click.echo(paragraph(check.text(), "  ", "    "))
        if check.note:
            click.echo(paragraph(check.note, "    "))
