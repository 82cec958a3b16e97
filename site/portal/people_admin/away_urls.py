"""The address of one's own absences, below ``/admin/away/``."""

from __future__ import annotations

from django.urls import path

from portal.people_admin.away_screen import AwayScreen

urlpatterns = [path("", AwayScreen.as_view(), name="all")]
