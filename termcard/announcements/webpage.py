"""Turns a saved web page into the text that a person sees on it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from termcard.announcements.prose.languages import wordlist
from termcard.announcements.webtables import table_rows

DEEPEST = 200
MOST_NODES = 150_000
# The parser's time grows with the square of the depth; no page that anybody sees goes near.
DEEPEST_TO_PARSE = 1_000

_BEGINS = re.compile(r"(?:<\?xml[^>]{0,200}>)?\s{0,99}(?:<!--.{0,999}?-->\s{0,99})?", re.DOTALL)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|article)\b", re.I)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body|div|p|h[1-6]|table|article|a|span|li)>", re.I)
_SPACES = re.compile(r"[ \t\n\r\f\u00a0]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

_UNSEEN = wordlist(
    "script style noscript template head nav svg math iframe object canvas select option "
    "textarea button dialog audio video"
)
_PARAGRAPHS = wordlist(
    "p h1 h2 h3 h4 h5 h6 div section article header footer main aside table ul ol dl form "
    "blockquote figure pre address body html fieldset details hr"
)
# Empty, or ended by whatever follows: however many there are, they lie in no depth.
_NEVER_DEEP = wordlist(
    "area base br col embed hr img input link meta source track wbr p li dt dd option tr td th"
)
_LINES = wordlist("li tr dt dd br caption figcaption summary legend")
_CELLS = wordlist("td th")


def is_webpage(text: str) -> bool:
    """Say whether the text is HTML: it begins with markup, and closes what it opens."""
    start = _BEGINS.match(text, len(text) - len(text.lstrip("\ufeff \t\n")))
    if start is None or not _MARKUP.match(text, start.end()):
        return False
    return _CLOSED.search(text) is not None or text.lower().startswith("<!doctype", start.end())


def seen_text(html: str) -> str:
    """Return what a person sees: a blank line between blocks, a line for each line, tabs in rows.

    Scripts, menus and hidden parts are left out. Raises ValueError for a page of an absurd
    number of elements; what is nested deeper than anyone nests is read as if it were flat.
    """
    root = parsed(html).root
    if root is None:
        return ""
    writer = _Writer()
    _walk(root, writer)
    return writer.text()


def parsed(html: str) -> LexborHTMLParser:
    """Return the page's tree; tags nested deeper than a thousand are left out first."""
    return LexborHTMLParser(_shallow(html))


def _shallow(html: str) -> str:
    if html.count("<") < DEEPEST_TO_PARSE:
        return html
    depth = left_out = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth, left_out
        if tag[2].lower() in _NEVER_DEEP:
            return tag[0]
        if not tag[1]:
            if depth >= DEEPEST_TO_PARSE:
                left_out += 1
                return " "
            depth += 1
        elif left_out:
            left_out -= 1
            return " "
        else:
            depth = max(depth - 1, 0)
        return tag[0]

    return _TAG.sub(keep, html)


class _Writer:
    """Collects words and the gaps between them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._gap = ""

    def gap(self, gap: str) -> None:
        if len(gap) > len(self._gap) or (gap == "\n" and self._gap == "\t"):
            self._gap = gap

    def word(self, raw: str) -> None:
        words = _SPACES.sub(" ", raw)
        if not words.strip():
            if not self._gap and self._pieces and not self._pieces[-1].endswith(" "):
                self._pieces.append(" ")
            return
        if self._gap and self._pieces:
            self._pieces.append(self._gap)
            words = words.lstrip()
        elif self._pieces and self._pieces[-1].endswith(" "):
            words = words.lstrip()
        self._gap = ""
        self._pieces.append(words)

    def row(self, cells: list[str]) -> None:
        """Write a line of a table, with a tab between its cells, the empty ones too."""
        self.gap("\n")
        if self._pieces:
            self._pieces.append(self._gap)
        self._gap = "\n"
        self._pieces.append("\t".join(cells))

    def text(self) -> str:
        whole = "".join(self._pieces)
        return "\n".join(line.strip(" ") for line in whole.split("\n")).strip()


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Visit the tree without recursion, so that deep nesting costs nothing but a counter."""
    stack: list[tuple[LexborNode, int] | str] = [(root, 0)]
    seen = 0
    while stack:
        entry = stack.pop()
        if isinstance(entry, str):
            writer.gap(entry)
            continue
        node, depth = entry
        seen += 1
        if seen > MOST_NODES:
            raise ValueError("This web page has too many elements to read.")
        if node.tag == "-text":
            writer.word(node.text_content or "")
        elif not _is_unseen(node):
            _enter(node, depth, writer, stack)


def _enter(
    node: LexborNode, depth: int, writer: _Writer, stack: list[tuple[LexborNode, int] | str]
) -> None:
    gap = _gap_around(node.tag or "")
    writer.gap(gap)
    if node.tag == "table" and (rows := table_rows(node)) is not None:
        for caption in node.css("caption")[:1]:
            writer.word(caption.text(deep=True))
        for row in rows:
            writer.row([_cell_text(cell) for cell in row])
        writer.gap(gap)
        return
    if depth >= DEEPEST:
        writer.word(node.text(deep=True, separator=" "))
        writer.gap(gap)
        return
    stack.append(gap)
    children: list[LexborNode] = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    stack.extend((child, depth + 1) for child in reversed(children))


def _cell_text(cell: LexborNode | None) -> str:
    """Return the words of a cell on one line; none for a place that another cell reaches into."""
    if cell is None:
        return ""
    writer = _Writer()
    _walk(cell, writer)
    lines = (line.strip(" \t,") for line in writer.text().split("\n"))
    return ", ".join(line for line in lines if line)


def _gap_around(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return "\n\n"
    if tag in _LINES:
        return "\n"
    return "\t" if tag in _CELLS else ""


def _is_unseen(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag in _UNSEEN or tag in ("-comment", "_comment", "!doctype", "-doctype"):
        return True
    shown = node.attributes
    if not shown:
        return False
    if "hidden" in shown or shown.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN_STYLE.search(shown.get("style") or "")) or (
        shown.get("role") in ("navigation", "search")
    )
