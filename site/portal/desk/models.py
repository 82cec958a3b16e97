"""The ready answers of the desk."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.in_hand.models import ACT_LENGTH
from workflows.cases.grounds import LONGEST_KEY, LONGEST_RULE


class ReadyAnswer(models.Model):
    """A text that is inserted into the form of an act: somebody's own, shared at an agency, or for all (neither).

    Empty ``kind``, ``act`` and ``language`` fit all. ``outcome`` is a code of ``cases.models.Outcome`` which
    the form is then given, where the step has such a way out. In ``text`` the places are kept as those of letters.
    ``ground``, ``rule`` and ``instead`` are what a refusal asks for beside it, of one whose outcome refuses.
    ``category`` (a key), ``tag`` and ``assignee``: what the case is given with it, where that is possible.
    """

    key = models.CharField(max_length=12, unique=True, help_text="Random: ids in turn would count what others write.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    agency = models.ForeignKey("permissions.Agency", models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120)
    kind = models.SlugField(max_length=40, blank=True)
    act = models.SlugField(max_length=ACT_LENGTH, blank=True)
    language = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    ground = models.SlugField(max_length=LONGEST_KEY, blank=True, default="")
    rule = models.CharField(max_length=LONGEST_RULE, blank=True, default="")
    instead = models.TextField(blank=True, default="")
    category = models.SlugField(max_length=LONGEST_KEY, blank=True, default="")
    tag = models.ForeignKey("workflows.Tag", models.SET_NULL, null=True, blank=True, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    used = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "portal"
        verbose_name = _("ready answer")
        verbose_name_plural = _("ready answers")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(owner__isnull=True) | Q(agency__isnull=True), name="ready_of_one"),
        ]

    def __str__(self) -> str:
        return self.title


class ReadyUse(models.Model):
    """A ready answer went out in a case: by that it is known what it is good for, and whether citizens objected."""

    answer = models.ForeignKey(ReadyAnswer, models.CASCADE, related_name="uses")
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "portal"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.answer_id} in {self.case_id}"
