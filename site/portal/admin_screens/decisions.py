"""What is filled in by those who decide about a request without reading it: custodians, and data protection."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.cases.actions import Action
from workflows.cases.change import LONGEST_TEXT

Words = str | Promise


class DecisionForm(forms.Form):
    """One decision, as ``components/act.html`` draws it. ``done`` is what is said after it."""

    act: ClassVar[str]
    title: ClassVar[Words]
    button: ClassVar[Words]
    icon: ClassVar[str]
    hint: ClassVar[Words] = ""
    done: ClassVar[Words]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{self.act}-%s"})

    def action(self, asked: int) -> Action:
        """The action of the door; only after the form was found valid. ``asked``: what was asked and is decided now."""
        raise NotImplementedError  # each form says it; Django's metaclass takes no abstract methods


def reason_field(label: Any) -> forms.CharField:
    """The reason of a decision: there is none without."""
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=area, error_messages={"required": _("Write a reason.")}
    )
