"""The addresses of what editors look after, below ``/admin/page-care/``."""

from django.urls import path

from portal.page_care.screens import CallAgainScreen, CareScreen

urlpatterns = [
    path("", CareScreen.as_view(), name="all"),
    path("webhooks/<int:call_id>/again/", CallAgainScreen.as_view(), name="again"),
]
