"""Where the links in letters lead, and in which language staff read theirs."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from content.pages.selectors import site_links


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


def lent_link() -> str:
    """Where people read what is lent to them."""
    return f"{settings.INSAF_URL}{reverse('away:all')}"


def contact_link(language: str) -> str:
    """The page by which citizens reach the complaints unit; "" where editors have taken it away."""
    page = site_links(language).contact
    return urljoin(settings.INSAF_URL, page.url) if page is not None else ""


def staff_language(user_id: int) -> str:
    """The language a person has chosen for the admin; Arabic where they chose none."""
    chosen = UserProfile.objects.filter(user_id=user_id).values_list("preferred_language", flat=True).first()
    return chosen or "ar"
