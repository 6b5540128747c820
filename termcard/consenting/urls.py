"""The addresses of the settings and statements that every page's foot leads to."""

from django.urls import path

from termcard.consenting import views

urlpatterns = [
    path("cookies/", views.cookies, name="cookies"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
