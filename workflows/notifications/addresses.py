"""Where letters lead, in which language staff read, how a letter looks: the upper floor says so at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DoorsOutside:
    """The page on which editors name the doors outside the platform: its title, address and first words."""

    title: str
    address: str
    words: str


@dataclass(slots=True)
class Addresses:
    """``case_link(tracking, audience, language)``, ``custodian_link()``, ``asked_link(tracking, number)``,
    ``lent_link()``, ``account_link()``, ``staff_language(user_id)``.

    ``waiting_link()`` is where administrators decide together, ``emergency_link(emergency_id)`` where what one gives
    alone is stopped, ``admin_link()`` where all staff begin.
    ``own_entry_link()`` is where people see how their account is entered, ``reset_link(user)`` where one of them writes
    a new password. ``sign_in_link(language)`` is where citizens sign in, ``contact_link(language)`` the page by which
    they reach the complaints unit, "" where there is none, ``doors_outside(language)`` the one of the doors outside.
    ``track_link(language)`` asks for number and code,
    ``new_code_link(token, language)`` gives a new code, ``fewer_link(token, language)`` stops what is not needed.
    ``short_link(code, language)`` stands for another in a text message.
    ``notices_link()`` is where the staff read their notices, ``job_link(kind, version_id, key)`` what became of a job,
    ``file_link(kind, place)`` where a file is that somebody asked for.
    ``saved_report_link(key)`` the file of a saved report, or all reports where there is no key.
    ``draft_link(version_id)`` is where owners read a draft, ``rules_link(subject, key)`` where all versions of a thing.
    ``form_link(form)`` is where editors agree on a form.
    ``report_link(kind, period)`` is a national report, ``register_link()`` where an agency confirms its lines of one.
    ``board_link(key)`` is a dashboard, ``erasure_link(tracking)`` where data protection reads what becomes of a case.
    ``draw_letter(what is said)`` is a letter as HTML. Set once, by the portal.
    """

    case_link: Callable[[str, str, str], str] = lambda tracking, audience, language: ""
    custodian_link: Callable[[], str] = lambda: ""
    asked_link: Callable[[str, int], str] = lambda tracking, number: ""
    lent_link: Callable[[], str] = lambda: ""
    waiting_link: Callable[[], str] = lambda: ""
    emergency_link: Callable[[int], str] = lambda emergency_id: ""
    admin_link: Callable[[], str] = lambda: ""
    account_link: Callable[[], str] = lambda: ""
    own_entry_link: Callable[[], str] = lambda: ""
    reset_link: Callable[[Any], str] = lambda user: ""
    contact_link: Callable[[str], str] = lambda language: ""
    doors_outside: Callable[[str], DoorsOutside | None] = lambda language: None
    track_link: Callable[[str], str] = lambda language: ""
    new_code_link: Callable[[str, str], str] = lambda token, language: ""
    fewer_link: Callable[[str, str], str] = lambda token, language: ""
    short_link: Callable[[str, str], str] = lambda code, language: ""
    sign_in_link: Callable[[str], str] = lambda language: ""
    file_link: Callable[[str, str], str] = lambda kind, place: ""
    job_link: Callable[[str, int | None, str], str] = lambda kind, version_id, key: ""
    report_link: Callable[[str, str], str] = lambda kind, period: ""
    register_link: Callable[[], str] = lambda: ""
    erasure_link: Callable[[str], str] = lambda tracking: ""
    board_link: Callable[[str], str] = lambda key: ""
    notices_link: Callable[[], str] = lambda: ""
    saved_report_link: Callable[[str], str] = lambda key: ""
    draft_link: Callable[[int], str] = lambda version_id: ""
    rules_link: Callable[[str, str], str] = lambda subject, key: ""
    form_link: Callable[[str], str] = lambda form: ""
    staff_language: Callable[[int], str] = lambda user_id: "ar"
    draw_letter: Callable[[dict[str, Any]], str] = lambda said: ""


addresses = Addresses()
