"""What a search would find, while one types: the same to everybody, for any cache."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from termcard.lib.http import kept_answer, public_page
from termcard.lib.showing import rendered
from termcard.programme.models import Event
from termcard.publishing.forms import SearchForm
from termcard.publishing.views.finding import ranked
from termcard.publishing.views.ledger import here_and_now, lines_by_date

MOST_SUGGESTED = 6


@public_page
def search_suggestions(request: HttpRequest) -> HttpResponse:
    """Give the first few events that a search finds as a piece of a page, what is to come first."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    events = Event.objects.visible_to(None).listed()
    to_come, past = ranked(events, text)
    asked = [*to_come, *past][:MOST_SUGGESTED]
    loaded = events.with_keys(asked).with_line().in_bulk() if asked else {}
    kept = [loaded[key] for key in asked if key in loaded]
    shown = {
        "q": text,
        "count": len(to_come) + len(past),
        **lines_by_date(kept, set(to_come), here_and_now().date()),
    }
    page = rendered("publishing/search_suggestions.html", shown)
    answer = kept_answer(request, page, is_for_all=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer
