"""What each operation is for, in the languages of people: for the description and for the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUMMARIES: Final[Mapping[str, str | Promise]] = {
    "kinds": _("The kinds of requests, with their forms"),
    "form": _("What a form asks"),
    "upload": _("Upload a file, to be sent with a form or an act"),
    "file": _("File a request"),
    "follow": _("Open a request by its number and its secret, until the time that is said"),
    "lost_code": _("Have a link to a new secret sent, to the address that was given with the request"),
    "new_code": _("Make the new secret by that link; the old one is over"),
    "request": _("The request: where it is, by when, what was said, what its citizen can do"),
    "request_file": _("A file of the request"),
    "relay": _("Leave an address for news alone, which nobody who works on the request sees; or have it forgotten"),
    "answer": _("Answer a question"),
    "accept": _("Accept the answer"),
    "reopen": _("Object to the decision, with the reason: someone who hasn’t decided on it decides again"),
    "again": _("Say that what was promised hasn’t been done (once only)"),
    "object": _("Object to its having been closed as no request"),
    "rate": _("Rate the service"),
    "add": _("Add information or files"),
    "not-here": _("Say that this is not the right agency"),
    "withdraw": _("Take the request back"),
    "keep": _("Say that it is not to be erased, where that was asked for at your wish"),
}
"""By the id of the operation."""
