"""The pieces that an editor builds a public page from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.pages.ladder_shown import rungs_of_the_usual_ladder, time_at_level
from permissions.translated_text import in_language
from workflows.cases import retention
from workflows.cases.models import RequestKind, Track

RICH_FEATURES = ["bold", "link", "ol", "ul"]


TONES = [
    ("plain", _("to know")),
    ("look", _("take care")),
    ("late", _("warning")),
    ("done", _("good news")),
]


class StairValue(blocks.StructValue):
    """A step as pages and the API read it."""

    @property
    def time(self) -> str:
        """When it happens: read from the ladder in force where the editor chose a level of it, else as written."""
        return time_at_level(int(self["level"])) if self.get("level") else str(self.get("when") or "")


class StairBlock(blocks.StructBlock):
    """One step of the promise: when, what, and a sentence about it."""

    when = blocks.CharBlock(
        label=_("When"),
        max_length=60,
        required=False,
        default="",
        help_text=_("Leave it empty where the ladder says it."),
    )
    level = blocks.ChoiceBlock(
        label=_("Time from the escalation ladder"),
        choices=[
            ("0", _("The liaison officer’s time")),
            ("1", _("The time at level 1")),
            ("2", _("The time at level 2")),
        ],
        required=False,
        default="",
        help_text=_("It changes by itself when another ladder is published."),
    )
    heading = blocks.CharBlock(label=_("What happens"), max_length=80)
    text = blocks.TextBlock(label=_("In a sentence"), max_length=240)

    class Meta:
        icon = "order"
        label = _("Step")
        value_class = StairValue

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if bool(value["when"]) == bool(value["level"]):
            sentence = _("Write when it happens, or choose a level of the ladder: one of the two.")
            raise blocks.StructBlockValidationError({"when": ValidationError(sentence)})
        return value

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        return {"when": value.time, "heading": value["heading"], "text": value["text"]}


class NoteBlock(blocks.StructBlock):
    """Something to know, set apart from the text."""

    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=TONES,
        default="plain",
    )
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "pages/blocks/note.html"


class QuestionBlock(blocks.StructBlock):
    """A question that people ask, and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("Answer"), features=RICH_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")


class TermBlock(blocks.StructBlock):
    """A word or a case, and what holds for it."""

    term = blocks.CharBlock(label=_("Term"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Term")


class UsualLadderBlock(blocks.StaticBlock):
    """The escalation ladder that is in force, read from its published version, so that the page is never behind it."""

    class Meta:
        icon = "collapse-up"
        label = _("Escalation ladder in force")
        admin_text = _("Shows the published ladder of complaints; it changes when a new one is published.")
        template = "pages/blocks/usual_ladder.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["rungs"] = rungs_of_the_usual_ladder()
        return context


class RunByBlock(blocks.StaticBlock):
    """Who runs the platform and how to reach them, as the home page and the platform's administrators have it."""

    class Meta:
        icon = "group"
        label = _("Who runs the platform")
        admin_text = _("Shows the authority, the telephone and the email address that the home page has.")
        template = "pages/blocks/run_by.html"


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A kind of request and how long it is kept, in words."""

    kind: str
    words: str


class RetentionBlock(blocks.StaticBlock):
    """How long requests of each kind are kept, read from what is in force: the page never promises another time."""

    class Meta:
        icon = "history"
        label = _("How long requests are kept")
        admin_text = _(
            "Shows how long each kind of request is kept; it changes when process owners publish another time."
        )
        template = "pages/blocks/retention.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["times"] = _retention_times()
        return context


def _retention_times() -> list[ShownTime]:
    """Each kind that people can file, in its order, and behind it what holds once such a request is treated as
    sensitive, where owners have set another time for that. Two statements."""
    periods = retention.in_force().periods
    times = []
    for kind in RequestKind.objects.filter(active=True):
        name = in_language(kind.name)
        own = periods.get((kind.code, Track.SENSITIVE if kind.sensitive else Track.ORDINARY))
        later = periods.get((kind.code, Track.SENSITIVE))
        times.append(_time_shown(name, own))
        if later != own:
            times.append(_time_shown(gettext("%(kind)s, treated as sensitive") % {"kind": name}, later))
    return times


def _time_shown(kind: str, period: retention.Period | None) -> ShownTime:
    if period is None:
        return ShownTime(kind, gettext("kept indefinitely, as no time has been set; you can ask us to erase it"))
    return ShownTime(kind, period.in_words())


class BodyBlock(blocks.StreamBlock):
    """The body of a text page."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=120, template="pages/blocks/heading.html")
    text = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=RICH_FEATURES, template="pages/blocks/text.html"
    )
    note = NoteBlock()
    stairs = blocks.ListBlock(StairBlock(), label=_("Steps"), icon="order", template="pages/blocks/stairs.html")
    questions = blocks.ListBlock(
        QuestionBlock(), label=_("Questions and answers"), icon="help", template="pages/blocks/questions.html"
    )
    terms = blocks.ListBlock(TermBlock(), label=_("Terms"), icon="list-ul", template="pages/blocks/terms.html")
    ladder = UsualLadderBlock()
    run_by = RunByBlock()
    retention = RetentionBlock()
