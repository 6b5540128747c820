"""The public addresses."""

from django.urls import path

from termcard.lib.following import SHAPES
from termcard.publishing import feeds, sitemaps, views

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
    )
]

urlpatterns = [
    path("", views.what_is_on, name="what_is_on"),
    *feed_patterns,
    path("follow/", feeds.follow_page, name="follow_page"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemap-pages.xml", sitemaps.sitemap_of_pages, name="sitemap_of_pages"),
    path("sitemap-events-<int:number>.xml", sitemaps.sitemap_of_events, name="sitemap_of_events"),
    path("past/", views.past_page, name="past_page"),
    path("events/<slug:address>/", views.event_page, name="event_page"),
    path("events/<slug:address>.ics", views.event_calendar, name="event_calendar"),
    path("events/<slug:address>.json", views.event_json, name="event_json"),
    path("events/<slug:address>.txt", views.event_text, name="event_text"),
    path("hosts/", views.host_index, name="host_index"),
    path("hosts/<slug:slug>/", views.host_page, name="host_page"),
    path("series/", views.series_index, name="series_index"),
    path("series/<slug:slug>/", views.series_page, name="series_page"),
]
