"""Reads the part of Vega-Lite that the charts use: scales, and a row's value for each channel.

The part: one layered view with inline data; linear x and y with a written domain; channels given
by a value, by a field as it stands (`"scale": null`), or by a field with a written domain and
range. Anything else raises, so that a specification never draws as something it does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear scale from data to pixels."""

    domain: tuple[float, float]
    range: tuple[float, float]

    def __call__(self, value: float) -> float:
        """Pixels of a data value."""
        (a, b), (p, q) = self.domain, self.range
        return p + (value - a) / (b - a) * (q - p)


def position(view: Row, channel: str, extent: tuple[float, float]) -> tuple[Linear, Row | None]:
    """The shared scale of `x` or `y` over all layers, and its axis (None for no axis).

    Raises
    ------
    ValueError
        When no layer writes the scale's domain.
    """
    scale: Linear | None = None
    axis: Row | None = None
    for layer in view["layer"]:
        encoding = layer["encoding"][channel]
        domain = (encoding.get("scale") or {}).get("domain")
        if domain and scale is None:
            scale = Linear((float(domain[0]), float(domain[1])), extent)
        axis = axis or encoding.get("axis")
    if scale is None:
        raise ValueError(f"no layer writes the domain of {channel!r}")
    return scale, axis


def channel_value(encoding: Row | None, row: Row, default: Any = None) -> Any:
    """What a channel gives for one row.

    Examples
    --------
    >>> role = {"field": "role", "scale": {"domain": ["a", "b"], "range": ["red", "blue"]}}
    >>> channel_value(role, {"role": "b"})
    'blue'
    >>> channel_value({"value": 2}, {}), channel_value(None, {}, "black")
    (2, 'black')
    """
    if encoding is None:
        return default
    if "value" in encoding:
        return encoding["value"]
    value, scale = row[encoding["field"]], encoding.get("scale")
    if scale is None:
        return value
    try:
        return scale["range"][scale["domain"].index(value)]
    except (KeyError, ValueError):
        raise ValueError(f"field {encoding['field']!r}: {value!r} is not in its scale") from None
