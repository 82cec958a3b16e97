"""The devices to which notices go: about a case to its citizen, about all that is theirs to somebody on the staff."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PushDevice(models.Model):
    """One browser that asked for notices about one case, as the browser's maker named it.

    ``mark``: of the secret code by which it follows the case (``tracking.mark_of``): with a new code others that knew
    the old one hear no more.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="push_devices")
    endpoint = models.CharField(max_length=1000, help_text="Whoever knows this address could ring there.")
    public_key = models.CharField(max_length=100, help_text="p256dh, in Base64 for addresses.")
    secret = models.CharField(max_length=40, help_text="auth, in Base64 for addresses.")
    language = models.CharField(max_length=10)
    mark = models.CharField(max_length=128)
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row.")
    created_at = models.DateTimeField()

    class Meta:
        app_label = "workflows"
        verbose_name = _("device for notices")
        verbose_name_plural = _("devices for notices")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "endpoint"], name="push_device_once")]

    def __str__(self) -> str:
        return f"device of case {self.case_id}"

    @property
    def tag(self) -> str:
        """What a later notice takes the place of."""
        return f"news-{self.mark[:8]}"


class StaffDevice(models.Model):
    """One browser in which a member of the staff asked for notices, as the browser's maker named it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1000, help_text="Whoever knows this address could ring there.")
    public_key = models.CharField(max_length=100, help_text="p256dh, in Base64 for addresses.")
    secret = models.CharField(max_length=40, help_text="auth, in Base64 for addresses.")
    language = models.CharField(max_length=10)
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row.")
    created_at = models.DateTimeField()

    tag = "staff"
    """What a later notice takes the place of."""

    class Meta:
        app_label = "workflows"
        verbose_name = _("device of the staff for notices")
        verbose_name_plural = _("devices of the staff for notices")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "endpoint"], name="staff_device_once")]

    def __str__(self) -> str:
        return f"device of {self.user_id}"
