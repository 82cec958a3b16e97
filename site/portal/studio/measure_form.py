"""The form of a measure, to be read as a sentence: what is counted, of what, always only where, placed by which day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.translated_text import languages
from portal.admin_screens.names import NamedForm, as_fields, hide_unasked
from portal.studio.counted import NUMBER
from portal.studio.edited import Files
from portal.studio.measure_conditions import NEW, conditions_of, rows_for
from portal.studio.measure_words import DIRECTIONS, SHAPES, WHATS, name_of
from workflows.figures.checks import MOST_CONDITIONS, MOST_LEAST, unit_of
from workflows.figures.measure import FORMAT, Measure
from workflows.figures.vocabulary import DIMENSIONS, SOURCES, amounts_of, days_of
from workflows.versions.raw import Malformed

PARTS: Final = ("filters", "top", "of")
"""Where conditions may be: of the measure, of what is counted, of what that is divided by."""
LONGEST_MEANING: Final = 500


def meaning_field(language: str) -> str:
    """The field in which is said, in a language, what it counts."""
    return f"meaning_{language}"


class HeadForm(NamedForm):
    """What is said once."""

    source = forms.ChoiceField(
        label=pgettext_lazy("measure", "Of what"), choices=list(SOURCES.items()), widget=forms.RadioSelect
    )
    shape = forms.ChoiceField(label=_("It is"), choices=list(SHAPES.items()), widget=forms.RadioSelect)
    placed_by = forms.ChoiceField(
        label=_("Placed by"),
        help_text=_("The day that says to which month or year something belongs. Most wrong figures come from it."),
    )
    direction = forms.ChoiceField(label=_("How it is read"), choices=list(DIRECTIONS.items()), widget=forms.RadioSelect)
    least = forms.IntegerField(
        label=_("Only shown if based on at least"),
        help_text=_("A share or a median of fewer says little, and is not shown."),
        min_value=1,
        max_value=MOST_LEAST,
        error_messages=NUMBER,
        widget=forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"}),
    )
    dimensions = forms.MultipleChoiceField(
        label=_("Split only by"),
        help_text=_("Nothing ticked: by all that fits."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, called in settings.LANGUAGES:
            self.fields[meaning_field(language)] = forms.CharField(
                label=_now("What it counts, in %(language)s") % {"language": called},
                max_length=LONGEST_MEANING,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "lang": language, "dir": "auto"}),
            )
        hide_unasked(self, "meaning")
        source = str(self["source"].value() or "cases")
        day = str(self["placed_by"].value() or "")
        days = {key: str(words) for key, words in days_of(source).items()}
        _choose(self, "placed_by", days | ({} if day in days or not day else {day: name_of(day)}))
        chosen = [str(each) for each in self["dimensions"].value() or []]
        known = {key: str(each.words) for key, each in DIMENSIONS.items() if source in each.sources or key in chosen}
        _choose(self, "dimensions", known | {key: key for key in chosen if key not in known})

    @property
    def meanings(self) -> list[BoundField]:
        """The fields that say what it counts, for drawing."""
        return [self[meaning_field(language)] for language in languages()]

    def meaning(self) -> dict[str, str]:
        """What was filled in, language to words."""
        said = {language: self.cleaned_data.get(meaning_field(language), "") for language in languages()}
        return {language: words for language, words in said.items() if words}


class TermForm(forms.Form):
    """One number."""

    what = forms.ChoiceField(label=_("What is counted"), choices=list(WHATS.items()))
    column = forms.ChoiceField(label=_("Amount"), required=False)
    percentile = forms.IntegerField(
        label=_("Percentile"),
        required=False,
        min_value=1,
        max_value=99,
        error_messages=NUMBER,
        widget=forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column = str(self["column"].value() or "")
        known = {"": _now("no amount: only how many")} | {each.key: str(each.words) for each in amounts_of(source)}
        _choose(self, "column", known | ({} if column in known else {column: name_of(column)}))

    def term(self, conditions: list[dict[str, Any]]) -> dict[str, Any]:
        """As the definition has it; only when valid."""
        what = self.cleaned_data["what"]
        found: dict[str, Any] = {"what": what}
        if what not in ("count", "count_if"):
            found["column"] = self.cleaned_data["column"]
        elif conditions:
            found["what"] = "count_if"
        if conditions:
            found["conditions"] = conditions
        if what == "percentile":
            found["percentile"] = self.cleaned_data["percentile"] or 90
        return found


class MeasureForm:
    """Head, the two numbers, and conditions of each and of the whole. ``edit`` does what a button asks for."""

    template_name = "studio/measure_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        meaning = definition.get("meaning", {})
        initial = {
            **as_fields(definition.get("name", {})),
            **{meaning_field(language): meaning.get(language, "") for language in languages()},
            **{name: definition.get(name) for name in ("source", "shape", "placed_by", "direction", "least")},
            "dimensions": definition.get("dimensions", []),
        }
        self.head = HeadForm(posted, initial=initial)
        source = str(self.head["source"].value() or "cases")
        raw = {"top": definition.get("term", {}), "of": definition.get("of", {"what": "count"})}
        self.terms = {
            part: TermForm(posted, prefix=part, initial={**each}, source=source) for part, each in raw.items()
        }
        conditions = {
            "filters": definition.get("filters"),
            **{part: each.get("conditions") for part, each in raw.items()},
        }
        self.rows = {part: rows_for(conditions[part], posted, prefix=f"{part}-rows", source=source) for part in PARTS}

    @property
    def is_divided(self) -> bool:
        """Whether there is something of which it is told."""
        return bool(self.head["shape"].value() != "number")

    def is_valid(self) -> bool:
        """Each is asked, so that all that must be corrected is said at once."""
        asked = [bool(each.is_valid()) for each in (self.head, *self.terms.values(), *self.rows.values())]
        return all(asked)

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        conditions = {part: conditions_of(rows) for part, rows in self.rows.items()}
        found: dict[str, Any] = {
            "format": FORMAT,
            "name": self.head.name(),
            "meaning": self.head.meaning(),
            "source": head["source"],
            "shape": head["shape"],
            "term": self.terms["top"].term(conditions["top"]),
            "placed_by": head["placed_by"],
            "filters": conditions["filters"],
            "unit": "count",
            "direction": head["direction"],
            "dimensions": head["dimensions"],
            "least": head["least"],
        }
        if head["shape"] != "number":
            found["of"] = self.terms["of"].term(conditions["of"])
        return found | {"unit": _unit(found)}

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add a condition to a part, or take one away; ``values`` shows what fits by now. Returns the part."""
        verb, _sign, part = do.partition("-")
        if part not in PARTS or (part == "of" and "of" not in definition):
            return ""
        holder = definition if part == "filters" else definition["term" if part == "top" else "of"]
        rows = holder.setdefault("filters" if part == "filters" else "conditions", [])
        if verb == "add" and len(rows) < MOST_CONDITIONS:
            rows.append(dict(NEW))
        elif verb == "remove" and len(at) == 1 and at[0] < len(rows):
            del rows[at[0]]
        if part != "filters" and holder["what"] in ("count", "count_if"):
            holder["what"] = "count_if" if rows else "count"
        return part


def _choose(form: forms.Form, field: str, choices: Mapping[str, str]) -> None:
    cast("forms.ChoiceField", form.fields[field]).choices = list(choices.items())


def _unit(definition: dict[str, Any]) -> str:
    """It follows from the rest; of what cannot be read it is a count, and a check says so."""
    try:
        return unit_of(Measure.of_json("", definition))
    except Malformed:
        return "count"
