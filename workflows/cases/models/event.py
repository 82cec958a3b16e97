"""The diary: what happened to a case, in order. Never changed, never deleted: a database trigger refuses it.

Every event pays for every index: there is none by which nobody asks, nor one that begins another.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from workflows.cases.events import EVENTS, EventKind


class CaseEvent(models.Model):
    """One act on a case: codes, ids, versions, times and figures; never a person's words or identity."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    agency = models.ForeignKey(
        "permissions.Agency", models.PROTECT, related_name="+", db_index=False, help_text="Lead agency after it."
    )
    status = models.CharField(max_length=12, help_text="Of the case, after it.")
    outcome = models.CharField(max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(default=0, help_text="After it.")
    step = models.CharField(max_length=40, blank=True, help_text="The step acted on.")
    post = models.ForeignKey("permissions.Post", models.PROTECT, null=True, related_name="+", db_index=False)
    data = models.JSONField(default=dict)

    class Meta:
        app_label = "workflows"
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ()
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="event_numbered_once")]
        indexes = [models.Index(fields=["verb", "at"], name="event_by_verb")]

    @property
    def kind(self) -> EventKind:
        """What is the same of all events of its verb."""
        return EVENTS[self.verb]

    @property
    def branch(self) -> str:
        """In which branch of the process the step acted on lies; mostly none."""
        return str(self.data.get("branch", ""))

    @cached_property
    def body(self) -> Agency:
        """The agency that had the step acted on: the one that leads, where nothing else is said."""
        return self._named("body")

    @cached_property
    def went(self) -> Agency:
        """Where what was acted on lies afterwards."""
        return self._named("went")

    @cached_property
    def consulted(self) -> Agency | None:
        """The agency that was asked for a statement, of what happens to such a question."""
        return self._named("consulted") if "consulted" in self.data else None

    @cached_property
    def also_went(self) -> Sequence[Agency]:
        """The other agencies that got work by it at the same time, in the order of their branches."""
        found = Agency.objects.in_bulk(self.data.get("also_went", ()))
        return [found[agency_id] for agency_id in self.data.get("also_went", ())]

    def _named(self, name: str) -> Agency:
        agency_id = self.data.get(name, self.agency_id)
        return self.agency if agency_id == self.agency_id else Agency.objects.get(pk=agency_id)

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.verb}"
