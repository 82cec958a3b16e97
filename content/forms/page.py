"""The page of a form: an editor builds it, a citizen files it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from content.forms.as_data import MOST_BYTES, from_file
from content.forms.blocks import QuestionsBlock, first_questions
from content.forms.category_asked import misnamed, with_category
from content.forms.editor_lists import EditorListsPanel
from content.forms.form import FormSchema
from content.forms.key_making import address_of, keep_published_keys, keys_by_id
from content.forms.keys import FRESH, PROTECT
from content.forms.questions import questions_of
from content.forms.rule_names import take_words_for_keys, words_noted
from content.forms.rules_checked import faults
from content.forms.service_asked import with_services
from content.pages.blocks import NoteBlock
from content.pages.door import Door
from content.pages.languages import language_of
from content.pages.models import ALWAYS_PUBLIC, SAME_SLUG
from content.pages.standing import ByTwoEditors
from permissions.now import now
from permissions.translated_text import in_language
from workflows.cases.models import RequestKind
from workflows.facts.catalogue import ANSWER
from workflows.facts.fact import TYPE_WORDS
from workflows.questions.types import ANSWERS as TYPES
from workflows.questions.types import Question, QuestionKind
from workflows.versions.publishable import FACT
from workflows.versions.references import told, who_names

NEEDED = _("The question “%(question)s” stays, because it is needed by: %(names)s.")
OTHERWISE = _(
    "The question “%(question)s” stays as it is asked (%(type)s), because it is needed by: %(names)s. To ask in another"
    " way, add a question with another key."
)
SYNCHRONIZED = ("kind", "opens_at", "closes_at", "archived", "instead")
"""What a twin has from the original."""
FIRST = ("look", "late")
"""The tones of notes that warn."""
READY = "action-ready"
"""The button by which an editor saves a draft and goes on to the second editor."""


class KindSelect(forms.Select):
    """The request kinds, read anew for each form that an editor opens."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = kinds_to_choose  # type: ignore[assignment]  # Django calls it; the stubs know lists alone


def kinds_to_choose() -> list[tuple[str, str]]:
    """The request kinds by code, with their names in the reader's language."""
    ended = gettext("%(name)s (no longer in force)")
    names = ((kind, in_language(kind.name)) for kind in RequestKind.objects.all())
    return [("", "")] + [(kind.code, name if kind.active else ended % {"name": name}) for kind, name in names]


class FormPageForm(WagtailAdminPageForm):
    """The page editor's form, which also takes the questions from a file."""

    from_file = forms.FileField(
        required=False,
        label=_("Questions from a file"),
        help_text=_("A file that was saved in the preview “As a file”. Its questions take the place of those above."),
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )

    def __init__(self, data: Any = None, *args: Any, instance: Any = None, parent_page: Any = None, **kw: Any) -> None:
        if data is not None:
            data = data.copy()
            published = FormPage.objects.live().filter(pk=getattr(instance, "pk", None)).first()
            keep_published_keys(data, dict(keys_by_id(published.questions.raw_data) if published else ()))
            taken = parent_page.get_children().values_list("slug", flat=True) if parent_page is not None else ()
            if data.get("title") and getattr(instance, "pk", None) is None and data.get("slug") in ("", None, *taken):
                data["slug"] = address_of(data["title"], taken)
        super().__init__(data, *args, instance=instance, parent_page=parent_page, **kw)

    def defer_required_fields(self) -> None:
        """Not of what goes on to the second editor: what stands against publishing it is listed with its questions."""
        if READY not in self.data:
            super().defer_required_fields()

    def _post_clean(self) -> None:
        self.instance.is_draft = self.is_deferred_validation
        super()._post_clean()

    def clean(self) -> Any:
        cleaned = super().clean()
        file = cleaned.get("from_file")
        if file:
            try:
                cleaned["questions"] = from_file(file.read(MOST_BYTES + 1))
            except ValidationError as error:
                self.add_error("from_file", error)
            else:
                self.errors.pop("questions", None)
        return cleaned


