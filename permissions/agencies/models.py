"""The tree of agencies, the posts of each, and who holds a post from when to when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from permissions.agencies import rights
from permissions.platform.called import calendar_of_the_country
from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField, in_language


class AgencyRole(models.TextChoices):
    """What an agency is to the platform."""

    PUBLIC_BODY = "public_body", _("public body")
    CENTRAL_UNIT = "central_unit", _("complaints unit")
    SENSITIVE_UNIT = "sensitive_unit", _("unit for sensitive requests")


class Agency(models.Model):
    """A public body, or one of the platform's own units. Rights are granted on it, never on a case."""

    code = models.SlugField(_("code"), unique=True, max_length=40)
    name = TranslatedTextField(_("name"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="departments")
    role = models.CharField(_("role"), max_length=20, choices=AgencyRole, default=AgencyRole.PUBLIC_BODY)
    calendar = models.SlugField(
        _("working calendar"), default=calendar_of_the_country, help_text=_("Key of a published calendar.")
    )
    email = models.EmailField(_("email"), blank=True)
    active = models.BooleanField(_("takes new cases"), default=True)
    closes_on = models.DateField(
        _("closes on"), null=True, blank=True, help_text=_("The first day on which it is not an agency any more.")
    )
    heir = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency that takes over")
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, help_text="When nothing was left with it.")

    objects = TellsRows["Agency"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["code"]
        default_permissions = ()
        # Django wants a name for each; people read the words of ``roles.explained``.
        permissions = [(right, right) for right in rights.ALL]
        constraints = [
            models.UniqueConstraint(fields=["role"], condition=~Q(role="public_body"), name="agency_one_of_each_unit"),
        ]

    def __str__(self) -> str:
        return in_language(self.name)

    @property
    def has_closed(self) -> bool:
        """Whether its day has come. What a replay closed takes no new cases either, but works on what it has."""
        return not self.active and self.closes_on is not None


class Post(models.Model):
    """A seat in an agency that a ladder can climb to: level 0 is the liaison officer, the highest is the head."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="posts")
    level = models.PositiveSmallIntegerField(_("level"))
    name = TranslatedTextField(_("name"))
    brings = models.ForeignKey(
        "permissions.RoleAtAgency",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("role"),
        help_text=_("Whoever sits in the post holds it, for as long as they do."),
    )
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="The diary names it for good; nobody sits in it any more."
    )

    objects = TellsRows["Post"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["agency", "level"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "level"], condition=Q(closed_at__isnull=True), name="post_one_per_level"
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name)


class Holding(models.Model):
    """One person in one post for a span of time. ``rank`` 0 holds it; higher ranks are deputies, in their order."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings")
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"), null=True, blank=True)

    objects = TellsRows["Holding"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("holding of a post")
        verbose_name_plural = _("holdings of posts")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="holding_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["post", "user"], condition=Q(ends__isnull=True), name="holding_once_while_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.post}"


class Absence(models.Model):
    """A span in which a person does not act; their deputies do."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))

    objects = TellsRows["Absence"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="absence_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.user}"
