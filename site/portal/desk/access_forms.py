"""What an officer fills in to shut someone out of a case, or to let one more person in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from content.forms import encrypting
from content.forms.fields import AnswerDateField
from permissions.access.models import NamedAccess
from permissions.now import now
from permissions.people.models import User
from permissions.writing import local, written_moment
from portal.desk.concerned import Choosing, concerned_of
from portal.desk.forms import ActForm, text_field
from workflows.cases import actions
from workflows.cases.actions import Action, Concerned
from workflows.cases.actions.readers import LONGEST
from workflows.cases.errors import NotPossible


class ConcernedForm(ActForm):
    """The whole set is sent each time: what stands now, without whom is taken off, with whom is added.

    It is asked once: what shuts somebody out, only the complaints unit takes back. Whoever would shut themselves out
    is told so.
    """

    act, icon = "concerned", "lock"
    title, button = _("It concerns someone of the agency"), _("Set whom it concerns")
    hint = _(
        "From now on they, their peers and everyone who reports to them neither see the request nor hear "
        "of it. If it is with them, it goes to the nearest person whom it does not concern. The citizen "
        "is told only where it now is."
    )
    done = _("Recorded. Whoever it concerns can no longer see the request.")
    asks = _(
        "Whoever it concerns loses the request from this moment on, and so do all who answer to them. Is that right?"
    )
    leaves = True
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    who = forms.ChoiceField(
        label=_("Whom it concerns"), required=False, error_messages={"required": _("Choose whom it concerns.")}
    )
    off = forms.MultipleChoiceField(
        label=_("No longer concerned"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    reason = text_field(_("Reason"), _("For colleagues who work the request; the citizen does not read it."))

    def __init__(
        self, *args: Any, choosing: Choosing, shuts_me_out: Callable[[Sequence[Concerned]], bool], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choosing, self.shuts_me_out = choosing, shuts_me_out
        if not choosing.may_take_off:
            self.hint = format_lazy("{} {}", self.hint, _("Only the complaints unit can take it back."))
        open_groups = [
            (name, [(code, label) for code, label in choices if code not in choosing.now])
            for name, choices in choosing.groups
        ]
        cast("forms.ChoiceField", self.fields["who"]).choices = [("", _("Choose")), *open_groups]
        if choosing.may_take_off and choosing.now:
            cast("forms.MultipleChoiceField", self.fields["off"]).choices = list(choosing.now.items())
        else:
            del self.fields["off"]
            self.fields["who"].required = True

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("who") and not given.get("off") and "who" not in self.errors:
            self.add_error("who", ValidationError(_("Choose whom it concerns.")))
        return super().clean()

    def ask(self, question: str | Promise) -> None:
        try:
            mine = self.shuts_me_out(self._concerned)
        except NotPossible as error:
            self.add_error(None, str(error))
            return
        super().ask(
            _("You would be shut out too, and not see this request any more. Is that right?") if mine else question
        )

    @property
    def _concerned(self) -> tuple[Concerned, ...]:
        off = set(self.cleaned_data.get("off", ()))
        codes = [code for code in self.choosing.now if code not in off]
        if self.cleaned_data["who"]:
            codes.append(self.cleaned_data["who"])
        return tuple(map(concerned_of, codes))

    def action(self) -> Action:
        return actions.SetParties(parties=self._concerned, reason=self.cleaned_data["reason"])


class ConfidentialForm(ActForm):
    """For good, and so it is asked once more."""

    act, icon = "confidential", "lock"
    title, button = _("Treat as confidential"), _("Treat as confidential")
    hint = _(
        "From now on the agency does not learn who filed the request, and it is found by its number alone. All of its "
        "texts are encrypted at once, its files right after. Nobody can undo it."
    )
    done = _("The request is confidential now.")
    asks = _("Nobody can undo it: the agency will not see again who filed the request. Is that right?")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    reason = text_field(
        _("Reason"),
        _(
            "The agency reads it too: write nothing in it that tells who filed the request. "
            "The citizen does not read it."
        ),
    )

    def note_taken(self) -> None:
        encrypting.ring_if_waiting()

    def action(self) -> Action:
        return actions.TreatAsConfidential(reason=self.cleaned_data["reason"])


class ReaderForm(ActForm):
    act, icon = "reader", "person"
    title, button = _("Let one more person read it"), _("Let them read")
    hint = _(
        "They can read only this request, until the day you choose, and can’t change anything in it. "
        "They’re notified by email."
    )
    done = _("They can read the request until the day you named.")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    person = forms.CharField(
        label=_("User name or work email"),
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        error_messages={"required": _("Write who it is.")},
    )
    until = AnswerDateField(
        label=_("Until the end of"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the date like this: 24/11/2026.")},
    )
    reason = text_field(_("Reason"), _("For colleagues who work the request; the citizen does not read it."))

    def clean_person(self) -> User:
        typed = self.cleaned_data["person"].strip()
        found = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed), is_active=True)
        people = list(found[:2])
        if len(people) != 1:
            raise ValidationError(_("No one has this name or address. Enter the user name they log in with."))
        return people[0]

    def clean_until(self) -> datetime:
        """The end of the day, in the country's time."""
        day: date = self.cleaned_data["until"]
        today = local(now())
        if not timedelta(0) <= day - today.date() <= LONGEST:
            raise ValidationError(_("Choose a day from today on, at most 30 days ahead."))
        end = datetime.combine(day, time(23, 59), tzinfo=today.tzinfo)
        return min(end, now() + LONGEST)

    def action(self) -> Action:
        given = self.cleaned_data
        return actions.NameReader(user_id=given["person"].pk, until=given["until"], reason=given["reason"])


class EndReaderForm(ActForm):
    act, icon = "end-reader", "out"
    title, button = _("End a permission to read"), _("Revoke")
    done = _("They can no longer read the request.")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    user = forms.ChoiceField(
        label=_("Who may no longer read it"),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Choose who it is.")},
    )

    def __init__(self, *args: Any, readers: Sequence[NamedAccess], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readers = readers
        cast("forms.ChoiceField", self.fields["user"]).choices = [
            (
                str(reader.user_id),
                _("%(person)s, until %(when)s") % {"person": reader.user, "when": written_moment(reader.ends)},
            )
            for reader in readers
        ]

    def action(self) -> Action:
        return actions.EndReader(user_id=int(self.cleaned_data["user"]))
