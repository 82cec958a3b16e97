"""The custodian's addresses, below ``/admin/identities/``."""

from django.urls import path

from portal.identities.acting import ActScreen, ReadScreen
from portal.identities.screens import AllScreen, RequestScreen

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("<slug:tracking>/<int:number>/", RequestScreen.as_view(), name="one"),
    path("<slug:tracking>/<int:number>/read/", ReadScreen.as_view(), name="read"),
    path("<slug:tracking>/<int:number>/<slug:act>/", ActScreen.as_view(), name="act"),
]
