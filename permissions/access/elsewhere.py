"""Which account a login at another service opens: linked by its owner, and by nothing that others could write."""

from __future__ import annotations

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import LoginElsewhere, User


def account_behind(issuer: str, subject: str) -> User | None:
    """The active account that is linked with a number at a provider."""
    found = LoginElsewhere.objects.filter(issuer=issuer, subject=subject, user__is_active=True)
    login = found.select_related("user").first()
    return login.user if login is not None else None


def link(user: User, issuer: str, subject: str) -> None:
    """Link an account; a former link of it goes. Raises ``IntegrityError`` where the number opens another account."""
    LoginElsewhere.objects.filter(user=user).delete()
    LoginElsewhere.objects.create(user=user, issuer=issuer, subject=subject, linked_at=now())
    append([NewEntry("login_linked", "person", user.pk)], actor=Actor.staff(user.pk), at=now())


def unlink(user: User) -> bool:
    """Whether there was a link to undo."""
    if not LoginElsewhere.objects.filter(user=user).delete()[0]:
        return False
    append([NewEntry("login_unlinked", "person", user.pk)], actor=Actor.staff(user.pk), at=now())
    return True


def linked_of(user: User) -> bool:
    """Whether somebody can come in so."""
    return LoginElsewhere.objects.filter(user=user).exists()
