"""What conditions may ask of a case, in the words that owners read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FACTS = {
    "kind": _("kind of request"),
    "channel": _("channel"),
    "language": _("language of the citizen"),
    "track": _("track"),
    "agency": _("agency that the citizen named"),
    "place": _("place"),
    "where": _("place, or the words where no place is given"),
    "subject_text": _("words of the subject and the text"),
    "outcome": _("outcome so far"),
}
