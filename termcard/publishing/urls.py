"""The public addresses."""

from django.urls import path

from termcard.publishing import views

urlpatterns = [
    path("", views.what_is_on, name="what_is_on"),
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
