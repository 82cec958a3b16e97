"""Processes as files of BPMN: one is taken away, or brought in after a look at what of it runs; which signs run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import first_language, in_language
from portal.admin_screens.condition_words import Offered, in_words
from portal.admin_screens.names import as_fields, field_of
from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.bpmn_signs import signs
from portal.studio.diagram import process_version
from portal.studio.new_form import EMPTY, NewForm
from portal.studio.process_lines import newest
from portal.studio.process_words import KIND_WORDS, ProcessWords
from portal.studio.screen import OwnerScreen
from workflows.processes.bpmn.drawing import NotDrawn
from workflows.processes.bpmn.elements import MOST_BYTES, NotTaken
from workflows.processes.bpmn.reading import Brought, from_bpmn
from workflows.processes.bpmn.unrun import Unrun
from workflows.processes.bpmn.writing import as_bpmn
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import publishable
from workflows.versions.raw import Malformed
from workflows.versions.services import draft, wait_for_others

BPMN: Final = "application/xml; charset=utf-8"
_SALT: Final = "studio.bpmn"
_DAY: Final = 24 * 60 * 60
"""Seconds for which what was looked at can become a draft."""
_LONGEST_NOTE: Final = 2_000
_SLIGHT: Final = frozenset({"others", "remark", "inside", "data", "nothing"})
"""Codes of advice that tell least: they come last where there is room for some only."""


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("BPMN 2.0 as XML. Nothing is done until you have seen what of it runs here."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "invalid": _("Choose a file."),
        },
        widget=forms.FileInput(attrs={"accept": ".bpmn,.xml", "class": "input"}),
    )


class BroughtForm(NewForm):
    """What a file becomes: a new process with a name and a key, or a new draft of one in force, which keeps both."""

    needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Subject.PROCESS, *args, **kwargs)
        in_force = publishable(Subject.PROCESS).in_force()
        becomes = forms.ChoiceField(label=_("It becomes"), initial=EMPTY)
        becomes.choices = [(EMPTY, _("a new process")), *((key, _of(key, each)) for key, each in in_force.items())]
        self.fields["begins"] = becomes
        self.order_fields(["begins"])

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("begins") != EMPTY:
            return self.cleaned_data
        field = field_of(first_language())
        if not self.cleaned_data.get(field) and field not in self.errors:
            self.add_error(field, self.fields[field].error_messages["required"])
        return super().clean()


def written_file(version: Version) -> bytes:
    """A version as a file, its labels in the reader's language. Raises ``NotDrawn`` or ``Malformed``."""
    offered = Offered(Subject.PROCESS, version.key)
    words = ProcessWords(newest(version.definition), offered)
    return as_bpmn(version.definition, key=version.key, says=lambda when: in_words(when, offered), called=words.outcome)


def _of(key: str, definition: Any) -> str:
    """How a choice names a draft of what is in force."""
    return _now("a new draft of %(name)s") % {"name": in_language(definition.get("name", {})) or key}


