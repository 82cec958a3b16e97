"""What is done to several cases of the inbox at once: the form, and whom they can be given to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.access.selectors import people_with_any
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from permissions.people.models import User
from portal.desk.beside import KEY, key_of
from portal.desk.forms import text_field
from portal.desk.mentions import Called, asks_for_names, called_among, problems_of
from portal.desk.ready import Inserted
from portal.desk.refusing import GroundOfOne, grounds_of_many, instead_field, rule_field
from portal.desk.sorting_forms import BodyField
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.change import LONGEST_TEXT
from workflows.cases.models import NOT_ANSWERED, Outcome, Work
from workflows.notifications.wording.placeholders import places
from workflows.together.orders import MENTIONED, REFUSALS, TEXT, Doing

MOST = 100
"""Cases in one commit: more are done part by part."""
ASSIGN, NOTE, REFER, DECIDE, TAG = map(str, (Doing.ASSIGN, Doing.NOTE, Doing.REFER, Doing.DECIDE, Doing.TAG))
WEIGHTY = (REFER, DECIDE)
"""Acts that citizens read: they have a page of their own, which asks for what they say."""
MOST_REFUSED = 50
"""Requests that are refused at once: each is read, and has a ground of its own."""
_TOO_MANY_REFUSED = _(
    "At most %(most)d requests can be refused together, because each needs its own ground. Choose fewer."
)
_ID = re.compile(r"[1-9][0-9]{0,17}")
_FORMER = re.compile(rf"({KEY}):([1-9][0-9]{{0,17}})?")


class TogetherForm(forms.Form):
    """One act for all chosen cases; which one is said by the button that was pressed."""

    act = forms.ChoiceField(choices=[(each, each) for each in (ASSIGN, NOTE, TAG, *WEIGHTY)])
    user = forms.ChoiceField(required=False, label=_("Colleague"))
    tag = forms.ChoiceField(required=False, label=_("Tag"))
    text = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        label=_("Note for colleagues"),
        help_text=_("Write @ and a user name or name to tell a colleague of it."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(
        self, *args: object, colleagues: Sequence[User], tags: Mapping[int, str], me: int, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "together-%s"})  # type: ignore[arg-type]
        self.others, self.called = [each for each in colleagues if each.pk != me], Called()
        self.fields["text"].widget.attrs |= asks_for_names(
            reverse("desk:team"),
            label=_("Colleagues who work requests with you"),
            none=_("No colleague of this name works requests with you."),
        )
        self.names = {str(person.pk): str(person) for person in colleagues}
        cast("forms.ChoiceField", self.fields["user"]).choices = [("", _("Choose")), *self.names.items()]

        offered = [(str(pk), name) for pk, name in tags.items()]
        cast("forms.ChoiceField", self.fields["tag"]).choices = [("", _("Choose")), *offered]

    def clean(self) -> None:
        act = self.cleaned_data.get("act")
        if act == TAG and not self.cleaned_data.get("tag") and "tag" not in self.errors:
            self.add_error("tag", _("Choose a tag."))
        if act == ASSIGN and not self.cleaned_data.get("user") and "user" not in self.errors:
            self.add_error("user", _("Choose a colleague."))
        if act == ASSIGN and self.cleaned_data.get("text", "").strip():
            # Done without a word of it, the note would be gone.
            self.add_error("text", _("Save this note first, or empty the field: assigning does not save it."))
        if act == NOTE and not self.cleaned_data.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Write something first."))
        if act == NOTE:
            self.called = called_among(self.cleaned_data.get("text", ""), self.others)
            for problem in problems_of(self.called):
                self.add_error("text", problem)

    @property
    def mentioned(self) -> list[int]:
        """The colleagues (ids) to whom a note speaks; the door asks of each request whether they may read it."""
        return [person.pk for person in self.called.people]

    @property
    def said(self) -> dict[str, Any]:
        """What an order has to know of it."""
        if self.cleaned_data["act"] == TAG:
            return {"tag": int(self.cleaned_data["tag"])}
        if self.assigns:
            return {"user": self.user_id}
        return {TEXT: self.cleaned_data["text"], MENTIONED: self.mentioned}

    @property
    def first_error(self) -> str:
        """What is to be put right first, in one sentence."""
        return str(next(iter(self.errors.values()))[0])

    @property
    def assigns(self) -> bool:
        return bool(self.cleaned_data["act"] == ASSIGN)

    @property
    def colleague(self) -> str:
        """Who gets the cases, by name."""
        return self.names[self.cleaned_data["user"]]

    @property
    def user_id(self) -> int:
        return int(self.cleaned_data["user"])

    def action(self, work: Work) -> Action | None:
        """The act on one of the cases; None where nothing would change: the colleague has it already."""
        if not self.assigns:
            return actions.Note(text=self.cleaned_data["text"], mentioned=tuple(self.mentioned), work_id=work.pk)
        if work.assignee_id == self.user_id:
            return None
        return actions.Assign(user_id=self.user_id, work_id=work.pk, told=False)


class WeightyForm(forms.Form):
    """What goes to the citizen of each chosen case."""

    title: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    doing: ClassVar[Doing]
    ready: Sequence[Inserted] = ()
    """The ready answers that read the same in all of them."""
    rows: Sequence[GroundOfOne] = ()
    """What is asked of each request by itself; nothing of most acts."""

    def __init__(self, *args: Any, works: Sequence[Work], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{self.doing}-%s"})
        self.works = works

    @property
    def said(self) -> dict[str, Any]:
        """What an order has to know of it."""
        raise NotImplementedError


class DecideTogether(WeightyForm):
    title, button = _("Answer and decide"), _("Send the answer to each")
    doing = Doing.DECIDE
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        error_messages={"required": _("Choose an outcome.")},
        help_text=_("A request whose step has no such outcome is left as it is, and named."),
    )
    text = text_field(
        _("The answer as each citizen reads it"),
        _("It goes to each of them by itself, on the page and by letter. Nobody learns of the others."),
    )
    rule, instead = rule_field(), instead_field()

    def __init__(self, *args: Any, works: Sequence[Work], **kwargs: Any) -> None:
        super().__init__(*args, works=works, **kwargs)
        offered = [each for each in Outcome.choices if each[0] not in NOT_ANSWERED]
        cast("forms.ChoiceField", self.fields["outcome"]).choices = [("", _("Choose")), *offered]
        few = len({work.case_id for work in works}) <= MOST_REFUSED
        self.rows = grounds_of_many(works, self.data if self.is_bound else None) if few else ()
        self.refusals: dict[str, list[str]] = {}

    @property
    def answer_fields(self) -> list[BoundField]:
        """What every answer has."""
        return [self["outcome"], self["text"]]

    @property
    def refusal_fields(self) -> list[BoundField]:
        """What all refused requests may share."""
        return [self["rule"], self["instead"]]

    def clean(self) -> None:
        """A refusal asks for a ground of each request; of a ready answer no place is sent that is to be filled in."""
        left = next((name for name in places(self.cleaned_data.get("text", "")) if name), "")
        if left and self.data.get("ready"):
            self.add_error("text", _("Write what belongs in the place “%(name)s”, or take it out.") % {"name": left})
        if self.cleaned_data.get("outcome") != Outcome.REFUSED:
            for name in ("rule", "instead"):
                self.errors.pop(name, None)
            return
        if not self.rows:
            self.add_error("outcome", _TOO_MANY_REFUSED % {"most": MOST_REFUSED})
        self.refusals = {str(row.case.pk): row.refusal(self.cleaned_data) for row in self.rows}
        if any(row.errors for row in self.rows):
            self.add_error(None, _("Each refusal needs its own ground. Check the marked requests below."))

    @property
    def said(self) -> dict[str, Any]:
        why = {REFUSALS: self.refusals} if self.refusals else {}
        return {"outcome": self.cleaned_data["outcome"], TEXT: self.cleaned_data["text"]} | why


class ReferTogether(WeightyForm):
    title, button = _("Refer to another agency"), _("Refer them")
    doing = Doing.REFER
    agency = BodyField()
    text = text_field(_("Reason"), _("The citizen reads it too."))

    def __init__(self, *args: Any, works: Sequence[Work], **kwargs: Any) -> None:
        super().__init__(*args, works=works, **kwargs)
        agencies = list(Agency.objects.filter(active=True).exclude(role=AgencyRole.SENSITIVE_UNIT))
        cast("BodyField", self.fields["agency"]).offer(agencies)

    @property
    def said(self) -> dict[str, Any]:
        return {"agency": self.cleaned_data["agency"], TEXT: self.cleaned_data["text"]}


WEIGHTY_FORMS: Mapping[str, type[WeightyForm]] = {str(each.doing): each for each in (ReferTogether, DecideTogether)}


@dataclass(frozen=True, slots=True)
class Back:
    """What takes an assignment back: who got the cases, and for each, by its key, who had it before if anybody."""

    user_id: int
    former: Mapping[str, int | None]

    @classmethod
    def read(cls, posted: QueryDict) -> Back | None:
        """As its fields were sent; None for nonsense."""
        user = _ID.fullmatch(posted.get("user", ""))
        found = [_FORMER.fullmatch(each) for each in posted.getlist("former")[: MOST + 1]]
        pairs = {each[1]: int(each[2]) if each[2] else None for each in found if each is not None}
        return cls(int(user[0]), pairs) if user and 0 < len(pairs) == len(found) <= MOST else None

    @property
    def fields(self) -> dict[str, object]:
        return {
            "user": self.user_id,
            "former": [f"{key}:{user_id or ''}" for key, user_id in self.former.items()],
        }

    def action(self, work: Work) -> Action | None:
        """None where somebody else has it by now."""
        if work.assignee_id != self.user_id:
            return None
        return actions.Assign(user_id=self.former[key_of(work)], work_id=work.pk, told=False)


def colleagues(held: Held) -> list[User]:
    """Those who work cases where whoever asks works them; the door asks again for each case."""
    return people_with_any(WORK_CASE, held.at(WORK_CASE))
