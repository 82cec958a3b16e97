"""Places on a page that an officer covers: each as numbers, so that no pointer is needed; a script draws them."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content.forms.covering import MOST_BOXES, WHOLE
from content.forms.redaction import Box


def _share(label: Any, *, least: str) -> forms.DecimalField:
    """In hundredths of a page's width or height, to a tenth."""
    widget = forms.NumberInput(attrs={"step": "0.1", "min": least, "max": "100", "dir": "ltr"})
    return forms.DecimalField(label=label, min_value=float(least), max_value=100, decimal_places=1, widget=widget)


class BoxForm(forms.Form):
    """One place. What reaches over the edge of the page ends there."""

    page = forms.IntegerField(label=_("Page"), min_value=1, widget=forms.NumberInput(attrs={"min": 1, "dir": "ltr"}))
    left = _share(_("From the left edge"), least="0")
    top = _share(_("From the top edge"), least="0")
    width = _share(_("Width"), least="0.1")
    height = _share(_("Height"), least="0.1")

    def has_changed(self) -> bool:
        """The page alone stands there from the beginning."""
        return any(name != "page" for name in self.changed_data)

    def box(self) -> Box:
        """Only after the form was found valid."""
        left, top, width, height = (self._thousandths(name) for name in ("left", "top", "width", "height"))
        return Box(self.cleaned_data["page"], left, top, min(left + width, WHOLE), min(top + height, WHOLE))

    def _thousandths(self, name: str) -> int:
        return int(self.cleaned_data[name] * WHOLE / 100)


class BoxesBase(forms.BaseFormSet[BoxForm]):
    """All of them; ``pages``: how many the file has; ``page``: that which is shown."""

    def __init__(self, *args: Any, pages: int, page: int, **kwargs: Any) -> None:
        self.pages, self.page = pages, page
        super().__init__(*args, **kwargs)

    def initial_form_count(self) -> int:
        """Of what is sent nothing was there before: a row in which nothing stands any more is none."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: BoxForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["page"].initial = self.page
        if self.pages == 1:
            form.fields["page"].widget = forms.HiddenInput()
        form.fields["DELETE"].label = _("Remove this box")

    def clean(self) -> None:
        if any(self.errors):
            return
        for form in self.filled:
            if form.cleaned_data["page"] > self.pages:
                form.add_error("page", _now("There is no such page."))
        if not self.filled:
            raise forms.ValidationError(_now("Cover at least one place: draw a box, or fill in its numbers."))

    @property
    def filled(self) -> list[BoxForm]:
        """Those in which something stands, and which are not to be removed."""
        return [form for form in self.forms if form.has_changed() and not form.cleaned_data.get("DELETE")]

    def boxes(self) -> list[Box]:
        return [form.box() for form in self.filled]


Boxes = cast(
    "type[BoxesBase]",
    forms.formset_factory(
        BoxForm,
        formset=BoxesBase,
        extra=1,
        can_delete=True,
        max_num=MOST_BOXES,
        validate_max=True,
        absolute_max=MOST_BOXES,
    ),
)
