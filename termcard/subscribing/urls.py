"""The addresses of following by mail and by a calendar of one's own."""

from django.urls import path

from termcard.subscribing import feeds, views

followed = [
    path(f"subscribe/{place}/<slug:words>/", views.follow, {"kind": kind}, name=f"follow_{kind}")
    for place, kind in (
        ("hosts", "host"),
        ("series", "series"),
        ("people", "person"),
        ("venues", "venue"),
        ("topics", "topic"),
        ("events", "event"),
    )
]

urlpatterns = [
    path("subscribe/", views.subscribe, name="subscribe"),
    path("subscribe/asked/", views.asked, name="asked"),
    path("subscribe/search/", views.follow_search, name="follow_search"),
    *followed,
    path("subscribe/confirm/<str:token>/", views.confirm_wish, name="confirm_wish"),
    path("subscribe/own/<str:token>/", views.own_subscriptions, name="own_subscriptions"),
    path("subscribe/stop/<str:token>/<slug:which>/", views.stop, name="stop"),
    path("subscribe/calendar/<str:token>.ics", feeds.own_calendar, name="own_calendar"),
]
