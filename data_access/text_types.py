"""Types of text for schemas; each limits the length and refuses text that may name a person."""

from typing import Annotated
from urllib.parse import unquote_plus

from pydantic import AfterValidator, BeforeValidator, Field

from data_access.pii_detection import identifying_signs

# The answer of 2021 has a comment of 2,185 characters.
LONGEST_TEXT = 4000
LONGEST_MINUTES = 200_000
# A name is limited because it is shown in lists, of views or of meetings.
LONGEST_SHORT_NAME = 80
LONGEST_REASON = 200
# Marks between two owners. "And" and "or" stand in the names of departments too.
OF_TWO = (";", "/", "&", "+", "\n")


def _nothing_identifying(text: str) -> str:
    signs = identifying_signs(text)
    if signs:
        raise ValueError(
            f"this looks like {' and '.join(signs)}. Take it out: no case can be named"
        )
    return text


def _blank_is_nothing(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _one_role(owner: str) -> str:
    if any(mark in owner for mark in OF_TWO):
        raise ValueError("name one role: an action has one owner, and others help")
    return owner


def _web_address(link: str) -> str:
    if not link.startswith(("https://", "http://")) or set(link) & set("<> \t\n"):
        raise ValueError("write a web address that starts with https://")
    return link


def _without_nul(text: str) -> str:
    # NUL ends a text in some programs, and PostgreSQL does not accept it.
    if "\0" in text:
        raise ValueError("write it anew: there is a character in it that cannot be kept")
    return text


def _safe_line(text: str) -> str:
    return _nothing_identifying(" ".join(_without_nul(text).split()))


def _nothing_identifying_in_an_address(text: str) -> str:
    _nothing_identifying(unquote_plus(text))
    return text


def _nothing_identifying_in_a_link(link: str | None) -> str | None:
    return _nothing_identifying(link) if link else None


FreeText = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(_without_nul),
    AfterValidator(_nothing_identifying),
]
MinutesText = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_MINUTES),
    AfterValidator(_without_nul),
    AfterValidator(_nothing_identifying),
]
MaybeFreeText = Annotated[FreeText | None, BeforeValidator(_blank_is_nothing)]
MaybeRole = Annotated[
    Annotated[FreeText, AfterValidator(_one_role)] | None, BeforeValidator(_blank_is_nothing)
]
MaybeLink = Annotated[
    Annotated[
        str,
        Field(max_length=LONGEST_TEXT),
        AfterValidator(_without_nul),
        AfterValidator(_web_address),
    ]
    | None,
    BeforeValidator(_blank_is_nothing),
]
# For texts that are published with the link in them: it is checked as any other text is.
MaybePrintedLink = Annotated[MaybeLink, AfterValidator(_nothing_identifying_in_a_link)]
ShortName = Annotated[
    str, Field(min_length=1, max_length=LONGEST_SHORT_NAME), AfterValidator(_safe_line)
]
Reason = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON), AfterValidator(_safe_line)]
ViewParameters = Annotated[
    str,
    Field(max_length=LONGEST_TEXT),
    AfterValidator(_without_nul),
    AfterValidator(_nothing_identifying),
    AfterValidator(_nothing_identifying_in_an_address),
]
MaybeRef = Annotated[str | None, BeforeValidator(_blank_is_nothing)]
