"""The addresses of asking and answering."""

from django.urls import path

from termcard.attending import views

urlpatterns = [
    path("events/<slug:address>/enquire/", views.ask_about_event, name="ask_about_event"),
    path("series/<slug:slug>/enquire/", views.ask_about_series, name="ask_about_series"),
    path("hosts/<slug:slug>/enquire/", views.ask_about_host, name="ask_about_host"),
    path("enquiries/<str:token>/", views.own_enquiry, name="own_enquiry"),
    path("organise/enquiries/", views.enquiries, name="enquiries"),
    path("organise/enquiries/<int:key>/", views.answer_enquiry, name="answer_enquiry"),
]
