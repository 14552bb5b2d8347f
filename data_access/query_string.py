"""What a view is kept as: the part of its address that says what was chosen, and not the day."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

DAY = "as_at"


def as_text(parameters: Mapping[str, str]) -> str:
    """Parameters as they are kept: in the order of their keys, the day left out.

    A value that is empty is kept: it says that nothing was chosen.
    """
    return urlencode(sorted((key, value) for key, value in parameters.items() if key != DAY))


def as_parameters(text: str) -> dict[str, str]:
    """Parameters of a view as they were before they were kept."""
    return dict(parse_qsl(text, keep_blank_values=True))
