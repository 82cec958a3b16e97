"""The address of the switches in the head of each page, below ``/admin/reading/``."""

from django.urls import path

from portal.reading.screens import ReadingScreen

urlpatterns = [path("", ReadingScreen.as_view(), name="change")]
