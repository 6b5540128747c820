"""A small tree of an XML document; no entity is expanded but XML's own five, nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

DEEPEST = 60
MOST_ELEMENTS = 200_000


@dataclass
class Element:
    """One element: its name in lower case without a prefix, its namespace, attributes, words."""

    name: str
    namespace: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words that stand directly in it."""
        return "".join(self.pieces).strip()

    def all(self, name: str) -> Iterator[Element]:
        """Yield its children of that name, whatever their namespace."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """Return its first child of that name."""
        return next(self.all(name), None)

    def said(self, *names: str) -> str:
        """Return the words of the first child that has one of the names, and words."""
        for name in names:
            for child in self.all(name):
                if child.text:
                    return child.text
        return ""

    def below(self, name: str) -> Iterator[Element]:
        """Yield the elements of that name at any depth, in order."""
        stack = [self]
        while stack:
            one = stack.pop()
            if one.name == name:
                yield one
            stack.extend(reversed(one.children))


class _Builder:
    """Builds the tree, and refuses what no feed needs."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.open) >= DEEPEST:
            raise ValueError("This XML has too many elements, or too many inside each other.")
        namespace, _, local = name.rpartition(" ")
        plain = {key.rpartition(" ")[2].lower(): value for key, value in attributes.items()}
        element = Element(local.lower(), namespace, plain)
        if self.open:
            self.open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def words(self, words: str) -> None:
        if self.open:
            self.open[-1].pieces.append(words)

    def refuse(self, *declared: object) -> None:
        raise ValueError("This XML declares entities, which are not followed.")

    def pass_over(self, *declared: object) -> int:
        return 1


def parse(text: str) -> tuple[Element, bool]:
    """Return the root and whether the document is whole; what stands before a fault is kept.

    Raises ValueError, one sentence, for entities, for too much, and when nothing begins.
    """
    builder = _Builder()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.words
    parser.EntityDeclHandler = builder.refuse
    parser.ExternalEntityRefHandler = builder.pass_over
    is_whole = True
    try:
        parser.Parse(text.lstrip("\ufeff \t\n").encode("utf-8", "replace"), True)
    except expat.ExpatError:
        is_whole = False
    if builder.root is None:
        raise ValueError("This is no XML that can be read.")
    return builder.root, is_whole
