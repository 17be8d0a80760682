"""The plain text of a source of a REFI-QDA project."""

from __future__ import annotations

from foedus.documents.coding.exchange.project import Log
from foedus.documents.coding.exchange.safe_xml import Element, child, decoded
from foedus.documents.coding.exchange.safe_zip import Archive

_INTERNAL = "internal://"


def text_of(element: Element, archive: Archive, log: Log) -> str | None:
    """Text of a source: within the file, or a member of the archive; never from elsewhere.

    Returns
    -------
    str or None
        None, and counted, where there is none to be read.
    """
    content = child(element, "PlainTextContent")
    if content is not None:
        return content.text or ""
    place = element.get("plainTextPath") or ""
    if not place:
        log.skip("texts without plain text")
        return None
    if not place.lower().startswith(_INTERNAL):
        log.skip("texts outside the archive, which are not opened")
        return None
    wanted = place[len(_INTERNAL) :]
    member = archive.find(f"sources/{wanted}")
    if member is None:
        log.skip("texts that the archive lacks")
        return None
    text, encoding, _ = decoded(archive.read(member), declaration=False)
    if encoding != "utf-8":
        log.note(f"texts in {encoding}")
    return text
