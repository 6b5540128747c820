"""The term card of a host or of one or more series: a term by week, as a page and as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from termcard.institutions.models import ClosedDay, Organisation, Term, dress_of
from termcard.lib.http import kept_answer, led_to, public_page
from termcard.lib.showing import rendered
from termcard.programme.models import Event, Placeholder, Series, Session
from termcard.programme.querysets import EventQuerySet, PlaceholderQuerySet
from termcard.publishing.forms import PaperForm
from termcard.publishing.views.card_fitting import size_of
from termcard.publishing.views.card_printing import card_told
from termcard.publishing.views.dressed_sheets import dressed
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import entry_of, here_and_now
from termcard.publishing.views.term_grid import Grid, Programme, set_out
from termcard.publishing.views.terms import term_asked
from termcard.publishing.views.typeset import typeset_answer
from termcard.records.models import Address

PAPERS = ("a4", "a3")
MOST_SERIES, MOST_ON_A_CARD = 12, 600


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whose card it is: a host, some of its series, or series of anybody."""

    slug: str
    host: Organisation
    is_host: bool
    series: list[Series]

    @property
    def title(self) -> str:
        """What the card is headed by."""
        return self.host.name if self.is_host else _listed([each.title for each in self.series])

    @property
    def subtitle(self) -> str:
        """What stands below: the series chosen of a host, or the host of the series."""
        if self.is_host:
            return _listed([each.title for each in self.series])
        return _listed(list(dict.fromkeys(each.host.name for each in self.series)))

    @property
    def url(self) -> str:
        """The path of the page of what it is about."""
        return self.host.url if self.is_host else self.series[0].url

    def events(self) -> EventQuerySet:
        """Return what stands on it, as a stranger sees it: a card says the same to everybody."""
        shown: EventQuerySet = Event.objects.visible_to(None).listed()
        if not self.series:
            return shown.hosted_within(self.host)
        return reduce(or_, (shown.in_series(each) for each in self.series))

    def held(self) -> PlaceholderQuerySet:
        """Return the dates that its series hold without an event."""
        if self.series:
            return Placeholder.objects.of_any(self.series)
        return Placeholder.objects.hosted_within(self.host)

    def question(self, **more: str) -> str:
        """Return the query that asks for the same card, with more in it."""
        own = None if self.is_host else self.series[0].slug
        chosen = [("series", each.slug) for each in self.series if each.slug != own]
        said = [*chosen, *((name, value) for name, value in more.items() if value)]
        return f"?{urlencode(said)}" if said else ""


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def subject_of(
    request: HttpRequest, slug: str, name: str
) -> tuple[Subject | None, HttpResponse | None]:
    """Return (whose card an address asks for, None), or (None, the answer that leads elsewhere)."""
    chosen = list(dict.fromkeys(request.GET.getlist("series")))[:MOST_SERIES]
    known = Series.objects.with_host().in_order()
    found = [each for wanted in chosen for each in known.called(wanted)]
    if len(found) < len(chosen):
        return None, missing_page(request)
    host = Organisation.objects.called(slug).first()
    if host is not None:
        return Subject(slug=slug, host=host, is_host=True, series=found), None
    own = known.called(slug).first()
    if own is None:
        return None, _led_elsewhere(request, slug, name) or missing_page(request)
    series = [own, *(each for each in found if each.pk != own.pk)]
    return Subject(slug=slug, host=own.host, is_host=False, series=series), None


def _led_elsewhere(request: HttpRequest, slug: str, name: str) -> HttpResponse | None:
    """Return the redirect from words that a host or series once had."""
    address = Address.objects.at("units", slug).first()
    if address is None:
        return None
    kind, key = address.subject_kind, address.subject_id
    current = Address.objects.current_of("units", kind, key).first()
    if current is None or current.slug == slug:
        return None
    return led_to(request, reverse(name, args=[current.slug]))


def programme_of(subject: Subject, first: date, last: date) -> Programme:
    """Return what stands on a card between two days."""
    sittings = Session.objects.of_events(subject.events())
    keys = [key for key, _, _ in sittings.on_days(first, last)[:MOST_ON_A_CARD]]
    found = {each.pk: entry_of(each) for each in sittings.with_keys(keys).with_line()}
    return Programme(
        entries=[found[key] for key in keys],
        held=list(subject.held().between(first, last).with_series()),
        closed=list(ClosedDay.objects.kept_by(subject.host).between(first, last)),
    )


def span_of(term: Term) -> tuple[date, date]:
    """Return the first day of the first week of a term, and the last day of its last."""
    return term.first_weeks_start, term.weeks[-1].ends_on


@dataclass(frozen=True, kw_only=True)
class Card:
    """What an address of a term card asks for."""

    subject: Subject
    term: Term
    around: list[Term]
    grid: Grid


def card_of(
    request: HttpRequest, slug: str, name: str, *, today: date, has_now: bool = True
) -> Card | HttpResponse:
    """Return the card that is asked for, or the answer that leads elsewhere."""
    subject, elsewhere = subject_of(request, slug, name)
    if subject is None:
        return elsewhere or missing_page(request)
    term, around = term_asked(subject.host, request.GET.get("term", ""), today)
    if term is None:
        return missing_page(request)
    programme = programme_of(subject, *span_of(term))
    grid = set_out(term, programme, today=today if has_now else None)
    return Card(subject=subject, term=term, around=around, grid=grid)


@public_page
def termcard_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the term card of a host or of series, of the term that is asked for or that it is."""
    today = here_and_now().date()
    card = card_of(request, slug, "termcard_page", today=today)
    if isinstance(card, HttpResponse):
        return card
    page, question = reverse("termcard_page", args=[slug]), card.subject.question
    sheet = reverse("termcard_pdf", args=[slug])
    shown = {
        "subject": card.subject,
        "dress": dress_of(card.subject.host),
        "term": card.term,
        "terms": [(each, page + question(term=each.slug)) for each in card.around],
        "grid": card.grid,
        "print_size": size_of(card.grid),
        "planner_url": reverse("planner_page", args=[slug]) + question(),
        "today": today,
        "pdf_urls": [
            (f"PDF, {paper.upper()}", sheet + question(term=card.term.slug, paper=paper))
            for paper in PAPERS
        ],
    }
    content = rendered("publishing/termcard_page.html", shown)
    return kept_answer(request, content, is_for_all=True)


@public_page
def termcard_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a term card typeset, on the paper that is asked for."""
    form = PaperForm(request.GET)
    if not form.is_valid():
        return missing_page(request)
    today = here_and_now().date()
    card = card_of(request, slug, "termcard_pdf", today=today, has_now=False)
    if isinstance(card, HttpResponse):
        return card
    page = reverse("termcard_page", args=[slug]) + card.subject.question(term=card.term.slug)
    told = card_told(
        card.grid,
        card.term,
        title=card.subject.title,
        subtitle=card.subject.subtitle,
        institution=Organisation.objects.speaking_name(),
        url=settings.BASE_URL + page,
        paper=form.cleaned_data["paper"] or "a4",
    )
    worn = dressed(told, dress_of(card.subject.host))
    return typeset_answer(request, "term_card.typ", worn, "pdf", name=f"{slug}-{card.term.slug}")
