"""Reads microdata (HTML Living Standard, section 5) as the objects that JSON-LD would state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from termcard.announcements.webpage import seen_text

DEEPEST = 40
MOST_ITEMS = 500
MOST_NODES = 50_000
_LINKS = {"a": "href", "area": "href", "link": "href", "img": "src", "object": "data"}
_VALUES = {"data": "value", "meter": "value", "meta": "content", "time": "datetime"}
_LONG = frozenset({"description", "articleBody"})


def things(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Yield the page's items that are no property of another, of schema.org's types."""
    budget = [MOST_NODES]
    for node in tree.css("[itemscope][itemtype]")[:MOST_ITEMS]:
        is_property = "itemprop" in node.attributes
        if not is_property and "schema.org" in (node.attributes.get("itemtype") or ""):
            yield _thing(node, 0, budget)


def _thing(node: LexborNode, depth: int, budget: list[int]) -> dict[str, Any]:
    kinds = (node.attributes.get("itemtype") or "").split()
    thing: dict[str, Any] = {"@type": [kind.rstrip("/").rpartition("/")[2] for kind in kinds]}
    stack = _children(node)
    while stack and budget[0] > 0:
        one = stack.pop()
        budget[0] -= 1
        marks = one.attributes
        is_item = "itemscope" in marks
        for name in (marks.get("itemprop") or "").split():
            value: Any
            if is_item and depth < DEEPEST:
                value = _thing(one, depth + 1, budget)
            else:
                value = _value(one, name)
            _add(thing, name, value)
        if not is_item:
            stack.extend(_children(one))
    return thing


def _children(node: LexborNode) -> list[LexborNode]:
    """Return the child elements, the last first."""
    found = []
    child = node.child
    while child is not None:
        if not (child.tag or "-").startswith(("-", "_", "!")):
            found.append(child)
        child = child.next
    return found[::-1]


def _add(thing: dict[str, Any], name: str, value: Any) -> None:
    if name not in thing:
        thing[name] = value
    elif isinstance(thing[name], list):
        thing[name].append(value)
    else:
        thing[name] = [thing[name], value]


def _value(node: LexborNode, name: str) -> str:
    marks, tag = node.attributes, node.tag or ""
    if marks.get("content"):
        return marks["content"] or ""
    attribute = _LINKS.get(tag) or _VALUES.get(tag)
    if attribute and marks.get(attribute) and not (tag == "a" and name in ("name", "location")):
        return marks[attribute] or ""
    if name in _LONG:
        return seen_text(node.html or "")
    return " ".join((node.text(deep=True, separator=" ") or "").split())
