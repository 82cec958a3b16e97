"""Addresses of one's own notices, below ``/admin/notices/``."""

from django.urls import path

from portal.notices.choices_screen import ChoicesScreen, DevicesScreen
from portal.notices.screens import CountScreen, NoticesScreen

urlpatterns = [
    path("", NoticesScreen.as_view(), name="all"),
    path("count/", CountScreen.as_view(), name="count"),
    path("choices/", ChoicesScreen.as_view(), name="choices"),
    path("devices/", DevicesScreen.as_view(), name="devices"),
]
