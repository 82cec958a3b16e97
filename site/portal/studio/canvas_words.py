"""What bpmn-js says on the canvas, by its own English words: each is looked up in our catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.studio.process_words import EFFECTS, KIND_WORDS
from workflows.processes.definition import Effect

_SAID: Final[tuple[str | Promise, ...]] = (
    _("Activate hand tool"),
    _("Activate lasso tool"),
    _("Activate create/remove space tool"),
    _("Activate global connect tool"),
    _("Change element"),
    _("Connect to other element"),
    _("Delete"),
    _("Search in diagram"),
    _("Start event"),
    _("End event"),
    _("Sequence flow"),
    _("Default flow"),
)
"""All that is left of its words where only signs that run are offered (``js/canvas.js``)."""


_KINDS: Final[Mapping[str, str]] = {
    "User task": "task",
    "Service task": "service",
    "Exclusive gateway": "decision",
    "Parallel gateway": "split",
    "Timer intermediate catch event": "timer",
}
"""Its signs, which have our names."""


def canvas_words() -> dict[str, str]:
    """Its words to those of the active language; our names of the kinds of step that can be drawn, by their types, and
    of what a citizen does who is waited for, by its effect."""
    with override(None):
        named = [str(each) for each in _SAID]
    kinds = {kind: str(words) for kind, words in KIND_WORDS.items()} | {"start": _now("Beginning")}
    signs = {name: kinds[kind] for name, kind in _KINDS.items()}
    events = {str(effect): str(EFFECTS[effect]) for effect in (Effect.ACCEPT, Effect.SILENT, Effect.REOPEN)}
    return dict(zip(named, map(str, _SAID), strict=True)) | signs | events | kinds
