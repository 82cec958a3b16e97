"""What the trail's codes mean, in words: never a raw code on a screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.cases.models import EventVerb
from workflows.versions.models import Subject

Words = str | Promise
SOMETHING: Words = _("something else")

IDENTITIES = (
    *("identity_asked", "identity_opened", "identity_refused", "identity_closed"),
    "identity_read",
)
ROLES = (
    *("role_granted", "role_revoked", "role_lent", "loan_ended"),
    *("post_taken", "post_left", "post_brings", "role_made", "role_changed", "role_deleted"),
)
PEOPLE = (
    *("account_made", "account_changed", "account_on", "account_off", "left", "absence_set", "absence_ended"),
    *("link_made", "link_used", "link_voided"),
)
RULES = ("published", "discarded", "retired")
OTHERS = ("snapshot_taken", "audit_read", "audit_exported")
CASES = tuple(str(verb) for verb in EventVerb if str(verb) not in IDENTITIES)

VERBS: Mapping[str, Words] = {
    "assigned": _("Assigned, or given back to the holder"),
    "identity_asked": _("Identity asked for"),
    "identity_opened": _("Identity opened"),
    "identity_refused": _("Identity not opened"),
    "identity_closed": _("Identity closed before its time"),
    "identity_read": _("Identity read"),
    "role_granted": _("Role granted"),
    "role_revoked": _("Role taken back"),
    "role_lent": _("Role lent"),
    "loan_ended": _("Loan of a role ended"),
    "post_taken": _("Appointed to a post"),
    "post_left": _("Appointment to a post ended"),
    "post_brings": _("Role of a post changed"),
    "role_made": _("Role created"),
    "role_changed": _("Rights of a role changed"),
    "role_deleted": _("Role deleted"),
    "account_made": _("Account created"),
    "account_changed": _("Account changed"),
    "account_on": _("Account switched on"),
    "account_off": _("Account switched off"),
    "left": _("Left, and handed everything over"),
    "absence_set": _("Absence recorded"),
    "absence_ended": _("Absence cancelled"),
    "link_made": _("One-time link made"),
    "link_used": _("One-time link used"),
    "link_voided": _("One-time link made void"),
    "published": _("Rules published"),
    "discarded": _("Draft of rules discarded"),
    "retired": _("Rules taken out of force"),
    "snapshot_taken": _("Numbers of a report frozen"),
    "audit_read": _("Audit trail read"),
    "audit_exported": _("Audit trail exported"),
}
"""What events of cases are called stands in ``EventVerb``. Here are an identity's, called as the rest of the trail, and
an assignment, since the trail does not say to whom."""

GROUPS: Mapping[str, tuple[Words, tuple[str, ...]]] = {
    "identities": (_("Identities"), IDENTITIES),
    "roles": (_("Roles and posts"), ROLES),
    "people": (_("Accounts and absences"), PEOPLE),
    "rules": (_("Rules"), RULES),
    "others": (_("Reports and the trail itself"), OTHERS),
    "cases": (_("Cases"), CASES),
}

RULE_KINDS: Mapping[str, Words] = dict(Subject.choices)


def title_of(verb: str) -> str:
    """What happened, with a capital letter."""
    if verb in VERBS:
        return str(VERBS[verb])
    label = str(EventVerb(verb).label) if verb in EventVerb.values else str(SOMETHING)
    return label[:1].upper() + label[1:]
