"""Saved views: the list of those that somebody finds, and what is done to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from permissions.access.errors import OutOfReach
from permissions.agencies.models import Agency
from permissions.agencies.rights import VIEW_CASE
from permissions.isolated import without_steering
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk import saved_views
from portal.desk.reader import reader_of
from portal.desk.saved_views import LONGEST_NAME, NotSaved, SavedView
from portal.desk.wanted import address_sent, wanted_by

DEEDS = ("rename", "overwrite", "share", "unshare", "take_over", "remove", "bring_back")


class SavedScreen(StaffScreen):
    """Whoever reads an inbox. Of the views of others nobody learns that they are there."""

    right = VIEW_CASE
    template_name = "desk/views.html"

    @property
    def user_id(self) -> int:
        return int(self.actor.user_id or 0)

    def asked_for(self) -> Mapping[str, Any]:
        """What the inbox showed, as far as it means something: the address that the form was drawn with."""
        return wanted_by(address_sent(self.request.POST), reader_of(self.user_id, self.held)).kept

    def named(self) -> str:
        """Raises ``NotSaved``."""
        name = " ".join(without_steering(self.request.POST.get("name", "")).split())
        if not name:
            raise NotSaved(_("Give the view a name."))
        if len(name) > LONGEST_NAME:
            raise NotSaved(_("A name has at most %(most)d characters.") % {"most": LONGEST_NAME})
        return name

    def agency_sent(self, wanted: str) -> int:
        """One of the agencies at which they read cases, the first where none is named. Raises ``OutOfReach``."""
        own = sorted(self.held.at(VIEW_CASE))
        if not wanted and own:
            return own[0]
        found = [each for each in own if str(each) == wanted]
        if not found:
            raise OutOfReach
        return found[0]

    def listed(self, *, problem: str | Promise | None = None) -> HttpResponse:
        """All that somebody finds, and which of it they may change."""
        own = self.held.at(VIEW_CASE)
        found = SavedView.objects.filter(saved_views.found_by(self.user_id, own)).select_related("owner", "agency")
        views = list(found.order_by("agency", Lower("name"), "pk"))
        nobodys = saved_views.without_owner(views)
        rows = [
            {
                "view": each,
                "address": f"{reverse('desk:inbox')}?saved={each.pk}",
                "nobodys": each.pk in nobodys,
                "mine": each.owner_id == self.user_id and each.pk not in nobodys,
            }
            for each in views
        ]
        agencies = list(Agency.objects.filter(pk__in=own).order_by("code"))
        context = {"rows": rows, "agencies": agencies, "done": take(self.request), "problem": problem}
        return self.show(context, status=UNPROCESSABLE if problem else 200)


class SavedViewsScreen(SavedScreen):
    """GET: the list. POST: what the inbox shows is kept under a name."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.listed()

    def post(self, request: HttpRequest) -> HttpResponse:
        shares = "share" in request.POST
        try:
            view = saved_views.save_new(
                name=self.named(),
                asked=self.asked_for(),
                owner_id=self.user_id,
                agency_id=self.agency_sent("") if shares else None,
            )
        except NotSaved as error:
            return self.listed(problem=str(error))
        keep(request, Done(_("“%(name)s” is saved.") % {"name": view.name}))
        return redirect(f"{reverse('desk:inbox')}?saved={view.pk}")


class SavedViewScreen(SavedScreen):
    """POST of what is done to one view. Removing is undone by ``bring_back``, as long as it is kept."""

    def post(self, request: HttpRequest, view_id: int) -> HttpResponse:
        found = SavedView.objects.filter(saved_views.within_reach(self.user_id, self.held.at(VIEW_CASE)), pk=view_id)
        view, do = found.first(), request.POST.get("do", "")
        if view is None or (view.removed_at is not None) != (do == "bring_back"):
            raise OutOfReach
        if not saved_views.may_change(view, self.user_id):
            return self.listed(problem=_("Only its owner changes this view. You can save one of your own from it."))
        if do not in DEEDS:
            return redirect("desk:views")
        try:
            said = self._done(view, do)
        except NotSaved as error:
            return self.listed(problem=str(error))
        back = (reverse("desk:view", args=[view.pk]), {"do": "bring_back"}) if do == "remove" else ("", {})
        keep(request, Done(said % {"name": view.name}, *back))
        return redirect(f"{reverse('desk:inbox')}?saved={view.pk}" if do == "overwrite" else reverse("desk:views"))

    def _done(self, view: SavedView, do: str) -> str:
        match do:
            case "rename":
                saved_views.rename(view, self.named())
                return _("The view is called “%(name)s” now.")
            case "overwrite":
                saved_views.overwrite(view, self.asked_for())
                return _("“%(name)s” is saved.")
            case "share":
                saved_views.share(view, self.agency_sent(self.request.POST.get("agency", "")))
                return _("“%(name)s” is shared with your colleagues.")
            case "unshare":
                saved_views.share(view, None)
                return _("“%(name)s” is yours alone again.")
            case "take_over":
                saved_views.take_over(view, self.user_id)
                return _("“%(name)s” is yours now.")
            case "remove":
                saved_views.remove(view)
                return _("“%(name)s” is removed.")
            case _:
                saved_views.bring_back(view)
                return _("“%(name)s” is back.")
