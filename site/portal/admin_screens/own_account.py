"""One's own account in the admin: what is asked there, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.account import NotificationPreferencesForm
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    LogoutView,
    NameEmailSettingsPanel,
    NotificationsSettingsPanel,
)
from wagtail.users.models import UserProfile

from content.forms.limited import said_until
from permissions.limits.asking import NOT_ASKED, ask
from permissions.limits.catalogue import OWN_PASSWORD
from permissions.limits.subjects import account_of
from permissions.people.sessions import end_sessions
from permissions.platform.called import time_zone
from portal.admin_screens.entry import entry_of
from portal.settings.headers import forget_here
from workflows.notifications.to_account_owners import tell_of_change
from workflows.transactions.turn import write_transaction

LEFT_OUT = (NameEmailSettingsPanel, AvatarSettingsPanel)
FOUND = 302
FORMER_ONE = "password-old_password"
NO_MORE_TRIES = _lazy(
    "Nothing is saved: your password was written wrongly so often this hour that none is looked at until %(time)s."
)
APPROVALS = ("submitted_notifications", "approved_notifications", "rejected_notifications")


class CommentLettersForm(NotificationPreferencesForm):
    """Of comments letters are sent; of approvals none, since there are none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in APPROVALS:
            self.fields.pop(name, None)


class OwnAccount(AccountView):
    """Wagtail's, without what serves nobody.

    No screen shows the names: an administrator writes the name, in both languages. A picture is seen by its owner
    alone, and would be opened by the web itself, without the limits under which all other files are.
    """

    def get_panels(self) -> list[Any]:
        panels = [panel for panel in super().get_panels() if not isinstance(panel, LEFT_OUT)]
        for panel in panels:
            if isinstance(panel, NotificationsSettingsPanel):
                panel.form_class = CommentLettersForm
        return panels

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Wagtail says that it is saved in the language that was chosen before: it read the profile too early."""
        user = request.user
        before = getattr(user, "password", "")
        tried = bool(request.POST.get(FORMER_ONE))
        asked = ask(OWN_PASSWORD, account_of(user.get_username())) if tried else NOT_ASKED
        if not asked.may:
            messages.error(request, said_until(NO_MORE_TRIES, asked))
            refused: HttpResponseBase = self.get(request)
            return refused
        answer: HttpResponseBase = super().post(request)
        if user.pk is not None and getattr(user, "password", "") != before:
            asked.never_happened()
            with write_transaction():
                end_sessions(user.pk, but=str(entry_of(request).get("id", "")))
                tell_of_change("password_changed", user.pk)
        if answer.status_code == FOUND:
            list(messages.get_messages(request))  # read here, and so shown no more
            with override(UserProfile.get_for_user(request.user).get_preferred_language()):
                messages.success(request, _("Your settings are saved."))
        return answer


class Logout(LogoutView):
    """Ends the session by POST alone.

    Wagtail's takes the cookie away whatever the method, and by GET leaves the session alive behind it. Whoever comes by
    the address is asked; whoever asks by any other method is refused. The page after it belongs to nobody, so its
    sentence is in the browser's language, as all of that page.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            with override(get_language_from_request(request)):
                answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            forget_here(answer)
            return answer
        if request.method in ("GET", "HEAD"):
            if not request.user.is_authenticated:
                return redirect(self.next_page)
            return TemplateResponse(request, "staff/log_out.html")
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])


own_account: Callable[..., HttpResponseBase] = never_cache(require_admin_access(OwnAccount.as_view()))
log_out: Callable[..., HttpResponseBase] = never_cache(Logout.as_view())


def dates_of_the_platform() -> None:
    """Have Wagtail read and write its dates in the zone of the platform, which is a row and no setting: at start-up."""
    # A method of the library's, which asks the settings for it and nothing else.
    setattr(UserProfile, "get_current_time_zone", lambda _profile: time_zone())  # noqa: B010 - mypy knows no such name
