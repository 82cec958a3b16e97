"""Letters about who may know what of a case: identities, what is erased of it, and readers by name."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from workflows.notifications.letters_of_topics import NEWS, READ_MORE, Letter, Letters

ACCESS_LETTERS: Mapping[str, Letters] = {
    "identity_asked": Letters(
        staff=Letter(
            _("A request for an identity waits for you: %(tracking)s"),
            _("Someone who works on request %(tracking)s asks who filed it. Read why, and decide."),
            _("Open the requests for identities"),
            to_custodian=True,
        )
    ),
    "identity_opened": Letters(
        citizen=Letter(
            _("Something you should know about your request %(tracking)s"),
            _(
                "Someone who works on your request may see your name and contact details for a limited time. "
                "A second person allowed it, and the reason is on record."
            ),
            READ_MORE,
            message=_("Someone may now see your name."),
        ),
        sealed_citizen=NEWS,
        staff=Letter(
            _("The identity you asked for is open: %(tracking)s"),
            _("You may see it for a limited time. Each time you do is recorded."),
        ),
    ),
    "sealing_proposed": Letters(
        staff=Letter(
            _("Confirm or send back: %(tracking)s"),
            _(
                "Someone proposes to treat request %(tracking)s as sensitive. Read why, then confirm it or send it "
                "back within one working day."
            ),
        )
    ),
    "identity_refused": Letters(
        staff=Letter(
            _("The identity you asked for stays hidden: %(tracking)s"),
            _("The custodian’s reason is on the page of the request."),
        )
    ),
    "identity_closed": Letters(
        staff=Letter(
            _("The identity is hidden again: %(tracking)s"), _("The custodian ended your view of it before its time.")
        )
    ),
    "erasure_asked": Letters(
        staff=Letter(
            _("A request to erase waits for you: %(tracking)s"),
            _(
                "Another person at data protection asks to erase request %(tracking)s before its time. "
                "Read why, then agree or refuse. Nothing is erased until you do."
            ),
            _("Read why, and decide"),
            to_data_protection=True,
        )
    ),
    "erasure_refused": Letters(
        staff=Letter(
            _("It is not erased: %(tracking)s"),
            _("The second person refused to erase request %(tracking)s. Their reason is on its page."),
            _("Read the reason"),
            to_data_protection=True,
        )
    ),
    "erasure_not_wished": Letters(
        staff=Letter(
            _("It is not erased: %(tracking)s"),
            _(
                "You asked to erase request %(tracking)s at the wish of whoever filed it. On its page they say that "
                "they do not wish it. Before you ask again, find out who wrote to you."
            ),
            _("Open its page"),
            to_data_protection=True,
        )
    ),
    "reader_named": Letters(
        staff=Letter(
            _("You may read %(tracking)s"), _("You have been allowed to read request %(tracking)s for a limited time.")
        )
    ),
}
