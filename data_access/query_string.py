"""The query string of a saved view: all parameters of its address except the day."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

DAY = "as_at"


def as_text(parameters: Mapping[str, str]) -> str:
    """Parameters as a query string, in the order of their keys, without the day.

    Empty values stay, because they mean that nothing was chosen.
    """
    return urlencode(sorted((key, value) for key, value in parameters.items() if key != DAY))


def as_parameters(text: str) -> dict[str, str]:
    """The parameters in a query string."""
    return dict(parse_qsl(text, keep_blank_values=True))