class ExportScreen(OwnerScreen):
    """A version of a process as a file of BPMN, its labels in the reader's language."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = process_version(version_id)
        try:
            content = written_file(version)
        except (NotDrawn, Malformed):
            sentence = _now("It can be taken away as BPMN once every way of its steps leads to a step that there is.")
            messages.error(request, sentence)
            return redirect("studio:thing", version.subject, version.key)
        answer = HttpResponse(content, content_type=BPMN)
        answer["Content-Disposition"] = f'attachment; filename="{version.key}-{version.number}.bpmn"'
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


class BringScreen(OwnerScreen):
    """Asks for a file, shows what of it runs, and begins a draft with that. ``?key=``: the process it is for."""

    template_name = "studio/bpmn_bring.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(FileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "brought" in request.POST:
            return self._begin(request.POST["brought"])
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        sent = form.cleaned_data["file"]
        try:
            brought = from_bpmn(sent.read(MOST_BYTES + 1), named=sent.name.rpartition(".")[0] or sent.name)
        except NotTaken as error:
            form.add_error("file", str(error))
            return self.page(form, status=UNPROCESSABLE)
        kept = {"definition": brought.definition, "note": note_of_file(sent.name, brought.unrun)}
        wanted = request.GET.get("key", "") or brought.key
        there = wanted in publishable(Subject.PROCESS).in_force()
        initial = {**as_fields(brought.definition["name"]), "begins": wanted if there else EMPTY}
        return self._show(
            BroughtForm(initial=initial), signing.dumps(kept, salt=_SALT, compress=True), brought, sent.name
        )

    def _begin(self, signed: str) -> HttpResponse:
        try:
            kept = signing.loads(signed, salt=_SALT, max_age=_DAY)
        except signing.BadSignature:
            messages.error(self.request, _now("Send the file again: too much time has passed since you looked at it."))
            return redirect("studio:bring")
        with write_transaction():
            wait_for_others()
            form = BroughtForm(self.request.POST)
            if not form.is_valid():
                return self._show(form, signed, None, "", status=UNPROCESSABLE)
            definition, key = kept["definition"], form.copy_of
            if not key:
                definition, key = {**definition, "name": form.name()}, form.key
            begun = draft(subject=Subject.PROCESS, key=key, definition=definition, note=kept["note"], actor=self.actor)
        messages.success(
            self.request, _now("The draft is begun. Nothing is in force before a second owner publishes it.")
        )
        return redirect("studio:draft", begun.pk)

    def page(self, form: FileForm, *, status: int = 200) -> HttpResponse:
        """The form for the file."""
        return self.show({"form": form, "key": self.request.GET.get("key", "")}, status=status)

    def _show(
        self, form: BroughtForm, signed: str, brought: Brought | None, name: str, *, status: int = 200
    ) -> HttpResponse:
        """What was taken and what was not; ``brought`` is None where it was seen before."""
        context: dict[str, Any] = {"form": form, "signed": signed, "file": name, "brought": brought}
        if brought is not None:
            context |= {
                "taken": [(each, KIND_WORDS[each.type], in_language(each.name) or each.key) for each in brought.taken],
                "unrun": grouped(brought.unrun),
            }
        return self.show(context, status=status)


class SignsScreen(OwnerScreen):
    """Which signs of BPMN run, an example each."""

    http_method_names = ["get", "head"]
    template_name = "studio/bpmn_signs.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show({"signs": signs()})


def grouped(unrun: Iterable[Unrun]) -> list[tuple[str, str, list[Unrun]]]:
    """By element and what to use instead, what tells most first."""
    groups: dict[tuple[str, str], list[Unrun]] = {}
    for each in unrun:
        groups.setdefault((each.element, each.advice), []).append(each)
    ordered = sorted(groups.items(), key=lambda group: group[0][1] in _SLIGHT)
    return [(element, them[0].said, them) for (element, _advice), them in ordered]


def note_of_file(name: str, unrun: Iterable[Unrun]) -> str:
    """What the draft says of where it comes from: the file, and what of it does not run, as far as there is room."""
    lines = [_now("From the file “%(name)s”.") % {"name": name[:100]}, *_untaken(unrun, _LONGEST_NOTE - 300)]
    return "\n".join(lines)[:_LONGEST_NOTE]


def noted(note: str, unrun: Iterable[Unrun]) -> str:
    """A draft's note after it was drawn anew: what it said, and what of the drawing does not run."""
    said = note.splitlines()
    more = [line for line in _untaken(unrun, _LONGEST_NOTE - 200 - len(note)) if line not in said]
    return "\n".join([*said, *more])[:_LONGEST_NOTE] if more else note


def _untaken(unrun: Iterable[Unrun], room: int) -> list[str]:
    """Lines of what does not run, of at most about ``room`` letters: what is left out is counted."""
    groups = grouped(unrun)
    if not groups:
        return []
    lines = [_now("Not as in the file:")]
    left = Counter(element for element, _said, them in groups for _each in them)
    for element, said, them in groups:
        line = "; ".join(each.named[:120] for each in them[:5]) + (" …" if len(them) > 5 else "") + f": {said}"
        if sum(map(len, lines)) + len(lines) + len(line) > room:
            break
        lines.append(line)
        left.pop(element, None)
    if left:
        rest = ", ".join(f"{number} × {element}" for element, number in left.items())
        lines.append(_now("And of these more: %(elements)s") % {"elements": rest})
    return lines
