"""The addresses of the audit trail, below ``/admin/audit/``."""

from django.urls import path

from portal.audit_screen.export_screen import ExportScreen
from portal.audit_screen.looked import LookedExportScreen, LookedScreen
from portal.audit_screen.screens import CheckScreen, TrailScreen

urlpatterns = [
    path("", TrailScreen.as_view(), name="all"),
    path("export/", ExportScreen.as_view(), name="all_export"),
    path("looked/", LookedScreen.as_view(), name="looked"),
    path("looked/export/", LookedExportScreen.as_view(), name="looked_export"),
    path("check/", CheckScreen.as_view(), name="check"),
]
