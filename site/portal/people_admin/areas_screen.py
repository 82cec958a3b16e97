"""The gazetteer as the platform's administrators keep it: governorates with their districts, and their outlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from content.forms.fields import AnswerDateField
from permissions.access.errors import Refused
from permissions.arabic import fold
from permissions.areas.models import Area
from permissions.areas.outlines import MOST_BYTES, keep_outlines, read_outlines
from permissions.areas.selectors import Gazetteer, Known, gazetteer
from permissions.areas.services import LAST_POSITION, NewArea, write_areas
from permissions.translated_text import in_language
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.names import NamedForm, as_fields
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.screen import PlatformScreen
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction


@dataclass(frozen=True, slots=True)
class Row:
    """An area in the list."""

    area: Known
    name: str
    outlined: bool
    open: bool


class AreasScreen(PlatformScreen):
    """All of them, each district under its governorate; a search finds either."""

    template_name = "access/areas.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")[:100]
        found = gazetteer()
        outlined = set(Area.objects.exclude(outline=None).values_list("key", flat=True))
        rows = [
            Row(each, in_language(each.name), each.key in outlined, found.can_be_chosen(each.key))
            for each in _fitting(found, words)
        ]
        return self.show({"rows": rows, "words": words, "done": take(request), "tab": "areas"})


def _fitting(found: Gazetteer, words: str) -> Iterator[Known]:
    """Those whose name or key has every word, and the governorates of districts that do."""
    wanted = fold(words).split()

    def fits(each: Known) -> bool:
        text = fold(" ".join([each.key, *each.name.values()]))
        return all(word in text for word in wanted)

    for governorate in found.governorates:
        districts = [each for each in found.districts(governorate.key) if fits(each)]
        if districts or fits(governorate):
            yield governorate
            yield from districts


class AreaForm(NamedForm):
    """A governorate or a district."""

    under = forms.ChoiceField(label=_("Governorate"), required=False)
    position = forms.IntegerField(
        label=_("Place in the list"),
        required=False,
        min_value=0,
        max_value=LAST_POSITION,
        help_text=_("A number; smaller ones come first."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input short ltr"}),
        error_messages={"invalid": _("Write a whole number.")},
    )
    closes_on = AnswerDateField(
        label=_("Closed from"),
        required=False,
        help_text=_("The first day on which it cannot be chosen any more. Requests that have it keep it."),
        error_messages={"invalid": _("Write the date like this: 24/11/2026.")},
    )
    needed = True

    def __init__(self, *args: Any, found: Gazetteer, key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["under"]
        if isinstance(field, forms.ChoiceField):
            governorates = ((each.key, in_language(each.name)) for each in found.governorates if each.key != key)
            field.choices = [("", _("none: it is a governorate itself")), *governorates]

    def wanted(self, key: str) -> NewArea:
        given = self.cleaned_data
        return NewArea(key, self.name(), given["under"], given["position"], given["closes_on"])


class NewAreaForm(AreaForm):
    """The same with its key."""

    key = forms.CharField(
        label=_("Key"),
        max_length=40,
        help_text=_("Small Latin letters, digits and hyphens. Requests keep it, and it never changes."),
        widget=forms.TextInput(attrs={"class": "input ltr"}),
        error_messages={"required": _("Write a key.")},
    )
    before_name = ("key",)


class AreaFormScreen(PlatformScreen):
    """A form about one area: what cannot be done stands above it, and what was typed stays."""

    template_name = "access/area_form.html"

    def answer(self, form: AreaForm, key: str) -> HttpResponse:
        """Does it, and says so in the list; or says why not."""
        try:
            with write_transaction():
                changed = write_areas([form.wanted(key)], actor=self.actor)
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(form, status=UNPROCESSABLE)
        words = {"area": in_language(form.name())}
        keep(self.request, Done((_("“%(area)s” is kept.") if changed else _("Nothing has changed.")) % words))
        return redirect("access:areas")

    def page(self, form: AreaForm, *, status: int = 200) -> HttpResponse:
        return self.show({"form": form, "tab": "areas"}, status=status)


class NewAreaScreen(AreaFormScreen):
    """A new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(NewAreaForm(found=gazetteer(), initial={"under": request.GET.get("under", "")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        found = gazetteer()
        form = NewAreaForm(request.POST, found=found)
        if form.is_valid() and form.cleaned_data["key"] in found.areas:
            form.add_error("key", _("This key is in use already: choose another one."))
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        return self.answer(form, form.cleaned_data["key"])


class AreaScreen(AreaFormScreen):
    """One that there is."""

    def area(self, key: str) -> Area:
        """Raises ``NotAllowed``."""
        found = Area.objects.select_related("under").filter(key=key).first()
        if found is None:
            raise NotAllowed
        return found

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        area = self.area(key)
        initial = {
            "under": area.under.key if area.under else "",
            "position": area.position,
            "closes_on": area.closes_on,
            **as_fields(area.name),
        }
        return self.page(AreaForm(found=gazetteer(), key=key, initial=initial))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        self.area(key)
        form = AreaForm(request.POST, found=gazetteer(), key=key)
        return self.answer(form, key) if form.is_valid() else self.page(form, status=UNPROCESSABLE)

    def show(self, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        return super().show(context | {"area": self.area(self.kwargs["key"])}, status=status)


class OutlinesForm(forms.Form):
    """A file with all outlines."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("GeoJSON: a collection of shapes, each with a property “key”. It takes the place of all outlines."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "invalid": _("Choose a file."),
        },
        widget=forms.FileInput(attrs={"accept": ".geojson,.json", "class": "input"}),
    )


class OutlinesScreen(PlatformScreen):
    """Takes in a file of outlines as a whole, or lets go of all of them."""

    template_name = "access/outlines.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(OutlinesForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OutlinesForm(request.POST, request.FILES)
        try:
            if request.POST.get("do") == "drop":
                outlines = {}
            elif form.is_valid():
                outlines = read_outlines(form.cleaned_data["file"].read(MOST_BYTES + 1))
            else:
                return self.page(form, status=UNPROCESSABLE)
            with write_transaction():
                count = keep_outlines(outlines, actor=self.actor)
        except Refused as error:
            form = OutlinesForm(request.POST, request.FILES)
            form.add_error("file", str(error))
            return self.page(form, status=UNPROCESSABLE)
        keep(request, Done(_("Outlines that are there now: %(count)d.") % {"count": count}))
        return redirect("access:areas")

    def page(self, form: OutlinesForm, *, status: int = 200) -> HttpResponse:
        there = Area.objects.exclude(outline=None).count()
        return self.show({"form": form, "there": there, "tab": "areas"}, status=status)
