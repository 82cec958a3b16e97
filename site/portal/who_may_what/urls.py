"""The one address of the table, below ``/admin/who-may-what/``."""

from django.urls import path

from portal.who_may_what.screen import WhoMayWhatScreen

urlpatterns = [path("", WhoMayWhatScreen.as_view(), name="table")]
