"""The officers' addresses, below ``/admin/desk/``."""

from django.urls import path

from portal.desk.acting import ActScreen
from portal.desk.bulk import BackScreen, TogetherScreen
from portal.desk.case_screen import CaseScreen
from portal.desk.downloads import FileScreen
from portal.desk.form_screen import FormScreen
from portal.desk.identity_screen import IdentityScreen
from portal.desk.inbox_screen import InboxScreen
from portal.desk.same_screen import SameScreen
from portal.desk.search_screen import SearchScreen
from portal.desk.why_screen import WhyScreen

urlpatterns = [
    path("", InboxScreen.as_view(), name="inbox"),
    path("together/", TogetherScreen.as_view(), name="together"),
    path("together/back/", BackScreen.as_view(), name="back"),
    path("search/", SearchScreen.as_view(), name="search"),
    path("<slug:tracking>/", CaseScreen.as_view(), name="case"),
    path("<slug:tracking>/form/", FormScreen.as_view(), name="form"),
    path("<slug:tracking>/why/", WhyScreen.as_view(), name="why"),
    path("<slug:tracking>/same/", SameScreen.as_view(), name="same"),
    path("<slug:tracking>/identity/", IdentityScreen.as_view(), name="identity"),
    path("<slug:tracking>/files/<int:number>/", FileScreen.as_view(), name="file"),
    path("<slug:tracking>/<slug:act>/", ActScreen.as_view(), name="act"),
]
