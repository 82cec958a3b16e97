"""The checklist of a step, as an officer ticks it on the page of a request."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from portal.desk.forms import ActForm
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.processes.definition import CheckPoint


class PointsField(forms.MultipleChoiceField):
    """``says_itself``: each point says whether it is needed, so that the list as a whole is not called optional."""

    says_itself = True


class ChecklistForm(ActForm):
    """``points``: the checklist; ``ticked``: what is ticked now. ``was`` is what the page showed: only what its reader
    changed is changed, whatever a colleague has ticked meanwhile."""

    act, icon = "checklist", "tick"
    title, button = _("Checklist of this step"), _("Save the ticks")
    hint = _("Colleagues see it, with who ticked what; the citizen does not. It does not stop the count.")
    done = _("The checklist is saved.")
    points = PointsField(required=False, label=_("Points"), widget=forms.CheckboxSelectMultiple)
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: Sequence[CheckPoint], ticked: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("PointsField", self.fields["points"])
        field.choices = [(point.key, _named(point)) for point in points]
        field.initial = [point.key for point in points if point.key in ticked]
        self.fields["was"].initial = " ".join(field.initial)

    def action(self) -> Action:
        was, wanted = set(self.cleaned_data["was"].split()), set(self.cleaned_data["points"])
        return actions.Check(tick=tuple(sorted(wanted - was)), untick=tuple(sorted(was - wanted)), work_id=self.work_id)


def _named(point: CheckPoint) -> str:
    name = in_language(point.name)
    return _now("%(point)s (needed before an outcome)") % {"point": name} if point.required else name
