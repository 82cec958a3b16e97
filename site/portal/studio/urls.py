"""The owners' addresses, below ``/admin/studio/``."""

from django.urls import path

from portal.studio.draft_screen import DraftScreen
from portal.studio.kinds import KindsScreen
from portal.studio.letter_preview import PreviewScreen
from portal.studio.letters_screen import LetterScreen, LettersScreen
from portal.studio.moving import (
    BeginScreen,
    CalendarOfBodyScreen,
    DiscardScreen,
    PublishScreen,
    RepublishScreen,
    RetireScreen,
)
from portal.studio.screen import AllScreen, ThingScreen
from portal.studio.year_screen import YearScreen

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("kinds/", KindsScreen.as_view(), name="kinds"),
    path("letters/", LettersScreen.as_view(), name="letters"),
    path("letters/<slug:key>/words/", LetterScreen.as_view(), name="letter"),
    path("letters/<slug:key>/preview/", PreviewScreen.as_view(), name="letter_preview"),
    path("calendar/<slug:key>/body/", CalendarOfBodyScreen.as_view(), name="of_body"),
    path("calendar/<slug:key>/year/", YearScreen.as_view(), name="year"),
    path("<slug:subject>/<slug:key>/", ThingScreen.as_view(), name="thing"),
    path("<slug:subject>/<slug:key>/draft/", BeginScreen.as_view(), name="begin"),
    path("drafts/<int:version_id>/edit/", DraftScreen.as_view(), name="draft"),
    path("drafts/<int:version_id>/publish/", PublishScreen.as_view(), name="publish"),
    path("drafts/<int:version_id>/discard/", DiscardScreen.as_view(), name="discard"),
    path("versions/<int:version_id>/republish/", RepublishScreen.as_view(), name="republish"),
    path("versions/<int:version_id>/retire/", RetireScreen.as_view(), name="retire"),
]
