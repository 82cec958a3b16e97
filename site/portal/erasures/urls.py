"""The addresses of data protection, below ``/admin/erasures/``."""

from django.urls import path

from portal.erasures.screens import ActScreen, AllScreen, OneScreen

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("<slug:tracking>/", OneScreen.as_view(), name="one"),
    path("<slug:tracking>/<slug:act>/", ActScreen.as_view(), name="act"),
]
