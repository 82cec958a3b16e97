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
