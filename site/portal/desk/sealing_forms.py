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
        "For a request that puts somebody in danger, or tells what only the unit for sensitive requests may know. You "
        "and your agency stop seeing it at once. Somebody there confirms it or sends it back within one working day. "
        "Dates go on, and what was missed stays counted."
    )
    done = _("The request is with the unit for sensitive requests. You and your agency do not see it any more.")
    asks = _("You will not see this request any more, nor will anybody else at your agency. Is that right?")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    reason = text_field(
        _("Reason"),
        _("The unit for sensitive requests reads it, and whoever gets the request back. The citizen does not."),
    )

    def note_taken(self) -> None:
        encrypting.ring_if_waiting()

    def action(self) -> Action:
        return actions.ProposeSealing(reason=self.cleaned_data["reason"])


class ConfirmSealingForm(ActForm):
    act, icon = "confirm_sealing", "lock"
    title, button = _("Confirm that it is sensitive"), _("Confirm it")
    hint = _("It stays with your unit for good. No agency sees it again, and its texts and files stay encrypted.")
    done = _("The request is treated as sensitive for good.")
    asks = _("Nobody can undo it. Is the request sensitive?")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open

    def action(self) -> Action:
        return actions.ConfirmSealing()


class RejectSealingForm(ActForm):
    act, icon = "reject_sealing", "forward"
    title, button = _("Send it back: not sensitive"), _("Send it back")
    hint = _(
        "Its agency sees it again at once. There it comes to somebody else than the person who proposed it, at that "
        "level or above."
    )
    done = _("The request is with its agency again.")
    asks = _("The agency will see the request again, with all that is in it. Is that right?")
    work = None  # type: ignore[assignment]  # the case is meant, whatever step is open
    reason = text_field(_("Reason"), _("Whoever gets the request back reads it. The citizen does not."))

    def action(self) -> Action:
        return actions.RejectSealing(reason=self.cleaned_data["reason"])
