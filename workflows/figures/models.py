"""The rows of which figures are counted. Each follows from the diary alone and can be made anew from it.

They hold keys, ids, dates and amounts, and nothing that a person wrote. What is set apart has its rows too, marked as
such; no figure counts them.

Dates are those of the country's wall clock, so that a database groups by days, months and years without time zones.
What took working time is in minutes of its flow: 1,440 are one working day (``calendars.working_time``).
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models
from django.db.models import Q

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Until when what stands today stands."""


class OfACase(models.Model):
    """What every row says of its case: by this figures are split and chosen.

    ``apart``: why it is set apart (``reports.story``: sensitive, guarded), empty if it is not.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField(help_text="Of the event that wrote it.")
    kind = models.CharField(max_length=40, help_text="A key.")
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    governorate = models.CharField(max_length=40, blank=True, help_text="A key, as it was chosen at the filing.")
    category = models.CharField(max_length=40, blank=True, help_text="A key of the tree of its kind.")
    top_category = models.CharField(max_length=40, blank=True, help_text="Under which that lies; itself, at the top.")
    priority = models.CharField(max_length=6)
    apart = models.CharField(max_length=10, blank=True)
    agency = models.ForeignKey("permissions.Agency", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Standing(OfACase):
    """How a case stood from ``since`` until just before ``until``; the last of a case stands ``FOREVER``.

    So a case as of an instant is its row with ``since < instant <= until``. Of acts at one instant the last alone has a
    row. One that was held back as suspected spam begins with its release, also on its dates. ``agency`` leads;
    ``named_agency`` is the one that the citizen named. On PostgreSQL what stands is a partition of its own.
    """

    since = models.DateTimeField()
    opened_at = models.DateTimeField(help_text="Since when it counts: its filing, or its release.")
    memory = models.JSONField(
        default=dict, help_text="What the next act must know, of the last row alone: see figures.fold."
    )
    until = models.DateTimeField(default=FOREVER)
    named_agency = models.ForeignKey("permissions.Agency", models.PROTECT, null=True, related_name="+", db_index=False)
    process = models.CharField(max_length=40, blank=True, help_text="A key.")
    process_version = models.PositiveIntegerField(default=0, help_text="Its number; 0 where none is known.")
    status = models.CharField(max_length=12)
    outcome = models.CharField(max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    highest_level = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField()
    answered_on = models.DateField(null=True, help_text="When its citizen was first told something.")
    decided_on = models.DateField(null=True, help_text="The first decision.")
    closed_on = models.DateField(null=True, help_text="Null again while it is open again.")
    rated_on = models.DateField(null=True)
    answer_took = models.PositiveIntegerField(null=True, help_text="Working minutes since the filing.")
    decision_took = models.PositiveIntegerField(null=True, help_text="The same.")
    closing_took = models.PositiveIntegerField(null=True, help_text="The same.")
    escalations = models.PositiveSmallIntegerField(default=0)
    escalations_by_clock = models.PositiveSmallIntegerField(default=0)
    referrals = models.PositiveSmallIntegerField(default=0)
    reopenings = models.PositiveSmallIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)
    questions = models.PositiveSmallIntegerField(default=0, help_text="To the citizen.")
    missed = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Promises missed to the citizen: see figures.row."
    )
    missed_inside = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Those missed inside.")
    rating = models.PositiveSmallIntegerField(null=True)
    limited = models.BooleanField(default=False, help_text="Decided, or warned of, under an overall limit.")
    in_time = models.BooleanField(null=True, help_text="First decided within it; null while it is not decided.")

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        # With its key is also said that one row of a case stands.
        constraints = [models.UniqueConstraint(fields=["case", "until"], name="standing_until_once")]
        indexes = [
            models.Index(fields=["until", "opened_on"], name="standing_by_time"),
            models.Index(fields=["agency", "opened_on"], condition=Q(until=FOREVER), name="standing_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.status}"


class StepTaken(OfACase):
    """A step of a process that a case has left. ``agency`` is the one whose step it was.

    ``apart`` is that of the case today, but for what happened before it was sealed, or while it was.
    """

    process = models.CharField(max_length=40)
    process_version = models.PositiveIntegerField(help_text="Its number.")
    step = models.CharField(max_length=40)
    branch = models.CharField(max_length=140, blank=True)
    outcome = models.CharField(max_length=40, blank=True, help_text="By which it was left; a key of the step.")
    by = models.CharField(max_length=10, help_text="The kind of whoever left it: see CaseEvent.actor_kind.")
    level = models.PositiveSmallIntegerField(default=0, help_text="Where it had come to.")
    entered_on = models.DateField()
    left_on = models.DateField()
    took = models.PositiveIntegerField(help_text="Working minutes from entering to leaving it.")

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        indexes = [
            models.Index(fields=["case"], name="step_taken_of_case"),
            models.Index(fields=["left_on"], name="step_taken_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.step}"


class Occurrence(OfACase):
    """Something that may happen to a case more than once: an escalation, a referral, a rating …

    ``agency`` is the one in whose row reports count it. ``weight`` is 1; where a rating takes the place of a former
    one, a second row takes that back with -1. ``apart`` is that of the case today, but for what
    happened before it was sealed, or while it was.
    """

    verb = models.CharField(max_length=20, help_text="See EventVerb.")
    on = models.DateField()
    weight = models.SmallIntegerField(default=1)
    by = models.CharField(max_length=10, help_text="See CaseEvent.actor_kind.")
    level = models.PositiveSmallIntegerField(default=0, help_text="To which it came, of an escalation.")
    stars = models.PositiveSmallIntegerField(null=True)
    solved = models.CharField(max_length=6, blank=True, db_default="", help_text="Of a rating: see Solved.")

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        indexes = [
            models.Index(fields=["case"], name="occurrence_of_case"),
            models.Index(fields=["verb", "on"], name="occurrence_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.verb}"


class MakingAnew(models.Model):
    """How far the rows have been made anew: what is left are the cases with smaller ids. No row when that is done."""

    before = models.BigIntegerField()

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"before {self.before}"
