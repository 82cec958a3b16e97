"""The custodian's addresses, below ``/admin/identities/``."""

from django.urls import path

from portal.identities.acting import ActScreen, ReadScreen
from portal.identities.screens import AllScreen, RequestScreen

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("<int:request_id>/", RequestScreen.as_view(), name="one"),
    path("<int:request_id>/read/", ReadScreen.as_view(), name="read"),
    path("<int:request_id>/<slug:act>/", ActScreen.as_view(), name="act"),
]
