"""What an officer proposes of a request that should have been filed as a sensitive one, and what its unit decides."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from content.forms import encrypting
from portal.desk.forms import ActForm, text_field
from workflows.cases import actions
from workflows.cases.actions import Action


class ProposeSealingForm(ActForm):
    act, icon = "propose_sealing", "lock"
    title, button = _("Propose as sensitive"), _("Propose it")
    hint = _(
        "For a request that puts someone in danger, or that only the unit for sensitive requests may know "
        "about. You and your agency stop seeing it immediately. The unit confirms it or sends it back "
        "within one working day. Due dates continue, and missed ones stay counted."
    )
    done = _("The request is now with the unit for sensitive requests. You and your agency can no longer see it.")
    asks = _("You and everyone else at your agency will no longer see this request. Continue?")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    reason = text_field(
        _("Reason"),
        _(
            "The unit for sensitive requests reads it, and so does the person who gets the request back. "
            "The citizen doesn’t."
        ),
    )

    def note_taken(self) -> None:
        encrypting.ring_if_waiting()

    def action(self) -> Action:
        return actions.ProposeSealing(reason=self.cleaned_data["reason"])


class ConfirmSealingForm(ActForm):
    act, icon = "confirm_sealing", "lock"
    title, button = _("Confirm that it is sensitive"), _("Confirm it")
    hint = _("It stays with your unit permanently. No agency sees it again, and its texts and files stay encrypted.")
    done = _("The request is now permanently treated as sensitive.")
    asks = _("This can’t be undone. Is the request sensitive?")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open

    def action(self) -> Action:
        return actions.ConfirmSealing()


class RejectSealingForm(ActForm):
    act, icon = "reject_sealing", "forward"
    title, button = _("Send it back: not sensitive"), _("Send it back")
    hint = _(
        "Its agency sees it again immediately. Someone other than the person who proposed it gets it, at "
        "that level or above."
    )
    done = _("The request is with its agency again.")
    asks = _("The agency will see the request again, with everything in it. Continue?")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    reason = text_field(_("Reason"), _("The person who gets the request back reads it. The citizen doesn’t."))

    def action(self) -> Action:
        return actions.RejectSealing(reason=self.cleaned_data["reason"])
