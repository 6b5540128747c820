from termcard.announcements.prose.references import find_references
from termcard.announcements.prose.spans import Span


def test_citations_are_split_and_found_once_where_they_stand() -> None:
    text = (
        "Rivers remember (Vale & Lind, 2018; Marsh et al, 2016; Stone, 2009a). As said "
        "(Vale & Lind, 2018), they do (6200 - 3800 BC), in (Dublin, May 2019) and (see below)."
    )
    found = find_references(text, Span(0, len(text)))
    assert [one.value for one in found] == [
        "Vale & Lind, 2018",
        "Marsh et al, 2016",
        "Stone, 2009a",
    ]
    assert [one.spans[0].cut(text) for one in found] == [one.value for one in found]
