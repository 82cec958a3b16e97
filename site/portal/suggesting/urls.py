"""The addresses of what was learned, below ``/admin/suggestions/``."""

from django.urls import path

from portal.suggesting.screens import SteerScreen, SuggestionsScreen

urlpatterns = [
    path("", SuggestionsScreen.as_view(), name="all"),
    path("<slug:act>/", SteerScreen.as_view(), name="steer"),
]
