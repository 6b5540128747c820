"""The public addresses."""

from django.urls import path, register_converter

from termcard.lib.day_paths import DayConverter, MonthConverter, WeekConverter
from termcard.lib.following import SHAPES
from termcard.publishing import feeds, sitemaps, views
from termcard.publishing.views import (
    dressing,
    oembed,
    planners,
    planning,
    posters,
    screens,
    styleguide,
    termcards,
    theming,
)

register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")
register_converter(WeekConverter, "week")

feed_patterns = [
    pattern
    for shape in SHAPES
    for pattern in (
        path(f"index.{shape}", feeds.index_feed, {"shape": shape}, name=f"index_{shape}"),
        path(f"hosts/<slug:slug>.{shape}", feeds.host_feed, {"shape": shape}, name=f"host_{shape}"),
        path(
            f"series/<slug:slug>.{shape}",
            feeds.series_feed,
            {"shape": shape},
            name=f"series_{shape}",
        ),
        path(f"search.{shape}", feeds.search_feed, {"shape": shape}, name=f"search_{shape}"),
        path(
            f"people/<slug:slug>.{shape}",
            feeds.person_feed,
            {"shape": shape},
            name=f"person_{shape}",
        ),
        path(
            f"topics/<slug:slug>.{shape}",
            feeds.topic_feed,
            {"shape": shape},
            name=f"topic_{shape}",
        ),
        path(
            f"venues/<slug:slug>.{shape}",
            feeds.venue_feed,
            {"shape": shape},
            name=f"venue_{shape}",
        ),
    )
]

urlpatterns = [
    path("", views.what_is_on, name="what_is_on"),
    *feed_patterns,
    path("follow/", feeds.follow_page, name="follow_page"),
    path("embed/", views.embed_builder, name="embed_builder"),
    path("embed/list/", views.embedded_list, name="embedded_list"),
    path("embed/piece/", views.embedded_piece, name="embedded_piece"),
    path("embed/termcard.js", views.embed_script, name="embed_script"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemap-pages.xml", sitemaps.sitemap_of_pages, name="sitemap_of_pages"),
    path("sitemap-events-<int:number>.xml", sitemaps.sitemap_of_events, name="sitemap_of_events"),
    path("past/", views.past_page, name="past_page"),
    path("search/", views.search_page, name="search_page"),
    path("search/suggestions/", views.search_suggestions, name="search_suggestions"),
    path("calendar/", views.calendar_page, name="calendar_page"),
    path("calendar/<month:month>/", views.month_page, name="month_page"),
    path("calendar/<week:week>/", views.week_page, name="week_page"),
    path("calendar/<day:day>/", views.day_page, name="day_page"),
    path("people/", views.people_index, name="people_index"),
    path("people/<slug:slug>/", views.person_page, name="person_page"),
    path("topics/", views.topic_index, name="topic_index"),
    path("topics/<slug:slug>/", views.topic_page, name="topic_page"),
    path("venues/<slug:slug>/", views.venue_page, name="venue_page"),
    path("events/<slug:address>/", views.event_page, name="event_page"),
    path("events/<slug:address>.ics", views.event_calendar, name="event_calendar"),
    path("events/<slug:address>.json", views.event_json, name="event_json"),
    path("events/<slug:address>.txt", views.event_text, name="event_text"),
    path("termcard/<slug:slug>/", termcards.termcard_page, name="termcard_page"),
    path("termcard/<slug:slug>.pdf", termcards.termcard_pdf, name="termcard_pdf"),
    path("screen/<slug:slug>/", screens.screen_page, name="screen_page"),
    path("termcard/<slug:slug>/year/", planners.planner_page, name="planner_page"),
    path("termcard/<slug:slug>/year.pdf", planners.planner_pdf, name="planner_pdf"),
    path("organise/terms/", planning.terms_of_units, name="terms_of_units"),
    path("organise/terms/<slug:slug>/", planning.plan_terms, name="plan_terms"),
    path("organise/terms/<slug:slug>/<int:key>/", planning.amend_term, name="amend_term"),
    path("organise/units/<slug:slug>/look/", dressing.unit_look, name="unit_look"),
    path("events/<slug:address>.pdf", posters.event_poster, name="event_poster"),
    path("events/<slug:address>.png", posters.share_card, name="share_card"),
    path("oembed", oembed.oembed, name="oembed"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("theme/<slug:name>.css", theming.theme_sheet, name="theme_sheet"),
    path("theme/<slug:name>.png", theming.theme_logo, name="theme_logo"),
    path("hosts/", views.host_index, name="host_index"),
    path("hosts/<slug:slug>/", views.host_page, name="host_page"),
    path("series/", views.series_index, name="series_index"),
    path("series/<slug:slug>/", views.series_page, name="series_page"),
]
