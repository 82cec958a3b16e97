"""What a channel hands over to open a case: plain, checked values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflows.cases.models import Recording


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """The answer to one question of a form. ``value`` is JSON, ``shown`` the same as the citizen saw it.

    ``type``: a ``FactType``, or empty where the channel does not say it; then it counts as something written.
    """

    key: str
    question: str
    value: Any
    shown: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file whose bytes already lie in the private storage under ``storage_key``. ``size`` in bytes.

    ``asked_by``: the key of the question that it answers, where that is one of its own. ``public``: the citizen may
    read it. ``redacts_id``: the file of the case of which it is a redacted copy.
    """

    name: str
    content_type: str
    size: int
    sha256: str
    storage_key: str
    asked_by: str = ""
    public: bool = True
    redacts_id: int | None = None


@dataclass(frozen=True, slots=True)
class GivenPerson:
    """Somebody named on a request beside whoever files it; ``relation``: what these are to the person it is for,
    ``consent``: whether that person agrees (a ``Consent``), as they say.
    """

    role: str
    name: str
    relation: str = ""
    national_number: str = ""
    email: str = ""
    phone: str = ""
    consent: str = ""
    why_no_consent: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One filled-in form. ``agency`` is an agency's code, or None when the citizen does not know: routing decides.

    ``national_number``: only where it and ``name`` were proved by the identity provider.
    ``confidential``: the agency shall not learn who files it.
    ``category``: its key in the tree that the kind has; empty where none was chosen.
    ``form_revision``: as which version the form was filled in, where it has versions.
    ``others``: who else is named on it, to be known by whoever may know who filed it, and by nobody else.
    ``subject`` and ``text`` may be empty where a recording is among the ``files``; ``recording_seconds``: how long all
    recordings are together, as far as that is known.
    ``relay``: an email address for letters that say only that something has happened; nobody reads it.
    ``same_text``, ``from_sender``: how many came within the hour, this one with them, with these very words from one
    network, and of this sender; 0 where the channel does not count.
    ``asked_of_danger``: its sender was asked before, where it speaks of danger or may do so, and sent it all the same.
    ``concerns``: whom of the body it is about (a ``Concern``), empty for no one in particular.
    """

    kind: str
    language: str
    subject: str
    text: str
    place: str = ""
    concerns: str = ""
    agency: str | None = None
    category: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    national_number: str = ""
    confidential: bool = False
    others: tuple[GivenPerson, ...] = ()
    relay: str = ""
    answers: tuple[GivenAnswer, ...] = ()
    files: tuple[StoredFile, ...] = ()
    recording_seconds: int = 0
    form_revision: int | None = None
    same_text: int = 0
    from_sender: int = 0
    asked_of_danger: bool = False

    @property
    def recording(self) -> str:
        """In what was said what is not written (a ``Recording``); empty where subject and text are there, and where
        nothing was recorded."""
        if self.subject.strip() and self.text.strip():
            return ""
        kinds = {each.content_type.partition("/")[0] for each in self.files}
        return Recording.VIDEO if "video" in kinds else Recording.VOICE if "audio" in kinds else ""

    @property
    def is_anonymous(self) -> bool:
        """Whether whoever files it says neither who they are nor how to reach them."""
        return not (self.name or self.email or self.phone or self.national_number)
