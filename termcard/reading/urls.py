"""The addresses at which organisers have announcements read."""

from django.urls import path

from termcard.reading import views

urlpatterns = [
    path("read/", views.paste_announcement, name="paste_announcement"),
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/<int:key>/", views.review_proposal, name="review_proposal"),
]
