"""The addresses of the desk at which organisers work."""

from django.urls import path

from termcard.organising import views

urlpatterns = [
    path("events/", views.own_events, name="own_events"),
]
