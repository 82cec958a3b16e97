"""The address of what editors look after, below ``/admin/page-care/``."""

from django.urls import path

from portal.page_care.screens import CareScreen

urlpatterns = [path("", CareScreen.as_view(), name="all")]
