"""Where the desk hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.access.decide import Held
from permissions.agencies.rights import PUBLISH_RULES, VIEW_CASE, WORK_CASE, WORK_EVERY_CASE
from portal.admin_screens.menu import RightMenuItem
from portal.desk.sealing_screen import reads_proposals
from portal.desk.supervising import has_board


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/desk/``."""
    return [path("desk/", include(("portal.desk.urls", "desk")))]


def entry() -> RightMenuItem:
    """The inbox, first of all."""
    return RightMenuItem(_("Inbox"), reverse("desk:inbox"), name="desk", icon_name="mail", order=10, right=VIEW_CASE)


class BoardEntry(RightMenuItem):
    """For supervisors alone."""

    def shown_to(self, held: Held) -> bool:
        return has_board(held)


def board() -> BoardEntry:
    """The board, below the inbox."""
    return BoardEntry(_("Board"), reverse("desk:board"), name="board", icon_name="table", order=11, right=WORK_CASE)


def spam() -> RightMenuItem:
    """What is held back until the complaints unit has looked at it."""
    words, where = _("Held back"), reverse("desk:spam")
    return RightMenuItem(words, where, name="spam", icon_name="warning", order=12, right=WORK_EVERY_CASE)


def filers() -> RightMenuItem:
    """Those whose many requests are seen together."""
    words, where = _("Frequent filers"), reverse("desk:filers")
    return RightMenuItem(words, where, name="filers", icon_name="group", order=13, right=WORK_EVERY_CASE)


class ProposalsEntry(RightMenuItem):
    """For both units, and for auditors."""

    def shown_to(self, held: Held) -> bool:
        return reads_proposals(held)


def proposals() -> ProposalsEntry:
    """What was proposed as sensitive, and by whom."""
    words, where = _("Proposed as sensitive"), reverse("desk:sealing")
    return ProposalsEntry(words, where, name="sealing", icon_name="lock", order=13, right=VIEW_CASE)


def signs() -> RightMenuItem:
    """By what it is told: rules that owners set."""
    words, where = _("Signs of spam"), reverse("desk:spam_signs")
    return RightMenuItem(words, where, name="spam-signs", icon_name="warning", order=48, right=PUBLISH_RULES)


def quality() -> RightMenuItem:
    """How closed requests were answered, by the sample of each month."""
    words, where = _("Quality of answers"), reverse("desk:quality")
    return RightMenuItem(words, where, name="quality", icon_name="check", order=14, right=VIEW_CASE)


def satisfaction() -> RightMenuItem:
    """What citizens write beside their ratings."""
    words, where = _("Rating comments"), reverse("desk:satisfaction")
    return RightMenuItem(words, where, name="satisfaction", icon_name="pick", order=15, right=VIEW_CASE)


def quality_rule() -> RightMenuItem:
    """What is asked of that sample: for process owners."""
    words, where = _("Quality check"), reverse("desk:quality_rule")
    return RightMenuItem(words, where, name="quality-rule", icon_name="check", order=49, right=PUBLISH_RULES)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
hooks.register("register_admin_menu_item", board)
hooks.register("register_admin_menu_item", spam)
hooks.register("register_admin_menu_item", filers)
hooks.register("register_admin_menu_item", proposals)
hooks.register("register_admin_menu_item", signs)
hooks.register("register_admin_menu_item", quality)
hooks.register("register_admin_menu_item", quality_rule)
hooks.register("register_admin_menu_item", satisfaction)
