"""What is asked of a new thing: its name in each language, its key, and what it begins as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, ClassVar, Final, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import in_language
from portal.admin_screens.names import NamedForm, field_of
from portal.studio.kind_forms import address_taken
from portal.studio.letter_recipients import RECIPIENTS
from portal.studio.naming import names_in_force
from workflows.cases.models import RequestKind
from workflows.figures.in_force import measures
from workflows.figures.shipped import SHIPPED as SHIPPED_MEASURES
from workflows.processes.letters import is_own, prefix_of
from workflows.versions.models import Subject
from workflows.versions.selectors import history

LONGEST: Final = 40
KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
EMPTY: Final = "empty"
RESERVED: Final = frozenset(
    {EMPTY, "mine", "new", "body", "year", "draft", "drafts", "kinds", "versions", "all", "none"}
)
"""Words of addresses and of forms, where a key could be taken for them."""


BEGINS_AS = _("Choose one of those in force, or an empty one.")


class NewForm(NamedForm):
    """A new thing of one subject. ``key``: what it will be called in addresses, however it was found.

    ``templates``: what it can begin as beside a copy, by what the form sends and in words.
    """

    longest: ClassVar[int] = 80
    needed: ClassVar[bool] = True
    code = forms.CharField(
        label=_("Key"),
        required=False,
        max_length=LONGEST,
        help_text=_(
            "Small Latin letters, digits and hyphens. Left empty, it is made of the English name. It never changes "
            "afterwards; the name may."
        ),
        widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
    begins = forms.ChoiceField(
        label=_("Begins as"),
        initial=EMPTY,
        error_messages={"required": BEGINS_AS, "invalid_choice": BEGINS_AS},
    )

    def __init__(self, subject: Subject, *args: Any, templates: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.key = subject, ""
        self._templates = dict(templates)
        copies = [(key, _now("a copy of %(name)s") % {"name": f"{name} ({key})"}) for key, name in _copied(subject)]
        offered = [(EMPTY, _("empty")), *templates, *copies]
        cast("forms.ChoiceField", self.fields["begins"]).choices = offered
        if subject == Subject.CALENDAR:
            self.fields["body"] = _whose()
        if subject == Subject.LETTER:
            self.fields["recipient"] = _to_whom()
            self.initial.setdefault("recipient", prefix_of(self.initial.get("begins", "")))

    @property
    def copy_of(self) -> str:
        """The key of what it begins as a copy of; nothing where it is none."""
        begins = self.begins_as
        return "" if begins in self._templates else begins

    @property
    def begins_as(self) -> str:
        """A template, the key of what it copies, or nothing where it begins empty."""
        chosen = self.cleaned_data.get("begins", EMPTY)
        return "" if chosen == EMPTY else str(chosen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("code", "")
        before = cleaned.get("recipient", "")
        made = typed or slugify(cleaned.get(field_of("en"), ""))
        if before and self.copy_of and prefix_of(self.copy_of) != before:
            self.add_error("recipient", _now("A copy goes to the same people as the letter that it was copied from."))
        self.key = cleaned.get("body") or (f"{before}{made}"[:LONGEST].strip("-") if made else "")
        asked_for = "body" if cleaned.get("body") else "code"
        # Without an English name there is nothing yet to make it of: that is said at the name.
        if (self.key or field_of("en") in cleaned) and asked_for not in self.errors:
            refused = self._refused(is_body=bool(cleaned.get("body")))
            if refused:
                self.add_error(asked_for, refused)
        return cleaned

    def _refused(self, *, is_body: bool) -> str:
        """Why the key cannot be had, as a sentence; nothing where it can."""
        told = {"key": self.key}
        if not is_body and not KEY.fullmatch(self.key):
            return _now("Write the key in small Latin letters, digits and hyphens, with a letter first: water-supply.")
        if not is_body and self.key in RESERVED:
            return _now("“%(key)s” is a word that the platform needs itself. Choose another key.") % told
        taken = taken_by(self.subject, self.key)
        if taken:
            return _now("There is already one with the key “%(key)s”: %(name)s. Choose another key.") % {
                **told,
                "name": taken,
            }
        if self.subject == Subject.KIND and address_taken(self.key):
            return _now("There is already a page whose address ends in “%(key)s”. Choose another key.") % told
        if self.subject == Subject.CALENDAR and not is_body and Agency.objects.filter(code=self.key).exists():
            return _now("“%(key)s” is the code of an agency. Choose the agency above instead.") % told
        return ""


def taken_by(subject: str, key: str) -> str:
    """The name of what has a key, whether it is in force, only drafted, or no longer in force; nothing if none has."""
    version = history(subject, key).first()
    if version is not None:
        return in_language(version.definition.get("name") or {}) or key
    if subject == Subject.MEASURE and key in SHIPPED_MEASURES:
        return in_language(SHIPPED_MEASURES[key].name)
    kind = RequestKind.objects.filter(code=key).first() if subject == Subject.KIND else None
    return str(kind) if kind is not None else ""


def _copied(subject: Subject) -> list[tuple[str, str]]:
    if subject == Subject.KIND:
        return [(kind.code, str(kind)) for kind in RequestKind.objects.filter(active=True)]
    if subject == Subject.MEASURE:
        return [(key, in_language(measure.name)) for key, measure in measures().items()]
    # Of a letter that the platform sends there is but one: when it goes out is not its owners' to say.
    return [each for each in names_in_force(subject).items() if subject != Subject.LETTER or is_own(each[0])]


def _to_whom() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("To whom it goes"),
        choices=list(RECIPIENTS.items()),
        help_text=_("It never changes afterwards, and stands at the beginning of the key."),
        error_messages={"required": _("Choose to whom it goes."), "invalid_choice": _("Choose to whom it goes.")},
    )


def _whose() -> forms.ChoiceField:
    bodies = [(agency.code, str(agency)) for agency in Agency.objects.filter(active=True)]
    return forms.ChoiceField(
        label=_("Whose calendar"),
        required=False,
        choices=[("", _("of no agency in particular")), *in_order(bodies, itemgetter(1))],
        help_text=_(
            "The key of an agency’s calendar is the agency’s code. All below it that have none of their own go by it."
        ),
        error_messages={"invalid_choice": _("Choose one of the agencies.")},
    )
