"""Days, as people give them, and the instants that they mean in the country's time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.fields import AnswerDateField
from permissions.now import now
from permissions.writing import local, midnight, written_day, written_moment

Words = str | Promise


def today() -> date:
    return local(now()).date()


def since(day: date | None) -> datetime | None:
    """What ``from this day`` means: None (from now on) for today or no day."""
    return None if day is None or day <= today() else midnight(day)


def through(day: date) -> datetime:
    """What ``until this day`` means: the whole of it."""
    return midnight(day + timedelta(days=1))


def last_day(ends: datetime) -> date:
    """The last day that a span reaches."""
    return local(ends - timedelta(microseconds=1)).date()


def until_words(ends: datetime | None) -> Words:
    """``until Tuesday 3 March 2027``; with the hour where it ends within that day, as in an emergency."""
    if ends is None:
        return _("without an end date")
    if ends != through(last_day(ends)):
        return _("until %(day)s") % {"day": written_moment(ends)}
    return _("until %(day)s") % {"day": written_day(last_day(ends))}


def since_words(starts: datetime) -> Words:
    """``from Tuesday 3 March 2027``; with the hour where it is still to come within that day."""
    day = local(starts).date()
    return _("from %(day)s") % {"day": written_moment(starts) if now() < starts != midnight(day) else written_day(day)}


def days_of(starts: datetime, ends: datetime | None) -> dict[str, str]:
    """A span as its form takes it; a beginning that is over is left empty: from now on."""
    return {
        "starts": local(starts).date().isoformat() if starts > now() else "",
        "ends": last_day(ends).isoformat() if ends is not None else "",
    }


class DayField(AnswerDateField):
    """A day, chosen from a calendar."""

    def __init__(self, *, label: Any, required: bool = False, hint: Any = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=hint,
            error_messages={"required": _("Choose a day."), "invalid": _("Write the date like this: 24/11/2026.")},
        )


class SpanForm(forms.Form):
    """A form with a first and a last day."""

    starts = DayField(label=_("From"), hint=_("Empty: from now on."))
    ends = DayField(label=_("Until the end of"), hint=_("Empty: without an end date."))

    def clean_starts(self) -> date | None:
        """A right cannot have been held before it was given."""
        day: date | None = self.cleaned_data.get("starts")
        if day is not None and day < today():
            raise forms.ValidationError(_("The first day has already passed. Choose today or a later day."))
        return day

    def clean(self) -> None:
        """The end comes after the beginning."""
        super().clean()
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if ends is not None and ends < (starts or today()):
            self.add_error("ends", forms.ValidationError(_("The end is before the beginning. Choose a later day.")))

    @property
    def begins(self) -> datetime | None:
        return since(self.cleaned_data["starts"])

    @property
    def finishes(self) -> datetime | None:
        day = self.cleaned_data["ends"]
        return through(day) if day else None


class WholeSpanForm(SpanForm):
    """The same with an end that must be given."""

    ends = DayField(label=_("Until the end of"), required=True)

    @property
    def must_end(self) -> datetime:
        return through(self.cleaned_data["ends"])
