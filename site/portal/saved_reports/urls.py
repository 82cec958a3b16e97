"""The addresses of own reports, below ``/admin/reports/own/``."""

from django.urls import path

from portal.saved_reports.builder_screen import BuilderScreen
from portal.saved_reports.cases_screen import CasesScreen
from portal.saved_reports.file_screens import CopyScreen, TakeScreen
from portal.saved_reports.list_screen import AllScreen, ReportScreen
from portal.saved_reports.readers_form import ReadersScreen
from portal.saved_reports.schedule_screen import ScheduleScreen

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("build/", BuilderScreen.as_view(), name="build"),
    path("cases/", CasesScreen.as_view(), name="cases"),
    path("take/", TakeScreen.as_view(), name="take"),
    path("people/", ReadersScreen.as_view(), name="people"),
    path("files/<str:key>/", CopyScreen.as_view(), name="copy"),
    path("<int:report_id>/", ReportScreen.as_view(), name="one"),
    path("<int:report_id>/schedule/", ScheduleScreen.as_view(), name="schedule"),
]
