"""Who holds what, from when to when: rows that ``can()`` reads, so that no job has to end a right."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from permissions.now import now
from permissions.telling_rows import TellsRows

ENDS_LATER = Q(ends__isnull=True) | Q(ends__gt=F("starts"))


class RoleAtAgency(models.Model):
    """One role at one agency. Its group carries guardian's grants on the agency, however many people hold it."""

    role = models.ForeignKey("permissions.Role", models.PROTECT, related_name="places")
    agency = models.ForeignKey("permissions.Agency", models.CASCADE, related_name="roles")
    group = models.OneToOneField(Group, models.CASCADE, related_name="role_at_agency")

    objects = TellsRows["RoleAtAgency"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("role at an agency")
        verbose_name_plural = _("roles at agencies")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["role", "agency"], name="role_once_per_agency")]

    def __str__(self) -> str:
        return f"{self.role} · {self.agency}"


class RoleHolding(models.Model):
    """A person holds a role at an agency for a span of time; without an end until it is taken back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_holdings")
    place = models.ForeignKey(RoleAtAgency, models.CASCADE, related_name="holdings", verbose_name=_("role"))
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"), null=True, blank=True)

    objects = TellsRows["RoleHolding"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        default_permissions = ()
        ordering = ["user", "starts", "id"]
        constraints = [models.CheckConstraint(condition=ENDS_LATER, name="role_holding_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.user} · {self.place}"


class Delegation(models.Model):
    """A role that its holder lends to a deputy for a span of time. It is worth what the holder holds themselves."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations_given")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations_received")
    place = models.ForeignKey(RoleAtAgency, models.CASCADE, related_name="delegations", verbose_name=_("role"))
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))

    objects = TellsRows["Delegation"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        default_permissions = ()
        ordering = ["giver", "starts", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="delegation_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(giver=F("deputy")), name="delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.deputy} · {self.place}"


class Proposal(models.Model):
    """What one administrator asked for and another must confirm: nobody gives alone what reaches so far.

    ``act`` and ``data`` say what would be done; ``people`` are the ids of those who would gain ``rights`` by it.
    """

    class Outcome(models.TextChoices):
        """What became of it; empty while it waits."""

        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    act = models.CharField(max_length=20)
    data = models.JSONField()
    people = models.JSONField()
    rights = models.JSONField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")

    objects = TellsRows["Proposal"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        default_permissions = ()
        indexes = [models.Index(fields=["expires_at"], condition=Q(outcome=""), name="proposal_still_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")) | Q(outcome="withdrawn"),
                name="proposal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True) | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="proposal_outcome_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"


class Emergency(models.Model):
    """One administrator gave a role at once and alone, for some hours; ``reason`` is theirs, in their own words."""

    holding = models.OneToOneField(RoleHolding, models.SET_NULL, null=True, related_name="emergency")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    place = models.ForeignKey(RoleAtAgency, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    objects = TellsRows["Emergency"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("role given in an emergency")
        verbose_name_plural = _("roles given in emergencies")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(user=F("given_by")), name="emergency_for_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.place}"

    @property
    def waits(self) -> bool:
        """Whether it doesn't count yet: so long it can be stopped."""
        return self.holding is not None and self.holding.starts > now()


class NamedAccess(models.Model):
    """The exception: one person may read one case, for a span of time. ``case_id`` is a number: cases lie above.

    ``works``: they work it too, since nobody is free of it among those who work such cases.
    """

    case_id = models.BigIntegerField()
    works = models.BooleanField(_("works it"), default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="named_accesses")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))

    class Meta:
        app_label = "permissions"
        verbose_name = _("access to a single case")
        verbose_name_plural = _("accesses to single cases")
        default_permissions = ()
        indexes = [models.Index(fields=["case_id"], name="named_access_by_case")]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="named_access_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.case_id}"


class Party(models.Model):
    """Someone whom a case accuses: they, and all who answer to them, are shut out of it.

    Either a person (``user``), or of an agency the posts up to ``level`` with everybody who stands no higher; without a
    level the whole agency and the bodies below it. ``because_of`` names the accused person whose place there it is.
    """

    case_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("permissions.Agency", models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    because_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "permissions"
        verbose_name = _("party to a case")
        verbose_name_plural = _("parties to cases")
        default_permissions = ()
        indexes = [models.Index(fields=["case_id"], name="party_by_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, agency__isnull=True, level__isnull=True)
                | Q(user__isnull=True, agency__isnull=False),
                name="party_person_or_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.user or self.agency}"
