"""Work: one row per open step of a case. Inbox, rights and deadlines go by it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MISSED = Q(missed__gt=0) | Q(missed_inside__gt=0)
"""The condition for what missed a promise, of ``Case`` and ``Work``."""


class Work(models.Model):
    """A step that someone (or the citizen, or time) has to act on.

    ``holder`` answers for it (the holder of ``post``), ``assignee`` is a colleague it was given to. ``track``,
    ``guarded``, ``kind``, ``search_text``, ``missed`` and ``missed_inside`` of the case stand here again so that an
    inbox, also a searched one, is one indexed query whose cost goes by what is open. ``as_read`` is no column: see
    ``Case``.
    """

    as_read: tuple[object, ...] | None = None
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="works", db_index=False)
    step = models.CharField(_("step"), max_length=40)
    branch = models.CharField(
        max_length=140, blank=True, help_text="In which branches of the process it lies, outermost first; mostly none."
    )
    waits = models.BooleanField(default=False, help_text="A wait for the citizen or for time, not for an officer.")
    entry = models.PositiveSmallIntegerField(help_text="How often this step has been entered: 1, 2 …")
    agency = models.ForeignKey("permissions.Agency", models.PROTECT, related_name="works", verbose_name=_("agency"))
    post = models.ForeignKey(
        "permissions.Post", models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("post")
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("holder"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("assigned to"),
    )
    ladder = models.SlugField(max_length=40, blank=True, db_index=False)
    named_ladder = models.SlugField(
        max_length=40,
        blank=True,
        db_index=False,
        help_text="What step or kind names, where a more specific ladder counts.",
    )
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    cycle = models.PositiveSmallIntegerField(default=0, help_text="How many counts have begun here.")
    due = models.DateTimeField(_("due"), null=True)
    due_by_day = models.BooleanField(default=False, help_text="People are told the day of what is due, and no hour.")
    paused_at = models.DateTimeField(_("paused at"), null=True)
    reply_counted = models.BooleanField(
        default=False, help_text="A reply has started the count again: see what the ladder says of the next one."
    )
    question_open = models.BooleanField(default=False, help_text="A question to the citizen has no answer yet.")
    follows = models.BooleanField(
        default=False, help_text="Its case is answered with another: nobody acts on it, and its count rests."
    )
    track = models.CharField(max_length=10)
    guarded = models.BooleanField(default=False, help_text="The case's.")
    kind = models.ForeignKey("workflows.RequestKind", models.PROTECT, related_name="+")
    search_text = models.TextField(help_text="The case's, so that a search reads no other table.")
    missed = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="The case's, as long as the work is open."
    )
    missed_inside = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="The same.")
    reached_at = models.DateTimeField(_("since"))
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=40, blank=True, help_text="The outcome that left the step.")
    routed = models.ForeignKey(
        "permissions.Agency",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="Where a rule or a referral sent it last: a step for the routed agency may come much later.",
    )
    done_by = models.JSONField(
        null=True, help_text="Who left the step, by ids: whoever acted, then those for whom they did."
    )
    referrals = models.PositiveSmallIntegerField(default=0, help_text="How often it was sent on so far.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="Who left the step by an answer to the citizen.",
    )
    objection = models.PositiveSmallIntegerField(
        default=0, help_text="How often its citizen had objected when it began: 0 before any objection."
    )
    again = models.BooleanField(
        default=False, help_text="The citizen had said that what was promised had not been done."
    )

    class Meta:
        app_label = "workflows"
        verbose_name = _("work")
        verbose_name_plural = _("work")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "step", "entry"], name="work_entered_once")]
        # What rights and lists ask of a row stands in the index too: where it is only counted, no row is read.
        indexes = [
            models.Index(
                fields=["agency", "track", "due", "id"],
                condition=Q(done_at__isnull=True, waits=False),
                include=[
                    *("case", "guarded", "follows", "holder", "assignee", "kind", "step", "reached_at"),
                    *("paused_at", "level", "missed", "missed_inside"),
                ],
                name="work_inbox",
            ),
            models.Index(
                fields=["track", "due", "id"],
                condition=Q(done_at__isnull=True, waits=False),
                include=["case", "guarded", "follows", "paused_at"],
                name="work_inbox_all",
            ),
            # Whose it is and at which step is asked of open work alone: what is done pays for none of these.
            models.Index(
                fields=["holder", "due", "id"],
                condition=Q(done_at__isnull=True),
                include=["case", "agency", "track", "guarded", "follows", "waits", "level"],
                name="work_of_holder",
            ),
            models.Index(
                fields=["assignee", "due", "id"],
                condition=Q(done_at__isnull=True),
                include=["case", "agency", "track", "guarded", "follows", "waits", "holder"],
                name="work_of_assignee",
            ),
            models.Index(
                fields=["step", "due", "id"], condition=Q(done_at__isnull=True, waits=False), name="work_at_step"
            ),
            models.Index(
                fields=["agency", "track", "due", "id"],
                condition=Q(done_at__isnull=True, waits=False, question_open=True),
                include=["case", "guarded", "follows", "paused_at"],
                name="work_asked",
            ),
            models.Index(
                fields=["track", "due", "id"],
                condition=Q(done_at__isnull=True, waits=False, question_open=True),
                include=["case", "guarded", "follows", "paused_at"],
                name="work_asked_all",
            ),
            models.Index(
                fields=["agency", "track", "due", "id"],
                condition=MISSED & Q(done_at__isnull=True, waits=False),
                include=["case", "guarded", "follows", "missed", "missed_inside"],
                name="work_missed",
            ),
            models.Index(
                fields=["track", "due", "id"],
                condition=MISSED & Q(done_at__isnull=True, waits=False),
                include=["case", "guarded", "follows", "missed", "missed_inside"],
                name="work_missed_all",
            ),
            models.Index(
                fields=["track", "id"],
                condition=Q(done_at__isnull=True, waits=False, due__isnull=True, paused_at__isnull=True),
                include=["case", "guarded", "follows"],
                name="work_undated_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step} {self.entry}"
