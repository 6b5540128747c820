"""The addresses of the desk at which organisers work."""

from django.urls import path

from termcard.organising import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("morning-mail/", views.morning_mail, name="morning_mail"),
    path("morning-mail/<str:token>/", views.stop_morning_mail, name="stop_morning_mail"),
    path("publishing/", views.publishing_of_units, name="publishing_of_units"),
    path("publishing/<slug:slug>/", views.publishing_of_unit, name="publishing_of_unit"),
    path("speakers/<slug:short_id>/", views.speakers_of_event, name="speakers_of_event"),
    path("speakers/<slug:short_id>/notice/", views.speakers_notice, name="speakers_notice"),
    path("approvals/", views.approvals, name="approvals"),
    path("approvals/<slug:short_id>/", views.pass_event, name="pass_event"),
    path("first-run/", views.first_run, name="first_run"),
    path("units/", views.own_units, name="own_units"),
    path("units/<slug:slug>/", views.unit_desk, name="unit_desk"),
    path("units/<slug:slug>/venues/<slug:venue_slug>/", views.unit_venue, name="unit_venue"),
    path("series/", views.own_series_list, name="own_series"),
    path("series/new/", views.new_series, name="new_series"),
    path("series/<slug:slug>/", views.edit_series, name="edit_series"),
    path("series/<slug:slug>/hand-over/", views.hand_over, name="hand_over"),
    path("series/<slug:slug>/grid/", views.term_grid, name="term_grid"),
    path("series/<slug:slug>/grid/undo/", views.undo_term_grid, name="undo_term_grid"),
    path("events/", views.own_events, name="own_events"),
    path("events/new/", views.new_event, name="new_event"),
    path("events/<slug:short_id>/", views.event_desk, name="event_desk"),
    path("events/<slug:short_id>/history/", views.event_history, name="event_history"),
    path(
        "events/<slug:short_id>/history/<int:key>/",
        views.undo_event_change,
        name="undo_event_change",
    ),
    path("events/<slug:short_id>/previews/", views.event_previews, name="event_previews"),
    path("events/<slug:short_id>/<slug:verb>/", views.act_on_event, name="act_on_event"),
]
