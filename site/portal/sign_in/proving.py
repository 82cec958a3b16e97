"""What somebody shows to be who they are, beside being logged in: a second factor, or the password."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from permissions.access.factors import APP, PASSKEY, codes_left, factors_of, take_code
from permissions.now import now
from permissions.people.models import User
from workflows.transactions.turn import write_transaction

CODE, CREDENTIAL, PASSWORD = "proof_code", "proof_credential", "proof_password"
NAMES: Final = frozenset({CODE, CREDENTIAL, PASSWORD})
"""Of the fields by which something is proved; none of any other form's."""


@dataclass(frozen=True, slots=True)
class Ways:
    """By what somebody can prove it. ``passkey``: the options that a browser asks it with, as JSON; "" without one."""

    app: bool = False
    codes: bool = False
    passkey: str = ""

    @property
    def by_code(self) -> bool:
        return self.app or self.codes


def ways_of(user: User) -> Ways:
    """What they have set up; a passkey is asked anew each time this is called, and the former asking is void."""
    from allauth.mfa.webauthn.internal import auth as webauthn  # noqa: PLC0415  large, and the queue asks for no passkey

    kinds = {each.type: each for each in (factors_of(user.pk) if user.factor_since is not None else ())}
    options = options_of(webauthn.begin_authentication(user)) if PASSKEY in kinds else ""
    return Ways(APP in kinds, bool(codes_left(kinds.values())), options)


def options_of(begun: Mapping[str, Any]) -> str:
    """What a browser is to ask a passkey, as JSON."""
    return json.dumps(begun)


def factor_is_right(user: User, sent: Mapping[str, Any]) -> Authenticator | None:
    """The second factor that is proved by what was sent; None for none. Each code and each asking counts once."""
    if sent.get(CREDENTIAL):
        return _passkey(user, str(sent[CREDENTIAL]))
    if not sent.get(CODE):
        return None
    with write_transaction():
        return take_code(user.pk, str(sent[CODE])[:20])


def _passkey(user: User, sent: str) -> Authenticator | None:
    from allauth.mfa.webauthn.internal import auth as webauthn  # noqa: PLC0415  the queue asks for none

    try:
        found: Authenticator = webauthn.complete_authentication(user, credential_of(sent))
    except ValidationError:
        return None
    Authenticator.objects.filter(pk=found.pk).update(last_used_at=now())
    return found


def credential_of(sent: str) -> dict[str, Any]:
    """What a browser answered for a passkey. Raises ``ValidationError`` where it is none."""
    try:
        said = json.loads(sent)
    except ValueError as error:
        raise ValidationError("") from error
    if not isinstance(said, dict):
        raise ValidationError("")
    return said


def can_have_passkeys(request: HttpRequest) -> bool:
    """Browsers keep passkeys for names alone, and not for numbers as a server may have in a trial."""
    host = request.get_host().partition(":")[0]
    return not host.replace(".", "").isdecimal() and not host.startswith("[")
