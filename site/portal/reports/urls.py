"""The addresses of the national reports, below ``/admin/figures/``; ``/admin/reports/`` is Wagtail's own."""

from django.urls import path

from portal.reports.figure_screen import FigureScreen
from portal.reports.opening import OpeningScreen
from portal.reports.screens import AllScreen, FileScreen, PeriodScreen
from portal.reports.unit_screens import (
    CommentsScreen,
    CorrectionsScreen,
    ProgressScreen,
    RecipientsScreen,
    SignScreen,
)

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("recipients/", RecipientsScreen.as_view(), name="recipients"),
    path("files/<int:file_id>/", FileScreen.as_view(), name="file"),
    path("<slug:kind>/<slug:name>/", PeriodScreen.as_view(), name="period"),
    path("<slug:kind>/<slug:name>/requests/", FigureScreen.as_view(), name="requests"),
    path("<slug:kind>/<slug:name>/comments/", CommentsScreen.as_view(), name="comments"),
    path("<slug:kind>/<slug:name>/sign/", SignScreen.as_view(), name="sign"),
    path("<slug:kind>/<slug:name>/corrections/", CorrectionsScreen.as_view(), name="corrections"),
    path("<slug:kind>/<slug:name>/register/", ProgressScreen.as_view(), name="progress"),
    path("<slug:kind>/<slug:name>/open/", OpeningScreen.as_view(), name="opening"),
]
