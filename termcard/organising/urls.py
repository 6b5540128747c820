"""The addresses of the desk at which organisers work."""

from django.urls import path

from termcard.organising import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("morning-mail/", views.morning_mail, name="morning_mail"),
    path("morning-mail/<str:token>/", views.stop_morning_mail, name="stop_morning_mail"),
    path("publishing/", views.publishing_of_units, name="publishing_of_units"),
    path("publishing/<slug:slug>/", views.publishing_of_unit, name="publishing_of_unit"),
    path("speakers/<str:short_id>/", views.speakers_of_event, name="speakers_of_event"),
    path("speakers/<str:short_id>/notice/", views.speakers_notice, name="speakers_notice"),
    path("approvals/", views.approvals, name="approvals"),
    path("approvals/<str:short_id>/", views.pass_event, name="pass_event"),
    path("events/", views.own_events, name="own_events"),
]
