"""The officers' addresses, below ``/admin/desk/``."""

from django.urls import path

from portal.desk.acting import ActScreen
from portal.desk.asked_screens import AskedFileScreen, AskedOneScreen, AskedScreen
from portal.desk.board_screen import BoardScreen
from portal.desk.bulk import BackScreen, TeamScreen, TogetherScreen
from portal.desk.case_paper_screens import CopyScreen, PaperScreen
from portal.desk.case_screen import CaseScreen
from portal.desk.downloads import FileScreen, PageScreen
from portal.desk.draft_screen import DraftScreen
from portal.desk.filers_screen import FilersScreen
from portal.desk.form_screen import FormScreen
from portal.desk.identity_screen import IdentityScreen
from portal.desk.inbox_screen import InboxScreen
from portal.desk.mentions import ColleaguesScreen
from portal.desk.news_screen import NewsScreen
from portal.desk.next_screen import NextScreen
from portal.desk.open_screen import OpenScreen
from portal.desk.order_screen import OrderScreen
from portal.desk.quality_screens import JudgeScreen, QualityScreen, RuleScreen
from portal.desk.ready_screens import ReadyForCaseScreen, ReadyListScreen, ReadyScreen
from portal.desk.redact_screen import RedactScreen, WithdrawScreen
from portal.desk.same_screen import SameScreen
from portal.desk.satisfaction_screens import SatisfactionScreen, ThemesScreen
from portal.desk.saved_screens import SavedViewScreen, SavedViewsScreen
from portal.desk.sealing_screen import SealingScreen
from portal.desk.search_screen import SearchScreen
from portal.desk.sheet_screen import SheetScreen
from portal.desk.spam_screens import SignsScreen, SpamBackScreen, SpamScreen
from portal.desk.tags_screen import TagsScreen
from portal.desk.view_screen import ViewScreen
from portal.desk.watch_screen import WatchScreen
from portal.desk.why_screen import WhyScreen

urlpatterns = [
    path("", InboxScreen.as_view(), name="inbox"),
    path("board/", BoardScreen.as_view(), name="board"),
    path("asked/", AskedScreen.as_view(), name="asked"),
    path("asked/<slug:tracking>/<int:number>/", AskedOneScreen.as_view(), name="asked_one"),
    path("asked/<slug:tracking>/<int:number>/files/<int:file>/", AskedFileScreen.as_view(), name="asked_file"),
    path("satisfaction/", SatisfactionScreen.as_view(), name="satisfaction"),
    path("satisfaction/themes/", ThemesScreen.as_view(), name="satisfaction_themes"),
    path("quality/", QualityScreen.as_view(), name="quality"),
    path("quality/rule/", RuleScreen.as_view(), name="quality_rule"),
    path("quality/<slug:tracking>/", JudgeScreen.as_view(), name="quality_judge"),
    path("views/", SavedViewsScreen.as_view(), name="views"),
    path("views/<int:view_id>/", SavedViewScreen.as_view(), name="view"),
    path("news/", NewsScreen.as_view(), name="news"),
    path("sheet/", SheetScreen.as_view(), name="sheet"),
    path("tags/", TagsScreen.as_view(), name="tags"),
    path("together/", TogetherScreen.as_view(), name="together"),
    path("together/team/", TeamScreen.as_view(), name="team"),
    path("together/back/", BackScreen.as_view(), name="back"),
    path("together/<slug:key>/", OrderScreen.as_view(), name="order"),
    path("spam/", SpamScreen.as_view(), name="spam"),
    path("spam/back/", SpamBackScreen.as_view(), name="spam_back"),
    path("spam/signs/", SignsScreen.as_view(), name="spam_signs"),
    path("sealing/", SealingScreen.as_view(), name="sealing"),
    path("filers/", FilersScreen.as_view(), name="filers"),
    path("search/", SearchScreen.as_view(), name="search"),
    path("ready/", ReadyListScreen.as_view(), name="ready"),
    path("ready/new/", ReadyScreen.as_view(), name="ready_new"),
    path("ready/<slug:key>/", ReadyScreen.as_view(), name="ready_one"),
    path("<slug:tracking>/", CaseScreen.as_view(), name="case"),
    path("<slug:tracking>/paper/", PaperScreen.as_view(), name="paper"),
    path("<slug:tracking>/paper/<slug:key>/", CopyScreen.as_view(), name="copy"),
    path("<slug:tracking>/form/", FormScreen.as_view(), name="form"),
    path("<slug:tracking>/why/", WhyScreen.as_view(), name="why"),
    path("<slug:tracking>/same/", SameScreen.as_view(), name="same"),
    path("<slug:tracking>/identity/", IdentityScreen.as_view(), name="identity"),
    path("<slug:tracking>/files/<int:number>/", FileScreen.as_view(), name="file"),
    path("<slug:tracking>/files/<int:number>/view/", ViewScreen.as_view(), name="file_view"),
    path("<slug:tracking>/files/<int:number>/pages/<int:page>/", PageScreen.as_view(), name="file_page"),
    path("<slug:tracking>/files/<int:number>/redact/", RedactScreen.as_view(), name="file_redact"),
    path("<slug:tracking>/files/<int:number>/withdraw/", WithdrawScreen.as_view(), name="file_withdraw"),
    path("<slug:tracking>/next/", NextScreen.as_view(), name="next"),
    path("<slug:tracking>/watch/", WatchScreen.as_view(), name="watch"),
    path("<slug:tracking>/colleagues/", ColleaguesScreen.as_view(), name="colleagues"),
    path("<slug:tracking>/open/", OpenScreen.as_view(), name="open"),
    path("<slug:tracking>/<slug:act>/ready/", ReadyForCaseScreen.as_view(), name="ready_for_case"),
    path("<slug:tracking>/<slug:act>/draft/", DraftScreen.as_view(), name="draft"),
    path("<slug:tracking>/<slug:act>/", ActScreen.as_view(), name="act"),
]
