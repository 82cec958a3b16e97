"""Letters to whoever owns an account: somebody tries to get in, how it is entered has changed, a new password."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permissions.limits.decide import hour_of
from permissions.now import now
from permissions.people.models import User
from permissions.platform.called import platform_name
from permissions.writing import written_moment
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import Kept, WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry
from workflows.transactions.turn import write_transaction

LOGIN_FAILED: Final = "login_failed"
SECOND_FAILED: Final = "second_failed"
RESET: Final = "password_reset"
ENTRY_CHANGED: Final = "entry_changed"
TOPICS: Final = frozenset({LOGIN_FAILED, SECOND_FAILED, RESET, ENTRY_CHANGED})

CHANGES: Mapping[str, str | Promise] = {
    "factor_added": gettext_lazy("A second factor has been set up for your account."),
    "factor_removed": gettext_lazy("A second factor has been removed from your account."),
    "codes_made": gettext_lazy("New recovery codes have been made for your account; the former ones open nothing."),
    "code_used": gettext_lazy("Someone has logged in to your account with one of your recovery codes."),
    "factors_dropped": gettext_lazy(
        "All second factors of your account have been dropped, by a link that was sent to you and your password."
    ),
    "factor_link": gettext_lazy(
        "An administrator has sent you a link by which a new second factor can be set up for your account."
    ),
    "linked": gettext_lazy("Your account can now be entered through another service."),
    "unlinked": gettext_lazy("Your account can no longer be entered through another service."),
    "password_changed": gettext_lazy("Your account has a new password."),
}
"""What changed, by the code that its row keeps."""


def ask_for_letter(topic: str, username: str, *, failures: int) -> None:
    """A row for the owner of the account with that user name, once an hour; nothing where there is none."""
    user = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if user is None:
        return
    at = now()
    key = f"{topic}:{user.pk}:{hour_of(at).isoformat()}"
    with write_transaction():
        OutboxEntry.objects.bulk_create(
            [_row(topic, key, user.pk, {"failures": failures, "at": at.isoformat()}, at)], ignore_conflicts=True
        )
        nudge_after_commit()


def tell_of_change(what: str, user_id: int) -> None:
    """A row for the owner of an account, of one of ``CHANGES``; written with what it tells of."""
    at = now()
    key = f"{ENTRY_CHANGED}:{user_id}:{uuid.uuid4().hex}"
    _row(ENTRY_CHANGED, key, user_id, {"what": what, "at": at.isoformat()}, at).save(force_insert=True)
    nudge_after_commit()


def ask_for_reset(email: str) -> None:
    """A row for whoever has this address, which becomes a letter with a link for a new password.

    Where nobody has it there is one all the same, which tells nothing and is given up: the same statements, and no
    mail server is spoken to before the answer, so that neither tells whether there is such an account.
    """
    at = now()
    people = User.objects.filter(email__iexact=email, is_active=True)
    found: list[int | None] = [user.pk for user in people if user.has_usable_password()]
    rows = [_row(RESET, f"{RESET}:{uuid.uuid4().hex}", user_id, {}, at) for user_id in found or [None]]
    with write_transaction():
        OutboxEntry.objects.bulk_create(rows)
        nudge_after_commit()


def written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """In the language that is on."""
    if entry.user is None:
        return None
    subject, text, act, link = _WRITING[entry.topic](entry, entry.user)
    kept = (Kept(_("Your user name"), str(entry.user.username)),)
    return WrittenLetter(language, subject, text, act, link, kept)


Words = tuple[str, str, str, str]
"""Subject, text, what one does at the link, and the link."""


def _login_failed(entry: OutboxEntry, user: User) -> Words:
    failures = int(entry.data["failures"])
    text = ngettext(
        "Somebody has tried to log in with your user name and a wrong password %(count)d time within an hour; the last "
        "time was %(moment)s. Nobody was let in by that, and further attempts are slowed down. From devices on which "
        "you have logged in before you get in as always.",
        "Somebody has tried to log in with your user name and a wrong password %(count)d times within an hour; the "
        "last time was %(moment)s. Nobody was let in by that, and further attempts are slowed down. From devices on "
        "which you have logged in before you get in as always.",
        failures,
    ) % {"count": failures, "moment": _moment(entry)}
    advice = _(
        "If it was you, there is nothing to do. If it was not, choose a new password that you use nowhere else, and "
        "tell your administrator."
    )
    subject = _("Someone is trying to log in with your user name")
    return subject, f"{text}\n\n{advice}", _("Choose a new password"), addresses.account_link()


def _second_failed(entry: OutboxEntry, user: User) -> Words:
    text = _(
        "Someone has entered your password correctly and then wrong codes, or a passkey that isn’t yours; "
        "the last time was %(moment)s. They didn’t get in.\n\nIf it was you, you don’t need to do "
        "anything. If it wasn’t, someone knows your password: choose a new one now, and tell your "
        "administrator."
    ) % {"moment": _moment(entry)}
    return _("Someone knows your password"), text, _("Choose a new password"), addresses.account_link()


def _reset(entry: OutboxEntry, user: User) -> Words:
    text = _(
        "Someone, probably you, asked for a new password for your account. Use the link to choose one; "
        "until then your current password still works. If you have a second factor, you’ll be asked for it "
        "as usual.\n\nIf it wasn’t you, you don’t need to do anything."
    )
    subject = _("Choose a new password for %(platform)s") % {"platform": platform_name()}
    return subject, text, _("Choose a new password"), addresses.reset_link(user)


def _changed(entry: OutboxEntry, user: User) -> Words:
    text = _(
        "%(what)s It happened on %(moment)s.\n\nIf it was you, or you know about it, you don’t need to do "
        "anything. If not, choose a new password now, end all your sessions, and tell your administrator."
    ) % {"what": CHANGES[entry.data["what"]], "moment": _moment(entry)}
    return _("How your account is entered has changed"), text, _("Look at your account"), addresses.own_entry_link()


def _moment(entry: OutboxEntry) -> str:
    return written_moment(datetime.fromisoformat(entry.data["at"]))


_WRITING: Final = {LOGIN_FAILED: _login_failed, SECOND_FAILED: _second_failed, RESET: _reset, ENTRY_CHANGED: _changed}


def _row(topic: str, key: str, user_id: int | None, data: dict[str, object], at: datetime) -> OutboxEntry:
    return OutboxEntry(
        key=key, topic=topic, audience="staff", user_id=user_id, data=data, created_at=at, available_at=at
    )
