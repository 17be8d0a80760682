"""One JSON request to a server, with bounded retries; no redirects, no key in the clear."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foedus.core.errors import FoedusError

AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
"""Statuses that may be gone next time."""
LONGEST_WAIT = 60.0
LARGEST = 4_000_000
"""Bytes of an answer that are read."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
Sleep = Callable[[float], object]


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another host."""

    def redirect_request(self, *args: Any, **options: Any) -> None:
        return None


@dataclass(frozen=True)
class Patience:
    """How long to wait, and how often to try.

    Parameters
    ----------
    tries : int
        In all.
    seconds : float
        For one answer.
    first_wait : float
        Before the second try; doubled each time, up to a minute. What the server asks for
        goes before, up to a minute.
    """

    tries: int = 5
    seconds: float = 120.0
    first_wait: float = 1.0


def checked_address(address: str, *, key: bool) -> str:
    """The address without a slash at its end.

    Raises
    ------
    FoedusError
        If it is neither http nor https, or a key would go over the net unencrypted.

    Examples
    --------
    >>> checked_address("http://localhost:8080/v1/", key=True)
    'http://localhost:8080/v1'
    """
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FoedusError(
            f"{address!r} is no address of a server.",
            "Write it as https://host/v1, or http://localhost:PORT/v1.",
        )
    if parts.username or parts.password:
        raise FoedusError(
            "The address holds a password.", "Put the key into an environment variable."
        )
    if key and parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise FoedusError(
            f"The key would go to {parts.hostname} unencrypted.", "Use https, or unset the key."
        )
    return address.rstrip("/")


def post(
    address: str,
    body: dict[str, Any],
    key: str = "",
    patience: Patience | None = None,
    sleep: Sleep = time.sleep,
) -> dict[str, Any]:
    """Send a JSON object and read one.

    Raises
    ------
    FoedusError
        If the server refuses, cannot be reached within the tries, or answers something else.
    """
    patience = patience or Patience()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    data = json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(address, data, headers, method="POST")
    opener = urllib.request.build_opener(_Stay)
    why, wait = "", patience.first_wait
    for attempt in range(patience.tries):
        if attempt:
            sleep(min(wait, LONGEST_WAIT))
            wait = patience.first_wait * 2**attempt
        try:
            with opener.open(request, timeout=patience.seconds) as answer:
                return _object(answer.read(LARGEST + 1), address)
        except urllib.error.HTTPError as error:
            why = f"{error.code} {error.reason}{_said(error)}"
            if error.code not in AGAIN:
                raise FoedusError(
                    f"{address} refused: {why}.", "Check the address, the model and the key."
                ) from None
            wait = max(wait, _asked(error.headers.get("Retry-After")))
        except (OSError, http.client.HTTPException) as error:
            why = str(getattr(error, "reason", "") or error or type(error).__name__)
    raise FoedusError(
        f"{address} did not answer in {patience.tries} tries: {why}.",
        "Try again later: what was answered is kept, and not asked again.",
    )


def _object(raw: bytes, address: str) -> dict[str, Any]:
    try:
        if len(raw) > LARGEST:
            raise ValueError("too large")
        said = json.loads(raw)
        if not isinstance(said, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError) as error:
        raise FoedusError(
            f"{address} answered with something other than a JSON object ({error}).",
            "Check that it is an OpenAI-compatible server; its address often ends in /v1.",
        ) from None
    return said


def _said(error: urllib.error.HTTPError) -> str:
    """The server's own message, if it is text."""
    try:
        text = error.read(2000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f", {text[:300]}" if text else ""


def _asked(given: str | None) -> float:
    try:
        return min(max(float(given or 0), 0.0), LONGEST_WAIT)
    except ValueError:
        return 0.0
