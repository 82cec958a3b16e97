"""Where the links in letters lead, and in which language staff read theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import override
from wagtail.users.models import UserProfile

from content.pages.selectors import site_links
from permissions.people.models import User
from permissions.platform.called import offered_languages
from portal.citizen.objection_shown import doors_outside
from workflows.jobs.models import JobKind
from workflows.notifications.addresses import Addresses, DoorsOutside
from workflows.notifications.to_askers import FileKind

_PAGES_OF_JOBS: Final[dict[str, str]] = {
    JobKind.TRIAL: "studio:trial",
    JobKind.RETRACE: "studio:process_trial",
    JobKind.FORESEE: "studio:begin_moving",
    JobKind.MOVE: "studio:begin_moving",
}
"""By the kinds of work on a version; all others stand on the page of what it changes."""
_PAGES_OF_FILES: Final = {FileKind.REPORT: "figures:period", FileKind.COPY: "desk:copy"}


def case_link(tracking: str, audience: str, language: str) -> str:
    """The page of a case: for its citizen the one that asks for the secret, for staff the desk."""
    with override(language):
        if audience == "citizen":
            path = f"{reverse('track')}?tracking={tracking}"
        else:
            path = reverse("desk:case", args=[tracking])
    return f"{settings.INSAF_URL}{path}"


def custodian_link() -> str:
    """Where custodians read the requests for identities."""
    return f"{settings.INSAF_URL}{reverse('identities:all')}"


def asked_link(tracking: str, number: int) -> str:
    """Where an agency that was asked reads the question."""
    return f"{settings.INSAF_URL}{reverse('desk:asked_one', args=[tracking, number])}"


def lent_link() -> str:
    """Where people read what is lent to them."""
    return f"{settings.INSAF_URL}{reverse('away:all')}"


def waiting_link() -> str:
    """Where administrators decide what takes two of them."""
    return f"{settings.INSAF_URL}{reverse('access:waiting')}"


def emergency_link(emergency_id: int) -> str:
    """Where whoever holds such rights reads of a role that is given alone, and may stop it."""
    return f"{settings.INSAF_URL}{reverse('access:emergency', args=[emergency_id])}"


def admin_link() -> str:
    """Where all staff begin."""
    return f"{settings.INSAF_URL}{reverse('wagtailadmin_home')}"


def account_link() -> str:
    """Where people choose a new password."""
    return f"{settings.INSAF_URL}{reverse('wagtailadmin_password_reset')}"


def own_entry_link() -> str:
    """Where people see how their account is entered, and where they are logged in."""
    return f"{settings.INSAF_URL}{reverse('sign_in:own')}"


def reset_link(user: User) -> str:
    """Where one person writes a new password: the token is of now, and void once the password is another."""
    names = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    return f"{settings.INSAF_URL}{reverse('wagtailadmin_password_reset_confirm', kwargs=names)}"


def contact_link(language: str) -> str:
    """The page by which citizens reach the complaints unit; "" where editors have taken it away."""
    page = site_links(language).contact
    return urljoin(settings.INSAF_URL, page.url) if page is not None else ""


def doors_to_outside(language: str) -> DoorsOutside | None:
    """Where citizens can go once nobody here decides again; None where editors have taken that page away."""
    doors = doors_outside(language)
    return replace(doors, address=urljoin(settings.INSAF_URL, doors.address)) if doors is not None else None


def sign_in_link(language: str) -> str:
    """Where citizens sign in, and find their requests."""
    with override(language):
        return f"{settings.INSAF_URL}{reverse('my')}"


def track_link(language: str) -> str:
    """Where citizens show number and code."""
    with override(language):
        return f"{settings.INSAF_URL}{reverse('track')}"


def new_code_link(token: str, language: str) -> str:
    """Where whoever has lost a code gets a new one."""
    with override(language):
        return f"{settings.INSAF_URL}{reverse('new_code', args=[token])}"


def fewer_link(token: str, language: str) -> str:
    """Where a citizen says that they want no more letters than they need."""
    with override(language):
        return f"{settings.INSAF_URL}{reverse('fewer_letters', args=[token])}"


def short_link(code: str, language: str) -> str:
    """What stands for another link in a text message; without its language where that is the platform's first."""
    path = reverse("short_link", args=[code])
    return (
        f"{settings.INSAF_URL}{path}"
        if language == offered_languages()[0]
        else f"{settings.INSAF_URL}/{language}{path}"
    )


