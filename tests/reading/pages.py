"""Reads pages as a browser does: what a form holds, what is said beside a field, what is markup."""

import re

from selectolax.lexbor import LexborHTMLParser

FOREIGN = "img svg iframe object embed style base math video audio marquee frame frameset template"
ADDRESSES = ("/", "#", "?", "http://", "https://")


def form_shown(page, selector="form.apparatus"):
    """Return the names and values of the form that reviews, as they would be sent."""
    form = LexborHTMLParser(page).css_first(selector)
    assert form is not None, page[:2000]
    values = {}
    for field in form.css("input, textarea, select"):
        name = field.attributes.get("name")
        if name and field.attributes.get("type") not in {"submit", "file"}:
            values[name] = _value(field)
    return values


def _value(field):
    if field.tag == "textarea":
        return field.text().removeprefix("\n")
    if field.tag == "select":
        chosen = field.css_first("option[selected]") or field.css_first("option")
        return chosen.attributes.get("value") or "" if chosen else ""
    return field.attributes.get("value") or ""


def troubles(page):
    """Return what is said beside each field that is in trouble, by the field's label."""
    said = {}
    for block in LexborHTMLParser(page).css(".field"):
        words = [item.text() for item in block.css("ul.trouble li")]
        if words:
            label = block.css_first("label, legend").text().replace("(optional)", "").strip()
            said[label] = " ".join(words)
    return said


def hostile_markup(page):
    """Return what in a page is markup that none of our templates writes."""
    return [node.html[:200] for node in LexborHTMLParser(page).css("*") if _is_hostile(node)]


def _is_script_of_ours(node):
    """Say whether it is data, or a file of ours with nothing written inside."""
    if node.attributes.get("type") == "application/ld+json":
        return True
    return not node.text() and re.fullmatch(
        r"/static/[\w/.-]+\.js", node.attributes.get("src") or ""
    )


def _is_hostile(node):
    attributes = node.attributes
    if node.tag in FOREIGN.split():
        return True
    if node.tag == "script" and not _is_script_of_ours(node):
        return True
    if node.tag == "meta" and "http-equiv" in attributes:
        return True
    if any(re.match(r"on|style$|hx-|data-hx|srcdoc|formaction", name) for name in attributes):
        return True
    led = [attributes.get(name) for name in ("href", "src", "action") if name in attributes]
    return not all((address or "#").startswith(ADDRESSES) for address in led)


def json_ld(page):
    """Return what stands in a page's JSON-LD."""
    return LexborHTMLParser(page).css_first("script[type='application/ld+json']").text()
