"""Words of danger in a form: each kind with its phrases, and each list with a field for each way of writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.arabic import fold
from permissions.platform.models import EmergencyNumber
from permissions.translated_text import direction_of, in_language, languages
from portal.admin_screens.names import NamedForm, as_fields, hide_unasked
from portal.studio.edited import Files
from workflows.cases.models import RequestKind
from workflows.danger_words.decide import LATIN
from workflows.danger_words.definition import CODES, FORMAT, LONGEST_SENTENCE, MOST_LISTS, titles_of

LONGEST_FIELD: Final = 20_000
"""Letters of a field with a word or a phrase a line."""
_NAMED: Final = re.compile(r"\[([^\[\]]*)\]")


def written_in(written: str) -> str:
    """A way of writing in words: a language, or Arabic in Latin letters."""
    return _now("Arabic in Latin letters") if written == LATIN else str(dict(settings.LANGUAGES).get(written, written))


def ways_of_writing() -> tuple[str, ...]:
    """Arabic comes first, and then, as people write it on a phone, in Latin letters."""
    first, *others = languages()
    return (first, LATIN, *others)


def written_phrase(phrase: str, names: Mapping[str, str]) -> str:
    """A phrase with its lists by their names in the reader's language instead of their keys."""
    return _NAMED.sub(lambda named: f"[{names.get(named[1], named[1])}]", phrase)


def _lines_field(label: Any, direction: str, rows: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "input low", "dir": direction})
    return forms.CharField(label=label, required=False, max_length=LONGEST_FIELD, widget=widget)


def _rows_of(text: str) -> list[str]:
    """A line each, without blank ones, and none twice."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


class HeadForm(NamedForm):
    """What the whole is called."""


class KindForm(forms.Form):
    """One kind of danger; without phrases it is not looked for."""

    def __init__(self, code: str, raw: Mapping[str, Any], names: Mapping[str, str], posted: QueryDict | None) -> None:
        self.code = code
        self.raw = raw
        sentence = raw.get("sentence", {})
        initial = {
            "phrases": "\n".join(written_phrase(phrase, names) for phrase in raw.get("phrases", [])),
            "request_kind": raw.get("request_kind", ""),
            "numbers": raw.get("numbers", []),
            **{f"sentence_{language}": sentence.get(language, "") for language in languages()},
        }
        super().__init__(posted, initial=initial, prefix=f"kind-{code}")
        self.fields["phrases"] = _lines_field(_("Recognised by, a phrase a line"), "auto", 6)
        request_kind = self.fields["request_kind"] = forms.ChoiceField(label=_("Leads to the form"), required=False)
        request_kind.choices = _protected(raw.get("request_kind", ""))
        self.fields["numbers"] = forms.MultipleChoiceField(
            label=_("Numbers that are shown"),
            required=False,
            choices=EmergencyNumber.choices,
            widget=forms.CheckboxSelectMultiple,
        )
        for language, called in settings.LANGUAGES:
            self.fields[f"sentence_{language}"] = forms.CharField(
                label=_now("What the citizen reads, in %(language)s") % {"language": called},
                required=False,
                max_length=LONGEST_SENTENCE,
                widget=forms.Textarea(
                    attrs={"rows": 2, "class": "input low", "lang": language, "dir": direction_of(language)}
                ),
            )
        hide_unasked(self, "sentence")

    @property
    def title(self) -> str:
        """The kind of danger in the reader's language."""
        return in_language(self.raw.get("title", {})) or str(CODES[self.code])

    @property
    def sentences(self) -> list[BoundField]:
        """The fields of what the citizen reads, for drawing."""
        return [self[f"sentence_{language}"] for language in languages()]

    @property
    def count(self) -> int:
        """How many phrases it has, for its summary."""
        return len(_rows_of(str(self["phrases"].value() or "")))

    def kind(self, keys: Mapping[str, str]) -> dict[str, Any] | None:
        """The kind of the definition; None without phrases. ``keys``: of lists by what they are called, folded."""
        data = self.cleaned_data
        phrases = [_NAMED.sub(lambda named: f"[{_key(named[1], keys)}]", row) for row in _rows_of(data["phrases"])]
        if not phrases:
            return None
        said = {language: " ".join(data[f"sentence_{language}"].split()) for language in languages()}
        return {
            "code": self.code,
            "title": dict(self.raw.get("title") or titles_of(self.code)),
            "request_kind": data["request_kind"],
            "numbers": list(data["numbers"]),
            "phrases": phrases,
            "sentence": {language: words for language, words in said.items() if words},
        }


def _key(name: str, keys: Mapping[str, str]) -> str:
    """The key of a list that is called so; what names none stays, and a check says so."""
    return keys.get(fold(name), name.strip())


