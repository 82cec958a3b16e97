"""The addresses of spreadsheets, below ``/admin/sheets/``: first the administrators', then the process owners'."""

from django.urls import path

from portal.sheets.screens import (
    FileScreen,
    OwnersFileScreen,
    OwnersSentScreen,
    OwnersSheetScreen,
    SentScreen,
    SheetScreen,
)

urlpatterns = [
    path("list/<slug:code>/", SheetScreen.as_view(), name="sheet"),
    path("list/<slug:code>/file/<slug:kind>/", FileScreen.as_view(), name="file"),
    path("list/<slug:code>/sent/<int:sent_id>/", SentScreen.as_view(), name="sent"),
    path("of/<slug:code>/<slug:key>/", OwnersSheetScreen.as_view(), name="of_sheet"),
    path("of/<slug:code>/<slug:key>/file/<slug:kind>/", OwnersFileScreen.as_view(), name="of_file"),
    path("of/<slug:code>/<slug:key>/sent/<int:sent_id>/", OwnersSentScreen.as_view(), name="of_sent"),
]
