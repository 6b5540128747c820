"""Reads the desk's pages as a browser does: what a form would send."""

from selectolax.lexbor import LexborHTMLParser


def form_shown(page, selector="form.form"):
    """Return the names and values of a form as they would be sent; several of one name in a list.

    Buttons are not among them.
    """
    form = LexborHTMLParser(page).css_first(selector)
    assert form is not None, page[:2000]
    values = {}
    for field in form.css("input, textarea, select"):
        name, kind = field.attributes.get("name"), field.attributes.get("type")
        if not name or kind == "submit":
            continue
        if kind in ("checkbox", "radio"):
            if "checked" in field.attributes:
                values.setdefault(name, []).append(field.attributes.get("value", "on"))
        else:
            values[name] = _value(field)
    return values


def _value(field):
    if field.tag == "textarea":
        return field.text().removeprefix("\n")
    if field.tag == "select":
        chosen = field.css_first("option[selected]") or field.css_first("option")
        return chosen.attributes.get("value") or "" if chosen else ""
    return field.attributes.get("value") or ""
