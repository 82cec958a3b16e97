"""The question whether a request is about someone who works at the body: its answers, and the field that asks who."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.cases.models import Concern

CONCERNS, CONCERNED = "concerns", "concerned"
"""The HTML names: whom of the body it is about, and who that is in words."""

ANSWERS = (
    ("", _("No one in particular")),
    (Concern.PERSON.value, _("Someone who works there")),
    (Concern.HEAD.value, _("Whoever heads the body")),
    (Concern.BODY.value, _("The body as a whole")),
)
WHO = _("Who is it?")
WHO_HINT = _("Their name or their job, as far as you know it.")
