"""The addresses of dashboards, below ``/admin/dashboards/``."""

from django.urls import path

from portal.dashboards.arrange_screen import ArrangeScreen
from portal.dashboards.board_screens import BoardScreen, FirstScreen, TilesScreen, WallScreen
from portal.dashboards.terms_screen import TermsScreen
from portal.dashboards.threshold_screen import ThresholdScreen

urlpatterns = [
    path("terms/", TermsScreen.as_view(), name="terms"),
    path("", FirstScreen.as_view(), name="first"),
    path("<slug:key>/", BoardScreen.as_view(), name="board"),
    path("<slug:key>/tiles/", TilesScreen.as_view(), name="tiles"),
    path("<slug:key>/wall/", WallScreen.as_view(), name="wall"),
    path("<slug:key>/arrange/", ArrangeScreen.as_view(), name="arrange"),
    path("<slug:key>/thresholds/", ThresholdScreen.as_view(), name="thresholds"),
]
