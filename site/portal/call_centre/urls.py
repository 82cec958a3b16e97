"""The addresses of the call centre, below ``/admin/call-centre/``."""

from django.urls import path

from portal.call_centre.call_screen import AddScreen, CallScreen, EndScreen, FiledScreen, KeepScreen, ProveScreen
from portal.call_centre.start_screen import (
    DiscardScreen,
    PurposeScreen,
    RingingScreen,
    StartScreen,
    TakeScreen,
    TakeUpScreen,
)

urlpatterns = [
    path("", StartScreen.as_view(), name="start"),
    path("ringing/", RingingScreen.as_view(), name="ringing"),
    path("<str:key>/", CallScreen.as_view(), name="call"),
    path("<str:key>/take/", TakeScreen.as_view(), name="take"),
    path("<str:key>/take-up/", TakeUpScreen.as_view(), name="take_up"),
    path("<str:key>/discard/", DiscardScreen.as_view(), name="discard"),
    path("<str:key>/purpose/", PurposeScreen.as_view(), name="purpose"),
    path("<str:key>/keep/", KeepScreen.as_view(), name="keep"),
    path("<str:key>/prove/", ProveScreen.as_view(), name="prove"),
    path("<str:key>/end/", EndScreen.as_view(), name="end"),
    path("<str:key>/add/<str:number>/", AddScreen.as_view(), name="add"),
    path("<str:key>/filed/<str:number>/", FiledScreen.as_view(), name="filed"),
]
