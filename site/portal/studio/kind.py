"""Kinds of request as owners see them: who may see one and what works it, in words and in a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language, languages, one_and_all
from portal.admin_screens.names import NamedForm, as_fields, hide_unasked
from portal.studio.edited import EditedSubject, Files, ListOfItsOwn
from portal.studio.grounds_form import GroundsForm
from portal.studio.lines import Line, name_line
from portal.studio.naming import names_in_force
from workflows.cases.designation import LONGEST_DESCRIPTION, LONGEST_SCRIPT
from workflows.versions.models import Subject

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of those in force.")}


class HeadForm(NamedForm):
    """All of it in one form: there are no rows."""

    sensitive = forms.BooleanField(
        label=_("Sensitive"),
        required=False,
        help_text=_("Only the unit for sensitive requests reads and works it."),
    )
    process = forms.ChoiceField(label=_("Process"), required=False, error_messages=CHOOSE)
    routing = forms.ChoiceField(label=_("Routing table"), required=False, error_messages=CHOOSE)
    ladder = forms.ChoiceField(label=_("Escalation ladder"), required=False, error_messages=CHOOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, called in settings.LANGUAGES:
            self.fields[f"description_{language}"] = forms.CharField(
                label=_("Description in %(language)s") % {"language": called},
                max_length=LONGEST_DESCRIPTION,
                required=False,
            )
            self.fields[f"script_{language}"] = forms.CharField(
                label=_("Script in %(language)s") % {"language": called},
                max_length=LONGEST_SCRIPT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            )
        hide_unasked(self, "description", "script")
        for subject in (Subject.PROCESS, Subject.ROUTING, Subject.LADDER):
            field = cast("forms.ChoiceField", self.fields[subject.value])
            field.choices = [(key, f"{name} ({key})") for key, name in names_in_force(subject).items()]
            if not self.initial.get(subject.value):
                field.choices = [("", _("Not chosen yet")), *cast("list[tuple[str, str]]", field.choices)]
        ladder = cast("forms.ChoiceField", self.fields["ladder"])
        ladder.choices = [each for each in cast("list[tuple[str, str]]", ladder.choices) if each[0]]
        ladder.choices = [("", _("None: nothing is escalated")), *cast("list[tuple[str, str]]", ladder.choices)]

    @property
    def descriptions(self) -> list[BoundField]:
        """The fields of what it is for, for drawing."""
        return [self[f"description_{language}"] for language in languages()]

    @property
    def scripts(self) -> list[BoundField]:
        """The fields of what a call-taker says, for drawing."""
        return [self[f"script_{language}"] for language in languages()]

    def said(self, part: str) -> dict[str, str]:
        """The description or the script by language, without those in which nothing is said; only when valid."""
        said = {language: self.cleaned_data.get(f"{part}_{language}", "") for language in languages()}
        return {language: words for language, words in said.items() if words}


class KindForm:
    """One kind of request."""

    template_name = "studio/kind_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        initial = {
            **as_fields(definition.get("name", {})),
            **{part: definition.get(part) for part in ("sensitive", "process", "routing", "ladder")},
            **{
                f"{part}_{each}": (definition.get(part) or {}).get(each, "")
                for part in ("description", "script")
                for each in languages()
            },
        }
        self.head = HeadForm(posted, initial=initial)
        self.grounds = GroundsForm(definition.get("grounds") or [], posted, kind=key)

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), self.grounds.is_valid()])

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        return {
            "name": self.head.name(),
            **{part: head[part] for part in ("sensitive", "process", "routing", "ladder")},
            **{part: said for part in ("description", "script") if (said := self.head.said(part))},
            **({"grounds": grounds} if (grounds := self.grounds.raws()) else {}),
        }

    def edit(self, definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Its buttons work on the grounds."""
        if grounds := self.grounds.edit(definition.pop("grounds", []), do, at):
            definition["grounds"] = grounds
        return ""


def lines(definition: Any) -> Iterator[Line]:
    """Who may see it and what works it."""
    yield name_line(definition)
    for part, label in (("description", _now("Description")), ("script", _now("Script for calls"))):
        said = definition.get(part) or {}
        if words := " · ".join(said[each] for each in languages() if said.get(each)):
            yield Line(part, label, words, naming=True)
    if words := one_and_all(in_language(each.get("name") or {}) for each in definition.get("grounds") or []):
        yield Line("grounds", _now("Grounds for refusing"), words)
    alone = _now("the unit for sensitive requests alone")
    others = _now("the agency that routing finds, and the complaints unit")
    yield Line("sensitive", _now("Who may see it"), alone if definition.get("sensitive") else others)
    for part, label in (
        (Subject.PROCESS, _now("Process")),
        (Subject.ROUTING, _now("Routing table")),
        (Subject.LADDER, _now("Escalation ladder")),
    ):
        key = definition.get(part.value, "")
        none = _now("none: nothing is escalated") if part == Subject.LADDER else _now("not chosen yet")
        yield Line(part.value, label, names_in_force(part).get(key, key) or none)


KINDS = EditedSubject(
    subject=Subject.KIND,
    title=_("Kind of request"),
    lines=lines,
    form=KindForm,
    applies=_(
        "It applies to new requests only; those that are open stay as they began. Who drafted it and who published it "
        "is recorded."
    ),
    ending=_(
        "New requests of this kind are not taken any more; its form says so, and leads to the others. Requests that "
        "are open go on as they began, and may be opened again as before."
    ),
    own_list=ListOfItsOwn("studio:kinds", _("Kinds of request")),
)
