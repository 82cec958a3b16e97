"""Where letters lead and in which language staff read: the upper floor knows both and says so at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Addresses:
    """``case_link(tracking, audience, language)``, ``custodian_link()``, ``lent_link()``, ``staff_language(user_id)``.

    ``contact_link(language)`` is the page by which citizens reach the complaints unit, "" where there is none.

    Set once, by the portal.
    """

    case_link: Callable[[str, str, str], str] = lambda tracking, audience, language: ""
    custodian_link: Callable[[], str] = lambda: ""
    lent_link: Callable[[], str] = lambda: ""
    contact_link: Callable[[str], str] = lambda language: ""
    staff_language: Callable[[int], str] = lambda user_id: "ar"


addresses = Addresses()