class FormPage(Door, Page):
    """A form for one kind of request. What it asks is in ``questions``; its twin has the same keys in English."""

    kind = models.SlugField(_("kind of request"), max_length=40, help_text=_("What a citizen opens with this form."))
    heading = models.CharField(_("headline"), max_length=120, help_text=_("Above the form: File a complaint."))
    summary = models.CharField(
        _("line under the name"), max_length=120, help_text=_("Shown with the link to this form.")
    )
    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    questions = StreamField(QuestionsBlock(), default=first_questions, verbose_name=_("questions"))
    send_label = models.CharField(_("words on the button"), max_length=40)
    opens_at = models.DateTimeField(_("open from"), null=True, blank=True, help_text=_("Empty: at once."))
    closes_at = models.DateTimeField(_("open until"), null=True, blank=True, help_text=_("Empty: without an end."))
    archived = models.BooleanField(
        _("archived"),
        default=False,
        help_text=_("Nobody files through it any more. Its address says so and leads on; what was sent goes on."),
    )
    instead = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page to go to instead"),
        help_text=_("Of an archived form. Without one, the forms that are open are offered."),
    )
    notes = StreamField([("note", NoteBlock())], verbose_name=_("notes beside the form"), blank=True)

    is_draft = False
    """While it is saved as a draft: what only has to be right when it is published is not looked at."""

    base_form_class = FormPageForm
    private_page_options = ALWAYS_PUBLIC
    override_translatable_fields = [
        *SAME_SLUG,
        *(SynchronizedField(name, overridable=False) for name in SYNCHRONIZED),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.FilingPage", "content.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("kind", widget=KindSelect, required_on_save=False), FieldPanel("summary")],
            heading=_("Link to this form"),
        ),
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("intro")], heading=_("Headline")),
        MultiFieldPanel(
            [FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("archived"), FieldPanel("instead")],
            heading=_("When it is open"),
        ),
        FieldPanel("questions"),
        EditorListsPanel(),
        FieldPanel("from_file"),
        FieldPanel("send_label"),
        FieldPanel("notes", help_text=_("A note to take care, or a warning, is shown before the first question.")),
    ]

    class Meta:
        app_label = "content"
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    @property
    def first_notes(self) -> list[Any]:
        """What must be read before the first question: who is in danger has no time for the rest."""
        return [note for note in self.notes if note.value["tone"] in FIRST]

    @property
    def other_notes(self) -> list[Any]:
        """What stands beside the form, and below it on a phone."""
        return [note for note in self.notes if note.value["tone"] not in FIRST]

    def clean(self) -> None:
        super().clean()
        if self.kind and not RequestKind.objects.filter(code=self.kind).exists():
            raise ValidationError({"kind": _("There is no such kind of request.")})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("This is not after the form opens.")})
        if not self.is_draft:
            self._check_what_stands_elsewhere()
        self._keep_sealed()
        self._keep_asked()

    def _check_what_stands_elsewhere(self) -> None:
        """What conditions name of categories and services, which the blocks themselves cannot know."""
        known = with_category(self.schema)
        take_words_for_keys(self.questions, known.questions)
        schema = self.schema
        services = {each.key for each in schema.questions if each.kind == QuestionKind.SERVICE}
        noted = words_noted(self.questions)
        said = [*misnamed(schema), *(fault.sentence for fault in faults(schema.questions, noted) if services)]
        if said:
            raise ValidationError({"questions": said})

    def _keep_sealed(self) -> None:
        """What citizens read on a form for a sensitive kind holds for what they send: it never becomes another one."""
        former = FormPage.objects.filter(pk=self.pk).values_list("kind", flat=True)
        kinds = RequestKind.objects.filter(sensitive=True)
        if kinds.filter(code__in=former).exists() and not kinds.filter(code=self.kind).exists():
            sentence = _("This form is for sensitive requests and stays one. Make another form for another kind.")
            raise ValidationError({"kind": sentence})

    def _keep_asked(self) -> None:
        """A question whose answer decides something in force is asked by a published form as long as it does, and as
        what it was asked then: the conditions were checked against that."""
        former = FormPage.objects.live().filter(pk=self.pk, archived=False).first()
        if former is None:
            return
        own = () if self.archived else self.schema.own
        types = {question.key: TYPES[question.kind].fact for question in own}
        gone = [question for question in former.schema.own if question.key not in types]
        for question in former.schema.own:
            if question.key in types and types[question.key] != TYPES[question.kind].fact:
                self._refuse_where_needed(question, OTHERWISE)
        others = (
            FormPage.objects.live().filter(archived=False).exclude(translation_key=self.translation_key) if gone else ()
        )
        asked = {question.key for page in others for question in page.schema.own}
        for question in gone:
            if question.key not in asked:
                self._refuse_where_needed(question, NEEDED)

    def _refuse_where_needed(self, question: Question, sentence: Any) -> None:
        names = who_names(FACT, f"{ANSWER}{question.key}")
        if names:
            told_so = {
                "question": question.label,
                "type": TYPE_WORDS[TYPES[question.kind].fact],
                "names": told(names),
            }
            raise ValidationError({"questions": ValidationError(sentence, params=told_so)})

    @property
    def not_yet_open(self) -> bool:
        """Whether its time is still to come."""
        return self.opens_at is not None and now() < self.opens_at

    @property
    def open_now(self) -> bool:
        """Whether it is taken at this time."""
        return not (self.archived or self.not_yet_open) and (self.closes_at is None or now() < self.closes_at)

    @property
    def goes_on_at(self) -> Page | None:
        """Where an archived form leads, in its language, if an editor said so and that is there."""
        page = self.instead
        twin = None if page is None else page.get_translation_or_none(self.locale) or page
        return twin if twin is not None and twin.live else None

    @property
    def schema(self) -> FormSchema:
        """What the form asks, as plain values."""
        found = FormSchema(self.kind, language_of(self), questions_of(self.questions))
        return found if found.asks(QuestionKind.SERVICE) is None else with_services(found)

    def permissions_for_user(self, user: Any) -> ByTwoEditors:
        return ByTwoEditors(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from content.forms.fresh import serve_fresh  # noqa: PLC0415 - tables load before the engine that filing needs
        from content.forms.protecting import serve_carried  # noqa: PLC0415 - as the others
        from content.forms.serving import serve_form  # noqa: PLC0415 - tables load before the engine that filing needs

        if request.method == "POST" and PROTECT in request.POST:
            return serve_carried(self, request)
        asks = request.method == "GET" and FRESH in request.GET
        return serve_fresh(self, request) if asks else serve_form(self, request)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """What an editor may look at beside the form."""
        from content.forms.previewing import MODES  # noqa: PLC0415 - as for ``serve``

        return list(MODES)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as a citizen will see it, or what an editor has to know of it: Wagtail's own way would draw it
        without the form."""
        from content.forms.previewing import preview  # noqa: PLC0415 - as for ``serve``

        return preview(self, request, mode_name)
