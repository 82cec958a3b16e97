"""The addresses of the list of automatic acts, below ``/admin/automatic/``."""

from django.urls import path

from portal.service_log.screens import ActsScreen, TryAgainScreen

urlpatterns = [
    path("", ActsScreen.as_view(), name="all"),
    path("<int:call_id>/again/", TryAgainScreen.as_view(), name="again"),
]
