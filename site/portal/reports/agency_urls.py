"""The addresses of an agency's lines of the yearly register, below ``/admin/register/``."""

from django.urls import path

from portal.reports.agency_screens import LineScreen, LinesScreen, RoundsScreen

urlpatterns = [
    path("", RoundsScreen.as_view(), name="all"),
    path("<int:snapshot_id>/", LinesScreen.as_view(), name="lines"),
    path("<int:snapshot_id>/<int:line_id>/", LineScreen.as_view(), name="line"),
]
