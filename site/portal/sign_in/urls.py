"""Addresses of one's own way in, below ``/admin/sign-in/``."""

from django.urls import path

from portal.sign_in.elsewhere import LinkScreen, UnlinkScreen
from portal.sign_in.own_screen import CodesScreen, FactorScreen, OwnScreen, SessionsScreen
from portal.sign_in.setting_up import AppScreen, PasskeyScreen

urlpatterns = [
    path("", OwnScreen.as_view(), name="own"),
    path("app/", AppScreen.as_view(), name="app"),
    path("passkey/", PasskeyScreen.as_view(), name="passkey"),
    path("factors/", FactorScreen.as_view(), name="factor"),
    path("codes/", CodesScreen.as_view(), name="codes"),
    path("link/", LinkScreen.as_view(), name="link"),
    path("unlink/", UnlinkScreen.as_view(), name="unlink"),
    path("sessions/", SessionsScreen.as_view(), name="sessions"),
]
