"""The fields of every record of a case file: one list for checks, schema, template and docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from foedus.ledger import words

Form = Literal[
    "text",
    "date",
    "flag",
    "level",
    "gravity",
    "grade",
    "choice",
    "state",
    "states",
    "texts",
    "sources",
    "cells",
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Parameters
    ----------
    name
        Key in the file.
    form
        What it holds.
    meaning
        What it says, for people.
    required
        Whether it must be there and not empty.
    choices
        The closed list, for ``choice``.
    """

    name: str
    form: Form
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()


CODING = (
    Field("coder", "text", "Who coded; a model is named as one", True),
    Field("made", "date", "Day of the coding", True),
    Field("how", "text", "How it was made", True),
    Field("blind", "flag", "Whether it was made without sight of another coding", True),
)
SOURCE_REF = (
    Field("id", "text", "Id of the source in the folder's CSL-JSON", True),
    Field("seen", "choice", "How much of it was seen", True, get_args(words.Seen)),
    Field(
        "source_grade", "choice", "Admiralty grade of the source", True, get_args(words.SourceGrade)
    ),
    Field("info_grade", "grade", "Admiralty grade of the information, 1 to 6", True),
)
ITEM = (
    Field("id", "text", "Unique in the folder", True),
    Field("actor", "state", "ISO3 of the state that acts", True),
    Field("toward", "state", "ISO3 of the state it acts towards", True),
    Field("mutual", "flag", "The same undertaking both ways"),
    Field("third", "states", "ISO3 of third states it is about"),
    Field("addressee", "states", "ISO3 of those a signal is really addressed to"),
    Field("start", "date", "As precise as the source: YYYY, YYYY-MM or YYYY-MM-DD", True),
    Field("end", "date", "Empty for a single event or one still running"),
    Field("kind", "choice", "What sort of act", True, words.KINDS),
    Field("domain", "choice", "Field of the act", True, words.ITEM_DOMAINS),
    Field("instrument", "text", "From the closed list of instruments", True),
    Field("level", "level", "0 to 4, on the anchors of the instrument", True),
    Field("need", "text", "Id of the need episode it answers; empty if none"),
    Field("summary", "text", "One sentence in our own words", True),
    Field("amount", "text", "Size, with unit and year"),
    Field("decided_by", "choice", "Who decided", False, get_args(words.DecidedBy)),
    Field("for_whom", "choice", "In whose interest", False, get_args(words.ForWhom)),
    Field(
        "foreseeable",
        "choice",
        "Whether its cost was foreseeable",
        False,
        get_args(words.Foreseeable),
    ),
    Field("net", "choice", "For the actor, net of discount or revenue", False, get_args(words.Net)),
    Field("provision", "choice", "Form of a provision", False, get_args(words.ProvisionForm)),
    Field("outcome", "choice", "Outcome of a promise", False, words.OUTCOMES),
    Field("terms", "text", "On what terms it was extracted"),
    Field("dispute", "text", "The other reading"),
    Field("dispute_sources", "texts", "Ids of the sources of the other reading"),
    Field("sources", "sources", "At least one, with two grades", True),
    Field("note", "text", "What a reader should keep in mind"),
)
RESPONSE = (
    Field("need", "text", "Id of the need episode", True),
    Field("asked", "choice", "Whether the state in need asked", True, get_args(words.Asked)),
    Field("queries", "texts", "The four standard queries, as run; empty where they were not run"),
    Field("extra", "texts", "Further queries and records looked into"),
    Field("searched", "date", "Day of the search", True),
    Field("summary", "text", "What was needed, done and held back", True),
    Field("dispute", "text", "The other reading"),
    Field("cells", "cells", "One answer for each response that bears on the need"),
)
CELL = (
    Field("answer", "choice", "What was found", True, words.ANSWERS),
    Field("level", "level", "0 to 4, on the anchors of the instrument"),
    Field("items", "texts", "Ids of the items behind it"),
    Field("sources", "texts", "Ids of sources, where an item would be overdoing it"),
    Field("note", "text", "In our own words"),
)
NEED = (
    Field("id", "text", "State, year and a word", True),
    Field("title", "text", "What happened", True),
    Field("start", "date", "Begin", True),
    Field("end", "date", "End", True),
    Field("kind", "choice", "Kind of need", True, words.NEED_KINDS),
    Field("gravity", "gravity", "1 to 5, on the written anchors", True),
    Field("rule", "texts", "Which rule put it on the list: icb:N, mid:N or supplement", True),
    Field("adversaries", "states", "ISO3 of the states it came from"),
    Field("core", "flag", "One of the needs that are searched for every partner of the state"),
    Field("summary", "text", "One sentence in our own words"),
    Field("sources", "sources", "Where it was looked up"),
)
STEP_CODING = (
    *CODING,
    Field("begins", "date", "From when on grades were given; earlier years are not assessed", True),
)
GRADED = (
    Field("step", "choice", "Step of military alignment", True, words.STEPS),
    Field("since", "date", "From when the grade holds, until the next of the same step", True),
    Field("grade", "choice", "How far the step is met", True, words.STEP_GRADES),
    Field("items", "texts", "Ids of the items it rests on; needed unless the grade is none"),
    Field("note", "text", "Why, in our own words"),
)
RECORDS: dict[str, tuple[Field, ...]] = {"item": ITEM, "response": RESPONSE, "need": NEED}
"""The records by the name of their table in the files."""