def notices_link() -> str:
    """Where the staff read their notices."""
    return f"{settings.INSAF_URL}{reverse('notices:all')}"


def report_link(kind: str, period: str) -> str:
    """The page of a national report."""
    return f"{settings.INSAF_URL}{reverse('figures:period', args=[kind, period])}"


def register_link() -> str:
    """Where the head and the liaison officer of an agency confirm its lines of a yearly report."""
    return f"{settings.INSAF_URL}{reverse('register:all')}"


def job_link(kind: str, version_id: int | None, key: str) -> str:
    """What became of work over many cases: an order of one's own, or on the page of a version."""
    if kind == JobKind.TOGETHER:
        return f"{settings.INSAF_URL}{reverse('desk:order', args=[key])}"
    page = _PAGES_OF_JOBS.get(kind, "studio:effect")
    return f"{settings.INSAF_URL}{reverse(page, args=[version_id])}"


def saved_report_link(key: str) -> str:
    """The file of a saved report that was sent; all of them where there is no key."""
    path = reverse("own_reports:copy", args=[key]) if key else reverse("own_reports:all")
    return f"{settings.INSAF_URL}{path}"


def file_link(kind: str, place: str) -> str:
    """Where a file is that somebody asked for, or what became of a spreadsheet that they sent; ``place``: the parts of
    its address, with a slash between them."""
    parts = place.split("/")
    of_pages = parts[0] in ("contacts", "services")
    of_one = "sheets:of_sent" if len(parts) > 2 else "sheets:pages_sent" if of_pages else "sheets:sent"
    return f"{settings.INSAF_URL}{reverse(_PAGES_OF_FILES.get(FileKind(kind), of_one), args=parts)}"


def erasure_link(tracking: str) -> str:
    """Where data protection reads how long a case is kept, who asks to erase it, and what became of it."""
    return f"{settings.INSAF_URL}{reverse('erasures:one', args=[tracking])}"


def board_link(key: str) -> str:
    """A dashboard."""
    return f"{settings.INSAF_URL}{reverse('dashboards:board', args=[key])}"


def draft_link(version_id: int) -> str:
    """Where owners read a draft."""
    return f"{settings.INSAF_URL}{reverse('studio:draft', args=[version_id])}"


def rules_link(subject: str, key: str) -> str:
    """Where owners read what is in force of one thing, and all its versions."""
    return f"{settings.INSAF_URL}{reverse('studio:thing', args=[subject, key])}"


def form_link(form: str) -> str:
    """Where editors read a form that waits for a second one, try it and decide."""
    return f"{settings.INSAF_URL}{reverse('page_care:form', args=[form])}"


def staff_language(user_id: int) -> str:
    """The language a person has chosen for the admin; Arabic where they chose none."""
    chosen = UserProfile.objects.filter(user_id=user_id).values_list("preferred_language", flat=True).first()
    return chosen or "ar"


def lead_from(addresses: Addresses) -> None:
    """What letters and notices on the floors below link to, and in which language staff read."""
    addresses.case_link = case_link
    addresses.custodian_link = custodian_link
    addresses.asked_link = asked_link
    addresses.lent_link = lent_link
    addresses.waiting_link = waiting_link
    addresses.emergency_link = emergency_link
    addresses.admin_link = admin_link
    addresses.account_link = account_link
    addresses.own_entry_link = own_entry_link
    addresses.reset_link = reset_link
    addresses.contact_link = contact_link
    addresses.doors_outside = doors_to_outside
    addresses.sign_in_link = sign_in_link
    addresses.track_link = track_link
    addresses.new_code_link = new_code_link
    addresses.fewer_link = fewer_link
    addresses.short_link = short_link
    addresses.draft_link = draft_link
    addresses.rules_link = rules_link
    addresses.form_link = form_link
    addresses.board_link = board_link
    addresses.erasure_link = erasure_link
    addresses.notices_link = notices_link
    addresses.job_link = job_link
    addresses.report_link = report_link
    addresses.register_link = register_link
    addresses.saved_report_link = saved_report_link
    addresses.file_link = file_link
    addresses.staff_language = staff_language
