"""What an officer fills in to sort a request by the tags of their agency."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.desk.forms import ActForm
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.models import Tag


class TagsForm(ActForm):
    """``offered``: the list; ``has``: those that the request has now, such as are off the list by now among them."""

    act, icon = "tags", "pen"
    title, button = _("Tags"), _("Save the tags")
    hint = _("Your agency alone sees them, the citizen never.")
    done = _("The tags are saved.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    tags = forms.MultipleChoiceField(required=False, label=_("Tags"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: Sequence[Tag], has: Collection[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has = {tag.pk for tag in has}
        every = {tag.pk: tag for tag in (*offered, *has)}
        field = cast("forms.MultipleChoiceField", self.fields["tags"])
        field.choices = [(str(pk), tag.name) for pk, tag in every.items()]
        field.initial = [str(pk) for pk in self.has]

    def action(self) -> Action:
        wanted = {int(each) for each in self.cleaned_data["tags"]}
        return actions.SetTags(add=tuple(sorted(wanted - self.has)), remove=tuple(sorted(self.has - wanted)))
