"""What a ready answer is made of in a form: its words, and for whom, for which kind, act and language it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.agencies.models import Agency
from permissions.agencies.rights import WORK_CASE
from permissions.isolated import without_steering
from permissions.now import now
from portal.desk.answer_forms import AddToAnswerForm, CorrectAnswerForm
from portal.desk.forms import AskForm, DecideForm, ProceedForm, ReplyForm
from portal.desk.models import ReadyAnswer
from portal.desk.ready import BLANK, PLACES, new_key, shares_at, shares_for_all
from portal.desk.refusing import ASKED, choices_of, ground_field, instead_field, rule_field
from portal.desk.together import colleagues
from workflows.cases.change import LONGEST_TEXT
from workflows.cases.grounds import grounds_of
from workflows.cases.models import NOT_ANSWERED, Outcome, RequestKind, Tag
from workflows.cases.rules import Rules
from workflows.notifications.wording.placeholders import (
    as_kept,
    as_shown,
    in_percent,
    is_broken,
    places,
    shown,
)

OWN, ALL = "own", "all"
AGENCY = "agency:"
"""Before the code of the agency for which it is."""


class ReadyForm(forms.Form):
    """``answer``: the one that is changed; None for a new one."""

    title = forms.CharField(label=_("Name"), max_length=120)
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )
    for_whom = forms.ChoiceField(label=_("Who can use it"))
    kind = forms.ChoiceField(label=_("Kind of request"), required=False)
    act = forms.ChoiceField(label=_("Used for"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, help_text=_("Chosen with it, where an answer decides and the step has it.")
    )
    ground = ground_field()
    rule = rule_field()
    instead = instead_field()
    category = forms.ChoiceField(label=_("Category"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    assignee = forms.ChoiceField(
        label=_("Goes to"), required=False, help_text=_("If the request stays with your agency, as after a reply.")
    )
    language = forms.ChoiceField(label=_("Language of the request"), required=False)

    def __init__(self, *args: Any, answer: ReadyAnswer | None, held: Held, **kwargs: Any) -> None:
        initial = _initial(answer) if answer is not None else {"for_whom": OWN, "language": get_language()}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.answer = answer
        self.agencies = {each.code: each for each in Agency.objects.filter(pk__in=sorted(shares_at(held)))}
        shared = [(f"{AGENCY}{code}", str(agency)) for code, agency in self.agencies.items()]
        everybody = [(ALL, _now("Everybody who works requests"))] if shares_for_all(held) else []
        self._offer("for_whom", [(OWN, _now("Myself alone")), *shared, *everybody])
        kinds = list(RequestKind.objects.all())
        self._offer("kind", [("", _now("All kinds")), *((each.code, str(each)) for each in kinds)])
        grounds = {ground.key: ground for kind in kinds for ground in grounds_of(kind)}
        self._offer("ground", choices_of([*grounds.values()]))
        acts = [
            (form.act, str(form.title))
            for form in (DecideForm, ReplyForm, AskForm, ProceedForm, AddToAnswerForm, CorrectAnswerForm)
        ]
        self._offer("act", [("", _now("Whatever is written to the citizen")), *acts])
        outcomes = [(value, label) for value, label in Outcome.choices if value not in NOT_ANSWERED]
        self._offer("outcome", [("", _now("None")), *outcomes])
        self._offer("language", [("", _now("Either language")), *settings.LANGUAGES])
        self._offer("category", [("", _now("None")), *_categories(kinds)])
        tags = Tag.objects.filter(agency__in=held.at(WORK_CASE), active=True)
        self._offer("tag", [("", _now("None")), *((str(each.pk), each.name) for each in tags)])
        self._offer("assignee", [("", _now("Nobody")), *((str(each.pk), str(each)) for each in colleagues(held))])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    @property
    def offered(self) -> list[str]:
        """The places that may stand in the text, as they are written there."""
        return [f"{{{shown(name, _written_in())}}}" for name in (*PLACES, BLANK)]

    def clean_text(self) -> str:
        """As it is kept: each place by its name in the code."""
        text = as_kept(without_steering(self.cleaned_data["text"]).strip())
        for name in places(text):
            if name and name not in (*PLACES, BLANK):
                sentence = _now("There is no place “%(name)s”. Insert one by its button, or write the words.")
                raise forms.ValidationError(sentence % {"name": shown(name, _written_in())})
        if is_broken(text) or in_percent(text):
            raise forms.ValidationError(
                _now("A place is broken. It begins with { and ends with }, with its name between.")
            )
        return text

    def save(self, user_id: int) -> ReadyAnswer:
        """The row, written; only when valid."""
        found, whom = self.cleaned_data, self.cleaned_data["for_whom"]
        answer = self.answer or ReadyAnswer(key=new_key())
        for name in ("title", "text", "kind", "act", "outcome", "language", "category"):
            setattr(answer, name, found[name])
        for name in ASKED:
            setattr(answer, name, found[name] if found["outcome"] == Outcome.REFUSED else "")
        answer.owner_id = user_id if whom == OWN else None
        answer.agency = self.agencies[whom.removeprefix(AGENCY)] if whom.startswith(AGENCY) else None
        answer.tag_id, answer.assignee_id = found["tag"] or None, found["assignee"] or None
        answer.changed_by_id, answer.changed_at = user_id, now()
        answer.save()
        return answer


def _initial(answer: ReadyAnswer) -> dict[str, Any]:
    agency = answer.agency
    whom = OWN if answer.owner_id is not None else (f"{AGENCY}{agency.code}" if agency is not None else ALL)
    kept = ("title", "kind", "act", "outcome", "language", "category", *ASKED)
    fields = {name: getattr(answer, name) for name in kept} | {"tag": answer.tag_id, "assignee": answer.assignee_id}
    return {**fields, "for_whom": whom, "text": as_shown(answer.text, _written_in())}


def _categories(kinds: Iterable[RequestKind]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Those that can be chosen, by the kind whose they are."""
    rules = Rules(at=now())
    for kind in kinds:
        found = rules.categories(kind.code)
        if found is not None and found[0].chosen_from:
            yield str(kind), [(each.key, found[0].in_words(each.key)) for each in found[0].chosen_from]


def _written_in() -> str:
    return str(get_language())
