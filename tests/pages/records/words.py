"""The words of Markdown and of HTML as lines of text, alike for the same words in either."""

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
HTML_IN_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
for _parser in (MARKDOWN, HTML_IN_MARKDOWN):
    # Small bars beside a figure are images that hold their drawing.
    _parser.validateLink = lambda _: True  # type: ignore[assignment, method-assign]
# Marks of Streamlit's Markdown: a look of some words, and a symbol.
LOOK = re.compile(r"(?<!\\):[a-z]+(?:-[\w-]*)?\[((?:\\.|[^\[\]\\]|!?\[[^\[\]]*\])*)\]")
SYMBOL = re.compile(r"(?<!\\):material/\w+:")
SENTENCE_ENDS = re.compile(r"(?<=[.!?]) (?=[A-Z0-9“‘(])")
HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
BLOCKS = set(
    "address article aside br caption dd details div dl dt figcaption figure footer header hr li "
    "main nav ol p pre section summary table tbody thead tr ul".split()
) | set(HEADINGS)
CELLS = {"td", "th"}
VOID = {"br", "hr", "img", "input", "wbr"}
UNSEEN = {"script", "style"}
# Stand around what may touch its neighbours: a look in a sentence, and the words of a mark.
EDGE, MARK = "\x01", "\x02"
STEP = "  "


def lines_of_markdown(text: str, *, with_html: bool = False) -> list[str]:
    """The words of Markdown as lines."""
    return lines_of_html((HTML_IN_MARKDOWN if with_html else MARKDOWN).render(_plain_looks(text)))


def line_of_markdown(text: str) -> str:
    """The words of a label or a heading, in one line."""
    return " ".join(line.strip() for line in lines_of_markdown(_no_blocks(text)))


def lines_of_html(body: str) -> list[str]:
    """What is read of a piece of HTML: a sentence, an entry of a list or a row of a table a line.

    The words of marks and pictures, and of what is for screen readers only, are read; what is
    hidden from these is not. What is folded away stands indented below what opens it.
    """
    reader = _Reader()
    reader.feed(body)
    reader.close()
    reader.end_line()
    return reader.lines


def _plain_looks(text: str) -> str:
    """Markdown without symbols, and with words as they are where they have a look."""
    text = SYMBOL.sub("", text)
    while (changed := LOOK.sub(r"\1", text)) != text:
        text = changed
    return text


def _no_blocks(text: str) -> str:
    """A label, in which Streamlit reads no list and no heading."""
    return re.sub(r"^(\d+)([.)] )", r"\1\\\2", re.sub(r"^([-+#>])", r"\\\1", text))


class _Reader(HTMLParser):
    """Collects the lines of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.begins = self.words = ""
        self.cells: list[str] | None = None
        # The elements around a place, and whether each hides what is in it.
        self.around: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_hidden = tag in UNSEEN or given.get("aria-hidden") == "true" or self.is_hidden
        if not is_hidden:
            self.begin(tag, given)
        if tag not in VOID:
            self.around.append((tag, is_hidden))

    def begin(self, tag: str, given: dict[str, str]) -> None:
        label = given.get("alt") or given.get("title") or given.get("aria-label") or ""
        if tag == "tr":
            self.end_line()
            self.cells = []
        elif tag in CELLS and self.cells is not None:
            self.cells.append("")
        elif tag in BLOCKS and self.cells is not None:
            self.handle_data(" ")
        elif tag in BLOCKS:
            # A paragraph right at the beginning of an entry stands in the entry's line.
            is_of_entry = tag in {"p", "div"} and self.begins.endswith("- ") and not self.words
            if not is_of_entry:
                self.end_line()
                self.begins = HEADINGS.get(tag, "- " if tag == "li" else "")
            if label and tag != "nav":
                self.lines.append(f"{self.margin}{'Table: ' if tag == 'table' else ''}{label}")
        elif label:
            self.handle_data(f"{MARK}{label}{MARK}")
        else:
            self.handle_data(EDGE)

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _ in self.around]:
            return
        if not self.is_hidden:
            self.end(tag)
        while self.around.pop()[0] != tag:
            pass

    def end(self, tag: str) -> None:
        if tag == "tr" and self.cells is not None:
            row = " | ".join(_in_order(cell) for cell in self.cells)
            self.lines.append(f"{self.margin}{row}")
            self.cells = None
        elif tag == "summary":
            self.lines.append(f"{self.margin}[{_in_order(self.words)}]")
            self.begins = self.words = ""
        elif tag == "pre":
            self.lines += [f"{self.margin}    {line}" for line in self.words.splitlines()]
            self.words = ""
        elif tag in BLOCKS and self.cells is None:
            self.end_line()
        elif tag not in CELLS:
            self.handle_data(" " if tag in BLOCKS else EDGE)

    def handle_data(self, data: str) -> None:
        if self.is_hidden:
            return
        if self.cells is None:
            self.words += data
        elif self.cells:
            self.cells[-1] += data

    def end_line(self) -> None:
        """Ends what was said so far, a line for each sentence of it."""
        words, begins, margin = _in_order(self.words), self.begins, self.margin
        self.begins = self.words = ""
        if not words:
            # An entry may begin with a list or a picture of its own.
            return
        sentences = [words] if begins.startswith("#") else SENTENCE_ENDS.split(words)
        for sentence in sentences:
            self.lines.append(f"{margin}{begins}{sentence}")
            begins = STEP if begins else ""

    @property
    def is_hidden(self) -> bool:
        return bool(self.around) and self.around[-1][1]

    @property
    def margin(self) -> str:
        """The room before a line: for each list around another, and for each fold."""
        names = [name for name, _ in self.around]
        lists = max(sum(name in {"ul", "ol"} for name in names) - 1, 0)
        folds = names.count("details") - ("summary" in names)
        return STEP * (lists + folds)


def _in_order(words: str) -> str:
    """Words with single spaces, a space between looks that touch, and a comma between marks."""
    words = re.sub(f"{MARK}{EDGE}*{MARK}", "; ", " ".join(words.split()))
    apart = rf"[^\s{EDGE}{MARK}]"
    words = re.sub(rf"(?<={apart}){EDGE}*{MARK}{EDGE}*(?={apart})", " ", words)
    words = re.sub(rf"(?<=\w){EDGE}+(?=\w)", " ", words)
    return " ".join(re.sub(f"[{EDGE}{MARK}]", "", words).split())
