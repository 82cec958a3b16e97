"""How often somebody may try to log in: the service behind every way in, whatever asks for the password.

Call ``begin`` before a password is looked at, and ``succeeded`` or ``failed`` after it. Whoever tries is counted by
account and network together, by network, and by account; the last two are slowed down and never refused, since others
share them. A device that the account has logged in on before is counted by itself alone.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.forms.limited import network_behind
from permissions.limits.asking import Asked, ask_all
from permissions.limits.catalogue import LOGIN_ACCOUNT, LOGIN_HERE, LOGIN_NETWORK, SECOND
from permissions.limits.challenges import answer_in
from permissions.limits.subjects import account_of
from portal.sign_in.known_devices import know_device, known_device
from workflows.notifications.to_account_owners import LOGIN_FAILED, SECOND_FAILED, ask_for_letter

TOLD_OF_SECOND_AT: Final = 3
"""Wrong second factors within an hour at which the owner is told that somebody knows their password."""
TOLD_AT: Final = 10
"""Failures of one account within an hour, on devices that it does not know, at which its owner is told, once."""


def begin(request: HttpRequest, username: str) -> Asked:
    """Count one more try; one statement, whether there is such an account or not."""
    account, network = account_of(username), network_behind(request)
    device = known_device(request, username)
    if device:
        return ask_all([(LOGIN_HERE, f"{account}|device|{device}")], answer=answer_in(request.POST))
    return ask_all(
        [(LOGIN_HERE, f"{account}|{network}"), (LOGIN_NETWORK, network), (LOGIN_ACCOUNT, account)],
        answer=answer_in(request.POST),
    )


def succeeded(asked: Asked, response: HttpResponseBase, username: str) -> None:
    """It was the right password: the try counts for nothing, and the device is known from now on."""
    asked.never_happened()
    know_device(response, username)


def failed(asked: Asked, username: str) -> None:
    """It was not. Whoever owns the account, if anybody does, reads of it once enough have failed."""
    if any(limit == LOGIN_ACCOUNT and used == TOLD_AT for limit, used in asked.counted.values()):
        ask_for_letter(LOGIN_FAILED, username, failures=TOLD_AT)


def begin_second(request: HttpRequest, username: str) -> Asked:
    """Count one more second factor, of somebody whose password was right."""
    account, device = account_of(username), known_device(request, username)
    subject = f"{account}|device|{device}" if device else account
    return ask_all([(SECOND, subject)], answer=answer_in(request.POST))


def failed_second(asked: Asked, username: str) -> None:
    """It was wrong: whoever tries has the password, so its owner reads of it soon."""
    if any(used == TOLD_OF_SECOND_AT for _limit, used in asked.counted.values()):
        ask_for_letter(SECOND_FAILED, username, failures=TOLD_OF_SECOND_AT)
