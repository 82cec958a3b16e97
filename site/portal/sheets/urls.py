"""The addresses of spreadsheets, below ``/admin/sheets/``: the administrators', the editors', the process owners'."""

from django.urls import path

from portal.sheets.screens import (
    EditorsFileScreen,
    EditorsSentScreen,
    EditorsSheetScreen,
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
    path("pages/<slug:code>/", EditorsSheetScreen.as_view(), name="pages_sheet"),
    path("pages/<slug:code>/file/<slug:kind>/", EditorsFileScreen.as_view(), name="pages_file"),
    path("pages/<slug:code>/sent/<int:sent_id>/", EditorsSentScreen.as_view(), name="pages_sent"),
    path("of/<slug:code>/<slug:key>/", OwnersSheetScreen.as_view(), name="of_sheet"),
    path("of/<slug:code>/<slug:key>/file/<slug:kind>/", OwnersFileScreen.as_view(), name="of_file"),
    path("of/<slug:code>/<slug:key>/sent/<int:sent_id>/", OwnersSentScreen.as_view(), name="of_sent"),
]
