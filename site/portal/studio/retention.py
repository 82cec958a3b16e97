"""How long requests are kept as owners see it: line by line, and in a form with a row for each kind and track."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.studio.edited import EditedSubject, Files
from portal.studio.lines import Line
from workflows.cases.models import RequestKind, Track
from workflows.cases.retention import FORMAT, MOST_YEARS, Period
from workflows.versions.models import Subject, Version, VersionStatus

PARTS = ("years", "months", "days")
MOST = {"years": MOST_YEARS, "months": 12 * MOST_YEARS, "days": 365 * MOST_YEARS}


class RowForm(forms.Form):
    """One kind of one track; all empty: it is kept for good."""

    years = forms.IntegerField(label=pgettext_lazy("period", "Years"), required=False)
    months = forms.IntegerField(label=pgettext_lazy("period", "Months"), required=False)
    days = forms.IntegerField(label=pgettext_lazy("period", "Days"), required=False)

    def __init__(self, kind: RequestKind, track: Track, posted: QueryDict | None, keep: dict[str, int] | None) -> None:
        self.kind, self.track = kind, track
        initial = {name: value for name, value in (keep or {}).items() if value}
        super().__init__(posted, initial=initial, prefix=f"{kind.code}-{track}")
        for name in PARTS:
            wrong = _("Write a whole number, 0 to %(most)d.") % {"most": MOST[name]}
            self.fields[name].validators += [MinValueValidator(0, wrong), MaxValueValidator(MOST[name], wrong)]
            self.fields[name].error_messages |= {"invalid": wrong}
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "min": 0, "max": MOST[name]}

    def row(self) -> dict[str, Any]:
        """The row of the definition; only when valid."""
        said = {name: self.cleaned_data[name] for name in PARTS}
        keep = None if all(value is None for value in said.values()) else {name: said[name] or 0 for name in PARTS}
        return {"kind": self.kind.code, "track": str(self.track), "keep": keep}


class RetentionForm:
    """A row for each kind, also one that is taken no more, and each track of which it may have requests."""

    template_name = "studio/retention_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        self._definition = definition
        kept = {(row["kind"], row["track"]): row["keep"] for row in definition.get("rows", [])}
        had = tracks_of_kinds()
        self.rows = [
            RowForm(kind, track, posted, kept.get((kind.code, str(track))))
            for kind in RequestKind.objects.all()
            for track in Track
            if track in had.get(kind.code, Track) or kept.get((kind.code, str(track))) is not None
        ]

    def is_valid(self) -> bool:
        sound = [row.is_valid() for row in self.rows]  # each of them says what is wrong
        return all(sound)

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition."""
        return {**self._definition, "format": FORMAT, "rows": [row.row() for row in self.rows]}

    @staticmethod
    def edit(_definition: dict[str, Any], _do: str, _at: list[int]) -> str:
        """There is nothing to be added or moved."""
        return ""


def tracks_of_kinds() -> dict[str, set[Track]]:
    """By the code of a kind the tracks that its requests can be on: that of today, those of before, and the sensitive
    one, since any can be sealed later; whether one was, nobody learns here. One statement."""
    found: dict[str, set[Track]] = {}
    was = Version.objects.filter(subject=Subject.KIND).exclude(status=VersionStatus.DRAFT)
    for code, sensitive in was.values_list("key", "definition__sensitive").order_by().distinct():
        found.setdefault(code, {Track.SENSITIVE}).add(Track.SENSITIVE if sensitive else Track.ORDINARY)
    return found


def lines(definition: Any) -> Iterator[Line]:
    """A period a line; what is kept for good needs none, unless all is."""
    kinds = {kind.code: str(kind) for kind in RequestKind.objects.all()}
    rows = [row for row in definition.get("rows", []) if row.get("keep") is not None]
    for row in rows:
        label = f"{kinds.get(row['kind'], row['kind'])} · {Track(row['track']).label}"
        yield Line(f"{row['kind']} {row['track']}", label, Period.of(row["keep"]).in_words())
    if not rows:
        yield Line("nothing", _now("All kinds"), _now("Kept for good: nothing is ever erased."))


RETENTION = EditedSubject(
    subject=Subject.RETENTION,
    title=_("How long requests are kept"),
    lines=lines,
    form=RetentionForm,
    applies=_(
        "It counts for all closed requests, also for those that were closed long ago. For a day nothing is erased, so "
        "that process owners can still change it; then what is due is erased, for good. Nothing under a legal hold is "
        "erased."
    ),
)