def _protected(chosen: str) -> list[tuple[str, str]]:
    kinds = {kind.code: str(kind) for kind in RequestKind.objects.filter(sensitive=True, active=True)}
    return [("", _now("no form yet")), *kinds.items(), *([(chosen, chosen)] if chosen and chosen not in kinds else [])]


class ListForm(NamedForm):
    """One list of words that mean much the same, with a field for each way of writing."""

    def __init__(self, raw: Mapping[str, Any], posted: QueryDict | None, place: int) -> None:
        self.list_key = str(raw.get("key", ""))
        words = raw.get("words", {})
        initial = {
            **as_fields(raw.get("name", {})),
            **{f"words_{written}": "\n".join(words.get(written, [])) for written in ways_of_writing()},
        }
        super().__init__(posted, initial=initial, prefix=f"lists-{place}")
        self.fields["key"] = forms.SlugField(widget=forms.HiddenInput, max_length=40, initial=self.list_key)
        self._others = {written: found for written, found in words.items() if written not in ways_of_writing()}
        for written in ways_of_writing():
            label = _now("Words, %(written)s, one a line") % {"written": written_in(written)}
            direction = "ltr" if written == LATIN else direction_of(written)
            self.fields[f"words_{written}"] = _lines_field(label, direction, 5)

    @property
    def title(self) -> str:
        """What the list is called in the reader's language, as it is filled in."""
        return (
            in_language({language: self[f"name_{language}"].value() or "" for language in languages()}) or self.list_key
        )

    @property
    def key_field(self) -> BoundField:
        """The hidden field of its key, for drawing."""
        return self["key"]

    @property
    def words(self) -> list[BoundField]:
        """The fields of its words, for drawing."""
        return [self[f"words_{written}"] for written in ways_of_writing()]

    @property
    def count(self) -> int:
        """How many words it has, for its summary."""
        return sum(len(_rows_of(str(field.value() or ""))) for field in self.words)

    def list(self) -> dict[str, Any]:
        """The list of the definition; only when valid."""
        rows = {written: _rows_of(self.cleaned_data[f"words_{written}"]) for written in ways_of_writing()}
        words = {written: found for written, found in rows.items() if found}
        return {"key": self.cleaned_data["key"], "name": self.name(), "words": {**words, **self._others}}


class DangerForm:
    """All kinds in the order in which they are looked for, and all lists. Buttons add a list, and take one away."""

    template_name = "studio/danger_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        self.head = HeadForm(posted, initial=as_fields(definition.get("name", {})))
        raws = {raw["key"]: raw for raw in definition.get("lists", [])}
        self._former = [*raws.values()]
        names = {key: in_language(raw["name"]) or key for key, raw in raws.items()}
        kinds = {raw["code"]: raw for raw in definition.get("kinds", [])}
        order = [*(code for code in kinds if code in CODES), *(code for code in CODES if code not in kinds)]
        self.kinds = [KindForm(code, kinds.get(code, {}), names, posted) for code in order]
        sent = enumerate(raws) if posted is None else _keys_sent(posted)
        self.lists = [ListForm(raws.get(key, {"key": key}), posted, place) for place, key in sent]

    def is_valid(self) -> bool:
        sound = [form.is_valid() for form in (self.head, *self.kinds, *self.lists)]  # each of them says what is wrong
        return all(sound)

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        lists = [form.list() for form in self.lists]
        keys = _keys_by_name([*self._former, *lists])
        kinds = (form.kind(keys) for form in self.kinds)
        return {
            "format": FORMAT,
            "name": self.head.name(),
            "lists": lists,
            "kinds": [kind for kind in kinds if kind is not None],
        }

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add an empty list, or take one away. Returns no rule."""
        lists: list[dict[str, Any]] = definition["lists"]
        if do == "add-list" and len(lists) < MOST_LISTS:
            taken = {each["key"] for each in lists}
            key = next(f"list-{number}" for number in range(1, MOST_LISTS + 2) if f"list-{number}" not in taken)
            lists.append({"key": key, "name": {}, "words": {}})
        elif do == "remove-list" and len(at) == 1 and at[0] < len(lists):
            del lists[at[0]]
        return ""


def _keys_sent(posted: QueryDict) -> list[tuple[int, str]]:
    """The lists that were sent: their places on the page, and their keys."""
    places = range(MOST_LISTS + 1)
    return [(place, str(posted[f"lists-{place}-key"])) for place in places if f"lists-{place}-key" in posted]


def _keys_by_name(lists: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Of lists as they were and as they are, what each is called in any language, folded, and its key."""
    found: dict[str, str] = {}
    for each in lists:
        found |= {fold(name): each["key"] for name in (each["key"], *each["name"].values()) if name}
    return found
