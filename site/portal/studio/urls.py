"""The owners' addresses, below ``/admin/studio/``."""

from django.urls import path

from portal.studio.before_after_screen import BeforeAfterScreen
from portal.studio.bpmn_screen import BringScreen, ExportScreen, SignsScreen
from portal.studio.canvas import CanvasScreen
from portal.studio.danger_try import DangerTryScreen
from portal.studio.diagram import DiagramFileScreen, DiagramScreen
from portal.studio.draft_screen import DraftScreen
from portal.studio.job_screens import EffectScreen, TrialScreen
from portal.studio.kinds import KindsScreen
from portal.studio.letter_preview import PreviewScreen
from portal.studio.letters_screen import LetterScreen, LettersScreen
from portal.studio.measures_screen import MeasuresScreen, SegmentScreen
from portal.studio.moving import (
    BeginScreen,
    CalendarOfBodyScreen,
    DiscardScreen,
    PublishScreen,
    RepublishScreen,
)
from portal.studio.moving_screen import BeginMovingScreen, MovingScreen
from portal.studio.new_screen import NewScreen
from portal.studio.process_trial import ProcessExamplesScreen, ProcessTrialScreen
from portal.studio.process_walk import ProcessWalkScreen
from portal.studio.retiring import ConfirmEndScreen, EndScreen, RetireScreen
from portal.studio.routing_try import TryScreen
from portal.studio.screen import AllScreen, ThingScreen
from portal.studio.year_screen import YearScreen

urlpatterns = [
    path("", AllScreen.as_view(), name="all"),
    path("kinds/", KindsScreen.as_view(), name="kinds"),
    path("new/<slug:subject>/", NewScreen.as_view(), name="new"),
    path("bpmn/", BringScreen.as_view(), name="bring"),
    path("bpmn/signs/", SignsScreen.as_view(), name="signs"),
    path("versions/<int:version_id>/bpmn/", ExportScreen.as_view(), name="bpmn"),
    path("letters/", LettersScreen.as_view(), name="letters"),
    path("letters/<slug:key>/words/", LetterScreen.as_view(), name="letter"),
    path("letters/<slug:key>/preview/", PreviewScreen.as_view(), name="letter_preview"),
    path("measures/", MeasuresScreen.as_view(), name="measures"),
    path("segments/<slug:key>/", SegmentScreen.as_view(), name="segment"),
    path("calendar/<slug:key>/body/", CalendarOfBodyScreen.as_view(), name="of_body"),
    path("calendar/<slug:key>/year/", YearScreen.as_view(), name="year"),
    path("moving/<int:plan_id>/", MovingScreen.as_view(), name="moving"),
    path("<slug:subject>/<slug:key>/", ThingScreen.as_view(), name="thing"),
    path("<slug:subject>/<slug:key>/draft/", BeginScreen.as_view(), name="begin"),
    path("drafts/<int:version_id>/edit/", DraftScreen.as_view(), name="draft"),
    path("drafts/<int:version_id>/canvas/", CanvasScreen.as_view(), name="canvas"),
    path("drafts/<int:version_id>/try/", TryScreen.as_view(), name="routing_try"),
    path("drafts/<int:version_id>/publish/", PublishScreen.as_view(), name="publish"),
    path("drafts/<int:version_id>/discard/", DiscardScreen.as_view(), name="discard"),
    path("drafts/<int:version_id>/end/", EndScreen.as_view(), name="end"),
    path("drafts/<int:version_id>/end/confirm/", ConfirmEndScreen.as_view(), name="end_confirm"),
    path("versions/<int:version_id>/diagram/", DiagramScreen.as_view(), name="diagram"),
    path("versions/<int:version_id>/diagram/svg/", DiagramFileScreen.as_view(), name="diagram_file"),
    path("versions/<int:version_id>/effect/", EffectScreen.as_view(), name="effect"),
    path("versions/<int:version_id>/before-and-after/", BeforeAfterScreen.as_view(), name="before_after"),
    path("versions/<int:version_id>/trial/", TrialScreen.as_view(), name="trial"),
    path("versions/<int:version_id>/danger/", DangerTryScreen.as_view(), name="danger_try"),
    path("versions/<int:version_id>/past/", ProcessTrialScreen.as_view(), name="process_trial"),
    path("versions/<int:version_id>/examples/", ProcessExamplesScreen.as_view(), name="process_examples"),
    path("versions/<int:version_id>/walk/", ProcessWalkScreen.as_view(), name="process_walk"),
    path("versions/<int:version_id>/move/", BeginMovingScreen.as_view(), name="begin_moving"),
    path("versions/<int:version_id>/republish/", RepublishScreen.as_view(), name="republish"),
    path("versions/<int:version_id>/retire/", RetireScreen.as_view(), name="retire"),
]
