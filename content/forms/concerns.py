"""The question whether a request is about someone who works at the body: its answers, and the field that asks who."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.cases.models import Concern

CONCERNS, CONCERNED = "concerns", "concerned"
"""The HTML names: whom of the body it is about, and who that is in words."""

NO_ONE = "no_one"
"""Sent for no one in particular. It is an answer of its own, so that none stands chosen before one is given."""

ANSWERS = (
    (NO_ONE, _("No one in particular")),
    (Concern.PERSON.value, _("Someone who works there")),
    (Concern.HEAD.value, _("Whoever heads the body")),
    (Concern.BODY.value, _("The body as a whole")),
)
WHO = _("Who is it?")
WHO_HINT = _("Their name or their job, as far as you know it.")


class ConcernsField(forms.ChoiceField):
    """One of ``ANSWERS``, none chosen beforehand; no answer and ``NO_ONE`` are the same: ``""``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=ANSWERS, widget=forms.RadioSelect(), **kwargs)

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        return "" if given == NO_ONE else given
