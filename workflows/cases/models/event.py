"""The diary: what happened to a case, in order. Never changed, never deleted: a database trigger refuses it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventVerb(models.TextChoices):
    """What happened, in the past tense."""

    OPENED = "opened", _("filed")
    ASSIGNED = "assigned", _("assigned")
    NOTED = "noted", _("internal note")
    ASKED = "asked", _("question to the citizen")
    CITIZEN_ANSWERED = "citizen_answered", _("the citizen answered")
    CITIZEN_ADDED = "citizen_added", _("the citizen added information")
    RESUMED = "resumed", _("the count goes on")
    REPLIED = "replied", _("reply to the citizen")
    DECIDED = "decided", _("decided")
    PROCEEDED = "proceeded", _("on to the next step")
    REFERRED = "referred", _("referred")
    MISROUTED = "misrouted", _("the citizen says: not this agency")
    ESCALATED = "escalated", _("escalated")
    REMINDED = "reminded", _("complaints unit reminded")
    ACCEPTED = "accepted", _("accepted by the citizen")
    REOPENED = "reopened", _("reopened by the citizen")
    RATED = "rated", _("rated")
    WITHDRAWN = "withdrawn", _("withdrawn by the citizen")
    CLOSED = "closed", _("closed")
    PARTIES_SET = "parties_set", _("persons concerned were set apart")
    READER_NAMED = "reader_named", _("one more person may read it")
    READER_ENDED = "reader_ended", _("a person may no longer read it")
    IDENTITY_ASKED = "identity_asked", _("identity asked for")
    IDENTITY_OPENED = "identity_opened", _("identity opened")
    IDENTITY_REFUSED = "identity_refused", _("identity not opened")
    IDENTITY_CLOSED = "identity_closed", _("identity closed again")
    HANDED_OVER = "handed_over", _("handed over to a successor")


class CaseEvent(models.Model):
    """One act on a case: codes, ids, versions, times and figures; never a person's words or identity."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20, choices=EventVerb)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(
        "permissions.Agency", models.PROTECT, related_name="+", help_text="Lead agency after it."
    )
    status = models.CharField(max_length=12, help_text="Of the case, after it.")
    outcome = models.CharField(max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(default=0, help_text="After it.")
    step = models.CharField(max_length=40, blank=True, help_text="The step acted on.")
    post = models.ForeignKey("permissions.Post", models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)

    class Meta:
        app_label = "workflows"
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ()
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="event_numbered_once")]
        indexes = [models.Index(fields=["verb", "at"], name="event_by_verb")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.verb}"
