"""What the trail's codes mean, in words: never a raw code on a screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.body_acts import BODY_ACTS
from workflows.cases.events import EVENTS
from workflows.versions.models import Subject

Words = str | Promise
SOMETHING: Words = _("something else")

IDENTITIES = (
    *("identity_asked", "identity_opened", "identity_refused", "identity_closed"),
    *("identity_read", "personal_data_read"),
)
ERASING = ("erasure_asked", "erased", "hold_set")
ROLES = (
    *("role_granted", "role_revoked", "role_lent", "loan_ended"),
    *("post_taken", "post_left", "post_brings", "role_made", "role_changed", "role_deleted"),
    *("glass_broken", "glass_stopped"),
)
PROPOSALS = (
    *("proposal_made", "proposal_confirmed", "proposal_refused", "proposal_withdrawn"),
    "proposal_expired",
)
PEOPLE = (
    *("account_made", "account_changed", "account_on", "account_off", "left", "absence_set", "absence_ended"),
    *("link_made", "link_used", "link_voided"),
    *("factor_added", "factor_removed", "factors_dropped", "codes_made", "sessions_ended"),
    *("login_linked", "login_unlinked"),
)
BODIES = (*BODY_ACTS, "tag_added", "tag_taken_off")
RULES = (
    *("published", "restored", "discarded", "retired"),
    *("quality_rule", "quality_drawn"),
    *("theme_added", "theme_changed"),
    *("example_kept", "example_changed", "example_removed"),
    "moving_confirmed",
    "spam_sign_set",
    *("segment_set", "segment_removed", "fiscal_month_set"),
    *("form_ready", "form_published", "form_ended", "form_sent_back", "form_withdrawn", "form_taken_back"),
)
SEALS = ("looks_sealed", "rows_sealed", "case_taken_in")
"""Up to one a minute, and one for each request of before there were proofs: of the trail as a whole they are left out,
and shown when they are asked for."""
PROOFS = ("file_made_anew", "place_shut", "case_taken_in")
OTHERS = (
    *("snapshot_taken", "report_commented", "report_signed", "report_recipient_added", "report_recipient_removed"),
    *("register_asked", "register_confirmed", "register_contested"),
    "figures_opened",
    "letter_tried_again",
    "act_tried_again",
    "webhook_tried_again",
    *("suggestions_wanted", "suggestions_on", "suggestions_off"),
    "audit_read",
    "audit_exported",
    "looks_exported",
    "looks_forgotten",
    "backup_restored",
    "looks_sealed",
    "rows_sealed",
    "rows_taken_in",
    "heads_resumed",
    "own_data_asked",
)
CASES = (*(str(verb) for verb in EVENTS if verb not in IDENTITIES), *PROOFS)

VERBS: Mapping[str, Words] = {
    "quality_rule": _("Quality check: size of the sample or criteria changed"),
    "quality_drawn": _("Quality check: sample of a month drawn"),
    "theme_added": _("Themes of ratings: one added"),
    "theme_changed": _("Themes of ratings: one changed or taken off"),
    "assigned": _("Assigned, or given back to the holder"),
    "identity_asked": _("Identity asked for"),
    "identity_opened": _("Identity opened"),
    "identity_refused": _("Identity not opened"),
    "identity_closed": _("Identity closed before its time"),
    "identity_read": _("Identity read"),
    "personal_data_read": _("All that is known of a person written into a file by a command on the server"),
    "role_granted": _("Role granted"),
    "role_revoked": _("Role taken back"),
    "role_lent": _("Role lent"),
    "loan_ended": _("Loan of a role ended"),
    "post_taken": _("Appointed to a post"),
    "post_left": _("Appointment to a post ended"),
    "post_brings": _("Role of a post changed"),
    **BODY_ACTS,
    "role_made": _("Role created"),
    "role_changed": _("Rights of a role changed"),
    "role_deleted": _("Role deleted"),
    "glass_broken": _("Role given alone, in an emergency"),
    "glass_stopped": _("Role given by one administrator stopped before it took effect"),
    "proposal_made": _("Proposed to a second administrator"),
    "proposal_confirmed": _("Confirmed by a second administrator"),
    "proposal_refused": _("Refused by a second administrator"),
    "proposal_withdrawn": _("Proposal withdrawn"),
    "proposal_expired": _("Proposal expired undecided"),
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
    "factor_added": _("Second factor set up"),
    "factor_removed": _("Second factor removed"),
    "factors_dropped": _("All second factors dropped, by a one-time link and the password"),
    "codes_made": _("Recovery codes made"),
    "sessions_ended": _("Sessions ended"),
    "login_linked": _("Single sign-on linked"),
    "login_unlinked": _("Single sign-on unlinked"),
    "tag_added": _("Tag added to an agency’s list"),
    "tag_taken_off": _("Tag taken off an agency’s list"),
    "published": _("Rules published"),
    "restored": _("Rules put back by one person alone"),
    "discarded": _("Draft of rules discarded"),
    "retired": _("Rules taken out of force"),
    "form_ready": _("Form ready for a second editor"),
    "form_published": _("Form published by a second editor"),
    "form_ended": _("Form taken off the site by two editors"),
    "form_sent_back": _("Form sent back by a second editor"),
    "form_withdrawn": _("Form withdrawn before a second editor decided"),
    "form_taken_back": _("Publication of a form taken back by one editor"),
    "example_kept": _("Example of a process kept"),
    "example_changed": _("Example of a process changed"),
    "example_removed": _("Example of a process removed"),
    "moving_confirmed": _("Running requests moved to another version"),
    "spam_sign_set": _("Sign of spam weighed otherwise"),
    "segment_set": _("Segment of figures made or changed"),
    "segment_removed": _("Segment of figures removed"),
    "fiscal_month_set": _("First month of the fiscal year set"),
    "letter_tried_again": _("A letter sent once more by hand"),
    "act_tried_again": _("An automatic act tried once more by hand"),
    "webhook_tried_again": _("Another system told once more of a page by hand"),
    "suggestions_wanted": _("Suggestions learned again by hand"),
    "suggestions_on": _("Suggestions switched on"),
    "suggestions_off": _("Suggestions switched off"),
    "snapshot_taken": _("Numbers of a report frozen"),
    "report_commented": _("Comment on a report written, changed or taken away"),
    "report_signed": _("Report signed"),
    "report_recipient_added": _("Recipient of reports added"),
    "report_recipient_removed": _("Recipient of reports removed"),
    "register_asked": _("Agencies asked to confirm their lines of a register"),
    "register_confirmed": _("Lines of a register confirmed by their agency"),
    "register_contested": _("Lines of a register contested by their agency"),
    "figures_opened": _("Figures of a report opened to everybody"),
    "own_data_asked": _("A citizen took away their own data"),
    "audit_read": _("Audit trail read"),
    "audit_exported": _("Audit trail exported"),
    "looks_exported": _("Log of access exported"),
    "looks_sealed": _("Log of access sealed"),
    "backup_restored": _("Backup put back"),
    "looks_forgotten": _("Old rows of the log of access removed"),
    "rows_sealed": _("Rows of roles, rules and accounts sealed"),
    "rows_taken_in": _("Earlier rows taken under proof"),
    "heads_resumed": _("Head of the trail told elsewhere again, after hours of silence"),
    "file_made_anew": _("A file stored in another form, or once instead of twice"),
    "place_shut": _("A request closed to a new post of the person it is about"),
    "case_taken_in": _("An earlier request taken into the trail"),
}
"""What events of cases are called stands in their catalogue. Here are an identity's, called as the rest of the trail,
and an assignment, since the trail does not say to whom."""

ACTS: Mapping[str, Words] = {
    "grant": _("a role for a person"),
    "seat": _("an appointment to a post"),
    "bring": _("the role of a post"),
    "lend": _("a loan of a role"),
    "role_changed": _("more rights for a role"),
    "hand_over": _("the handing over to a successor"),
    "switch_on": _("switching an account on"),
    "email": _("another email address"),
    "new_factor": _("a link for a new second factor"),
}
"""What takes two administrators."""

FACTORS: Mapping[str, Words] = {"totp": _("codes of an app"), "webauthn": _("a passkey")}
"""Kinds of second factors."""

GROUPS: Mapping[str, tuple[Words, tuple[str, ...]]] = {
    "identities": (_("Identities"), IDENTITIES),
    "roles": (_("Roles and posts"), (*ROLES, *PROPOSALS)),
    "people": (_("Accounts and absences"), PEOPLE),
    "bodies": (_("Agencies and their posts"), BODIES),
    "rules": (_("Rules"), RULES),
    "others": (_("Reports and the trail itself"), OTHERS),
    "cases": (_("Requests"), CASES),
}

RULE_KINDS: Mapping[str, Words] = dict(Subject.choices)


def title_of(verb: str) -> str:
    """What happened, with a capital letter."""
    if verb in VERBS:
        return str(VERBS[verb])
    label = str(EVENTS[verb].words if verb in EVENTS else SOMETHING)
    return label[:1].upper() + label[1:]
