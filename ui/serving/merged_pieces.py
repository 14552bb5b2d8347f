"""Sends neighbouring words, headings and tables of a page as one piece of HTML.

A browser has more work with each piece that Streamlit sends than with what stands in it. Pages draw
as they please; what a reader can press, open or choose stays a piece of its own. See decision 48.
"""

import html
import re
import threading
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakSet

from google.protobuf.message import Message
from markdown_it import MarkdownIt
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Heading_pb2 import Heading
from streamlit.proto.Html_pb2 import Html
from streamlit.proto.Markdown_pb2 import Markdown
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

BEGINS = '<div class="pieces">'
# HTML that stays a piece of its own: what style.css places by itself, and what a reader can open.
APART = re.compile(
    r'<(?:style|script|details)|^<\w+ class="(?:contents|read-out|first-visit|pieces)'
)
# Marks of Streamlit's Markdown that are not of CommonMark, and what is not needed in sentences.
OTHER_MARKS = re.compile(r"(?<!\\)[$~`<&|]|(?<!\\):[\w/-]|https?:|www\.|@|--|->|>=")
KNOWN = frozenset(
    f"{kind}_{end}"
    for kind in ("paragraph", "bullet_list", "list_item", "strong", "em", "link")
    for end in ("open", "close")
) | {"inline", "text", "softbreak"}
MARKDOWN = MarkdownIt("commonmark")
# What Streamlit calls the container of words, and that of a caption.
TEXT, CAPTION = "stMarkdownContainer", "stCaptionContainer"
HORIZONTAL = Block.FlexContainer.HORIZONTAL
NEW_TAB = {"target": "_blank", "rel": "noopener noreferrer"}


class Held(NamedTuple):
    """HTML not sent yet, and the container it stands in."""

    place: DeltaGenerator
    parts: list[str]


class _Held(threading.local):
    """What the script run of this thread has not sent yet."""

    now: Held | None = None


_HELD = _Held()
# Containers that draw one piece beside the other.
_IN_A_ROW: WeakSet[DeltaGenerator] = WeakSet()


def merge_pieces() -> None:
    """Let every page send what stands together as one piece. Call it once, before any page runs."""
    enqueue, block = DeltaGenerator._enqueue, DeltaGenerator._block

    def hold_or_send(
        self: DeltaGenerator, delta_type: str, element_proto: Message, *others: Any, **named: Any
    ) -> DeltaGenerator:
        place = self._active_dg
        part = html_of_element(element_proto) if _takes_html(place) else None
        if part is None:
            send_held()
            return enqueue(self, delta_type, element_proto, *others, **named)
        held = _HELD.now
        if held is None or held.place is not place:
            send_held()
            held = _HELD.now = Held(place, [])
        held.parts.append(part)
        return place

    def send_and_begin(
        self: DeltaGenerator, block_proto: Block | None = None, *others: Any, **named: Any
    ) -> DeltaGenerator:
        send_held()
        begun = block(self, block_proto, *others, **named)
        if block_proto and block_proto.flex_container.direction == HORIZONTAL:
            _IN_A_ROW.add(begun)
        return begun

    for name, replacement in {"_enqueue": hold_or_send, "_block": send_and_begin}.items():
        setattr(DeltaGenerator, name, replacement)


def send_held() -> None:
    """Send what is held, as the run of a page ends or something else comes after it."""
    held, _HELD.now = _HELD.now, None
    if held:
        held.place.html(f"{BEGINS}{''.join(held.parts)}</div>")


def html_of_element(element: Message) -> str | None:
    """What Streamlit would draw of ``element``; null for what has to stay a piece of its own."""
    match element:
        case Html(body=body):
            return None if APART.search(body) else body
        case Markdown(element_type=Markdown.NATIVE | Markdown.CAPTION) if not element.help:
            drawn = html_of_markdown(element.body)
            is_caption = element.element_type == Markdown.CAPTION
            return drawn and _words(CAPTION if is_caption else TEXT, drawn)
        case Heading(tag="h2" | "h3") if not (element.help or element.divider or element.icon):
            drawn = html_of_markdown(element.body)
            if drawn is None or drawn.count("<p>") != 1:
                return None
            words = drawn.removeprefix("<p>").removesuffix("</p>")
            anchor = f' id="{html.escape(element.anchor)}"' if element.anchor else ""
            return _words(TEXT, f"<{element.tag}{anchor}>{words}</{element.tag}>", "stHeading")
    return None


def _words(kind: str, drawn: str, of: str = "stMarkdown") -> str:
    return f'<div class="{of}"><div data-testid="{kind}">{drawn}</div></div>'


@lru_cache(maxsize=4096)
def html_of_markdown(text: str) -> str | None:
    """Sentences and plain lists as HTML; null where ``text`` has any other mark."""
    if OTHER_MARKS.search(text):
        return None
    tokens = MARKDOWN.parse(text)
    inner = [each for token in tokens for each in token.children or ()]
    if not {token.type for token in (*tokens, *inner)} <= KNOWN:
        return None
    for link in inner:
        if link.type == "link_open" and not str(link.attrs["href"]).startswith("#"):
            link.attrs |= NEW_TAB
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})).strip()


def _takes_html(place: DeltaGenerator) -> bool:
    """Whether the next element of ``place`` may wait for its neighbours."""
    # A part of a page that runs by itself ends unseen, and in a row each piece has its own column.
    return not (
        place._is_top_level
        or place._cursor is None
        or place._cursor.is_locked
        or place in _IN_A_ROW
        or ThreadState.get().fragment_id
    )
