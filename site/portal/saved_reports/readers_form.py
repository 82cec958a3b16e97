"""Choosing to whom a report is sent: people found by name, shown by name, and sent as user names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from permissions.isolated import isolated_words
from permissions.people.models import User
from permissions.translated_text import listed
from portal.saved_reports.screen import FiguresScreen
from workflows.saved_reports.readers import LONGEST, readers_called, readers_named

MOST_READERS: Final = 50


class _UserNames(forms.MultipleChoiceField):
    """Boxes of people: any user name is taken, and ``ReadersForm`` says whose is refused."""

    widget = forms.CheckboxSelectMultiple
    says_itself = True  # one of both fields is needed

    def valid_value(self, value: str) -> bool:
        return len(value) <= LONGEST


class ReadersForm(forms.Form):
    """``readers``: the boxes of those who were chosen. ``person``: a name that was typed and not chosen from the list.

    ``people`` are both together, once valid.
    """

    readers = _UserNames(
        label=_("To whom"),
        required=False,
        help_text=_("Each gets the figures that their own rights reach, once they have logged in."),
    )
    person = forms.CharField(
        label=_("Somebody else"),
        required=False,
        max_length=LONGEST,
        help_text=_("Type a part of the name and choose from the list: only people who may read reports are in it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: list[User] = []
        self._labels: dict[str, str] = {}
        self.fields["person"].widget.attrs |= {
            "autocomplete": "off",
            "data-people": reverse_lazy("own_reports:people"),
            "data-into": self["readers"].auto_id,
            "data-name": "readers",
            "data-label": _("People who may read reports"),
            "data-found": _("People found: {count}"),
            "data-none": _("Nobody who may read reports is called so."),
            "data-added": _("{name} is added."),
        }
        chosen, _unknown = readers_named(self._sent())
        self._offer(chosen)

    def clean_readers(self) -> list[str]:
        """Raises ``ValidationError`` for user names that nobody has who reads reports."""
        names = list(self.cleaned_data["readers"])
        if len(names) > MOST_READERS:
            raise forms.ValidationError(
                _("A report is sent to at most %(most)d people."), params={"most": MOST_READERS}
            )
        self.people, unknown = readers_named(names)
        if unknown:
            raise forms.ValidationError(
                _("%(names)s may not read reports: choose somebody from the list."), params={"names": listed(unknown)}
            )
        return names

    def clean_person(self) -> str:
        """Take the one person who was meant. Raises ``ValidationError`` for nobody, and for one of several."""
        typed = str(self.cleaned_data["person"])
        if not typed:
            return ""
        meant, _unknown = readers_named([typed])
        meant = meant or readers_called(typed)
        if not meant:
            refused = _("Nobody who may read reports is called “%(name)s”: choose somebody from the list.")
            raise forms.ValidationError(refused, params={"name": isolated_words(typed)})
        self._offer(meant)
        if len(meant) > 1:
            refused = _("Several people are called “%(name)s”. Tick those you mean under “To whom”.")
            raise forms.ValidationError(refused, params={"name": isolated_words(typed)})
        self.people = [*{person.pk: person for person in (*self.people, *meant)}.values()]
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.people and not self.errors.keys() & {"readers", "person"}:
            self.add_error("readers", _("Choose at least one reader."))
        if len(self.people) > MOST_READERS and "readers" not in self.errors:
            self.add_error("readers", _("A report is sent to at most %(most)d people.") % {"most": MOST_READERS})
        return cleaned

    def _sent(self) -> list[str]:
        """The user names of the boxes that are ticked, as they were sent or stand there at first."""
        return [str(name) for name in self["readers"].value() or ()][:MOST_READERS]

    def _offer(self, people: Iterable[User]) -> None:
        """Boxes for these people too."""
        field = cast("_UserNames", self.fields["readers"])
        self._labels |= {person.username: _label(person) for person in people}
        field.choices = list(self._labels.items())


def _label(person: User) -> str:
    return format_html('<bdi>{}</bdi> <bdi class="soft no">{}</bdi>', str(person), person.username)


class ReadersScreen(FiguresScreen):
    """The names of people to whom a report may be sent and whom a typed part (``q``) fits."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.must_keep()
        people = readers_called(request.GET.get("q", ""))
        return JsonResponse({"found": [{"login": person.username, "name": str(person)} for person in people]})
