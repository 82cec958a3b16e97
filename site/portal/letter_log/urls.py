"""The addresses of the log of letters, below ``/admin/letters/``."""

from django.urls import path

from portal.letter_log.screens import LogScreen, TryAgainScreen

urlpatterns = [
    path("", LogScreen.as_view(), name="all"),
    path("<int:entry_id>/again/", TryAgainScreen.as_view(), name="again"),
]
