"""Where the links in letters lead, and in which language staff read theirs."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile


def case_link(tracking: str, audience: str, language: str) -> str:
    """The page of a case: for its citizen the one that asks for the secret, for staff the desk."""
    with override(language):
        if audience == "citizen":
            path = f"{reverse('track')}?tracking={tracking}"
        else:
            path = reverse("desk:case", args=[tracking])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def custodian_link() -> str:
    """Where custodians read the requests for identities."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('identities:all')}"


def lent_link() -> str:
    """Where people read what is lent to them."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('away:all')}"


def staff_language(user_id: int) -> str:
    """The language a person has chosen for the admin; Arabic where they chose none."""
    chosen = UserProfile.objects.filter(user_id=user_id).values_list("preferred_language", flat=True).first()
    return chosen or "ar"
