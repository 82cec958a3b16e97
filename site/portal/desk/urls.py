"""The officers' addresses, below ``/admin/desk/``."""

from django.urls import path

from portal.desk.acting import ActScreen
from portal.desk.board_screen import BoardScreen
from portal.desk.bulk import BackScreen, TogetherScreen
from portal.desk.case_screen import CaseScreen
from portal.desk.downloads import FileScreen
from portal.desk.form_screen import FormScreen
from portal.desk.identity_screen import IdentityScreen
from portal.desk.inbox_screen import InboxScreen
from portal.desk.order_screen import OrderScreen
from portal.desk.tags_screen import TagsScreen
from portal.desk.why_screen import WhyScreen

urlpatterns = [
    path("", InboxScreen.as_view(), name="inbox"),
    path("board/", BoardScreen.as_view(), name="board"),
    path("tags/", TagsScreen.as_view(), name="tags"),
    path("together/", TogetherScreen.as_view(), name="together"),
    path("together/back/", BackScreen.as_view(), name="back"),
    path("together/<slug:key>/", OrderScreen.as_view(), name="order"),
    path("<slug:tracking>/", CaseScreen.as_view(), name="case"),
    path("<slug:tracking>/form/", FormScreen.as_view(), name="form"),
    path("<slug:tracking>/why/", WhyScreen.as_view(), name="why"),
    path("<slug:tracking>/identity/", IdentityScreen.as_view(), name="identity"),
    path("<slug:tracking>/files/<int:number>/", FileScreen.as_view(), name="file"),
    path("<slug:tracking>/<slug:act>/", ActScreen.as_view(), name="act"),
]
