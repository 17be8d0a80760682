"""How files are read, as the user declared it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from foedus.documents.corpora.files import File
from foedus.documents.corpora.reading.raw import Limits
from foedus.documents.corpora.reading.read_file import is_table
from foedus.documents.corpora.recipes.recipe import Recipe


@dataclass(frozen=True)
class Options:
    """What was declared of all files.

    Parameters
    ----------
    text_column, language, encoding : str or None
    recipe : Recipe or None
        How a table known to foedus is read.
    limits : Limits
    """

    text_column: str | None = None
    language: str | None = None
    encoding: str | None = None
    recipe: Recipe | None = None
    limits: Limits = field(default_factory=Limits)

    def of(self, file: File) -> str:
        """Those that matter for a file, as JSON; the corpus keeps them with it.

        Examples
        --------
        >>> from pathlib import Path
        >>> Options("body", "en").of(File(Path("a.txt"), "a.txt", 1))
        '{"language": "en"}'
        """
        given = {"language": self.language, "encoding": self.encoding}
        if is_table(file.path):
            given["text_column"] = self.text_column
            given["recipe"] = self.recipe.name if self.recipe else None
        return json.dumps({name: value for name, value in given.items() if value}, sort_keys=True)
