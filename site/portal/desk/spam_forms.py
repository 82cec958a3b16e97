"""What an officer of the complaints unit says of a request that is held back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.desk.forms import ActForm, text_field
from workflows.cases import actions
from workflows.cases.actions import Action

POLITE = _(
    "We read what you sent and did not find a request to an agency in it. If you need something of an agency, tell us "
    "what, and we send it there."
)
"""Stands in the field until an officer writes something better."""
REASON = _("What its sender reads")
READ_BY = _("It goes out with the way to object: one sentence of the sender’s is enough, and it goes on to its agency.")


class ReleaseForm(ActForm):
    act, icon = "release", "forward"
    title, button = _("It is a real request"), _("Release it")
    hint = _("It goes to its agency at once, as if it had been filed now. The citizen is told.")
    done = _("It’s released, and now with its agency.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant

    def action(self) -> Action:
        return actions.Release()


class DangerReleaseForm(ActForm):
    """The same for what may speak of danger: whoever releases it says why."""

    act, icon = "release", "forward"
    title, button = _("No one is in danger"), _("Release it")
    hint = _(
        "It goes to its agency immediately, as if it had just been filed. The citizen is notified, without the reason."
    )
    done = _("It’s released, and now with its agency.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    text = text_field(_("Why it may go to its agency"), _("For colleagues. The citizen doesn’t see it."))

    def action(self) -> Action:
        return actions.Release(note=self.cleaned_data["text"])


class SpamForm(ActForm):
    act, icon = "spam", "out"
    title, button = _("It is spam"), _("Close it as spam")
    done = _("It is closed as spam. Its sender has 30 days to object.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    text = text_field(REASON, READ_BY)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        self.fields["text"].initial = POLITE

    def action(self) -> Action:
        return actions.CloseAsSpam(text=self.cleaned_data["text"])
