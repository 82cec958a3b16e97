"""Processes as owners see them: a list of steps in words, and a form with one of them open."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.studio.edited import EditedSubject
from portal.studio.process_form import ProcessForm
from portal.studio.process_keys import keys_from_words
from portal.studio.process_lines import changed_step, lines, newest, order
from workflows.versions.models import Subject

PROCESSES = EditedSubject(
    subject=Subject.PROCESS,
    title=_("Process"),
    lines=lines,
    form=ProcessForm,
    newest=newest,
    part="step",
    look=ProcessForm.look,
    told=ProcessForm.told,
    changed=changed_step,
    order=order,
    keyed=keys_from_words,
    applies=_("It applies to new requests at once; those that are open stay on the version on which they began."),
    ending=_("Requests that are open go on as they began."),
)
