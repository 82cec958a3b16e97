"""A letter as it lands: in a mailbox, on a phone, as a text message; and sent to whoever writes its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.isolated import isolated, without_isolates
from permissions.limits.asking import ask
from permissions.limits.catalogue import TRIAL_LETTERS
from permissions.looking.models import Kind as Looked
from permissions.looking.services import Thing, hidden_name, note
from permissions.now import now
from permissions.people.models import User
from permissions.platform.called import platform_name
from permissions.translated_text import direction_of, languages
from permissions.writing import written_moment
from portal.studio.letter_form import LetterForm
from portal.studio.screen import OwnerScreen, version_of
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Case, Track
from workflows.cases.selectors import case_for, case_numbered
from workflows.cases.tracking import normal_tracking
from workflows.notifications.examples import example
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.short_links import example_link
from workflows.notifications.transports import TRANSPORTS, ready_transports
from workflows.notifications.transports.sms.parts import parts_of
from workflows.notifications.when_to_tell import letters_about
from workflows.notifications.wording.definition import MESSAGE, Words
from workflows.notifications.wording.delivered import Part, delivered, delivered_words, parts
from workflows.notifications.wording.in_force import WORDINGS, standing
from workflows.versions.models import Subject

EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letter somebody wants to see, in which language, and of which case; ``said``: what is wrong with that."""

    part: Part
    language: str
    case: Case | None
    said: str


class PreviewScreen(OwnerScreen):
    """GET: of a version, or of what is in force. POST: of what is typed in a draft, saved or not; it saves nothing.

    A frame of the draft's page shows it, so its problems are sentences in it and never another page.
    """

    template_name = "studio/letter_preview.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        if letters_about(key) is None:
            raise NotAllowed
        given = request.GET.get("version", "")
        definition = standing().get(key) or delivered(key)
        if given.isdecimal():
            version = version_of(int(given))
            if (version.subject, version.key) != (Subject.LETTER, key):
                raise NotAllowed
            definition = version.definition
        return self.drawn(key, definition)

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        if letters_about(key) is None:
            raise NotAllowed
        form = LetterForm({}, request.POST, key=key)
        definition = form.definition() if form.is_valid() else standing().get(key) or delivered(key)
        return self.drawn(key, definition, send=request.POST.get("look") == "send")

    def drawn(self, key: str, definition: Any, *, send: bool = False) -> HttpResponse:
        """The frame."""
        wanted = self._wanted(key)
        words = _words(key, definition, wanted)
        with override(wanted.language):
            letter = example(key, wanted.part, words, wanted.language, wanted.case)
            html, sender = letter.as_html(), platform_name()
            message = letter.as_message(example_link(wanted.language)) if MESSAGE in wanted.part.fields else ""
            subject = letter.subject
        context = {
            "said": wanted.said,
            "sent": self._send(letter, wanted.language) if send else "",
            "title": wanted.part.title,
            "language": wanted.language,
            "direction": direction_of(wanted.language),
            "sender": sender,
            "subject": without_isolates(subject),
            "html": html,
            "message": message,
            "parts": parts_of(message),
        }
        response = self.show(context)
        # Not of what is refused: that is the same nothing as everywhere.
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    def _wanted(self, key: str) -> Wanted:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        known = parts(key)
        part = next((each for each in known if each.name == asked.get("show-part")), known[0])
        language = asked.get("show-language", "")
        if language not in languages():
            language = languages()[0]
        number = asked.get("show-case", "").strip()
        case, said = self._case(number, part) if number else (None, "")
        return Wanted(part, language, case, said)

    def _case(self, number: str, part: Part) -> tuple[Case | None, str]:
        """The case of a number, for whoever may read it: of any other the same is said as of none.

        The log of access has either, as where a case is opened on the desk.
        """
        tracking = normal_tracking(number)
        try:
            case = case_for(self.actor, tracking, held=self.held).case
        except NotAllowed:
            found = case_numbered(tracking)
            thing = Thing("case", found or 0, case_id=found, detail=hidden_name(tracking))
            note(Looked.REFUSED, user_id=self.actor.user_id, thing=thing)
            sentence = _("You may read no request with the number %(number)s. The letter is about an example.")
            return None, sentence % {"number": isolated(number[:40])}
        if (case.track == Track.SENSITIVE) is not part.sealed:
            return None, _("No such letter is sent about this request. The letter is about an example.")
        note(Looked.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        return case, ""

    def _send(self, letter: WrittenLetter, language: str) -> str:
        """To the own address of whoever asks, and nowhere else; what became of it, in a sentence."""
        person = User.objects.get(pk=int(self.actor.user_id or 0))
        if not person.email:
            return _("Your account has no email address, so nothing was sent.")
        if EMAIL not in ready_transports():
            return _("Email is not set up here, so nothing was sent.")
        if not ask(TRIAL_LETTERS, f"user|{person.pk}").may:
            return _("You have had as many trial letters as one may get in an hour. Try again later.")
        words = {"address": isolated(person.email)}
        try:
            with override(language):
                TRANSPORTS[EMAIL].send(address=person.email, letter=letter)
        except Exception:  # noqa: BLE001  (whatever a transport raises, the page says that nothing was sent)
            return _("The letter to %(address)s could not be sent. Ask those who run the server.") % words
        return _("A trial letter was sent to %(address)s: %(when)s.") % {**words, "when": written_moment(now())}


def _words(key: str, definition: Any, wanted: Wanted) -> Words:
    """As they are, whatever may be wrong with them; the delivered ones where there are none at all."""
    wording = WORDINGS.read(definition)
    found = wording.letters.get(wanted.part.name, {}).get(wanted.language) if wording is not None else None
    return found or delivered_words(key).letters[wanted.part.name][wanted.language]
