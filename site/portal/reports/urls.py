"""The addresses of the national reports, below ``/admin/figures/``; ``/admin/reports/`` is Wagtail's own."""

from django.urls import path

from portal.reports.opening import OpeningScreen
from portal.reports.screens import AllScreen, FileScreen, PeriodScreen

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("files/<int:file_id>/", FileScreen.as_view(), name="file"),
    path("<slug:kind>/<slug:name>/", PeriodScreen.as_view(), name="period"),
    path("<slug:kind>/<slug:name>/open/", OpeningScreen.as_view(), name="opening"),
]
