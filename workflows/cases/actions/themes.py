"""Reading of what the words of a rating speak."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Case, CaseEvent, Message, RatedTheme, Theme
from workflows.cases.rules import Rules

__all__ = ["SetThemes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetThemes(Action):
    """The words of the rating of one event (``number``) speak of these themes (keys), and of no others any more."""

    verb, right, about = EventVerb.THEMES_SET, WORK_CASE, "case"
    number: int
    themes: tuple[str, ...]

    def decide(self, change: Change, rules: Rules) -> None:
        rated = CaseEvent.objects.filter(case=change.case, number=self.number, verb=EventVerb.RATED)
        if not rated.exists() or not Message.objects.filter(case=change.case, event_number=self.number).exists():
            raise NotAllowed
        had = {row.theme.key: row for row in _read_in(change.case, self.number)}
        wanted = dict.fromkeys(self.themes)
        given = {theme.key: theme for theme in Theme.objects.filter(key__in=wanted.keys() - had.keys(), active=True)}
        if wanted.keys() - had.keys() - given.keys():
            raise NotPossible(_("This theme is not given any more. Choose one from the list."))
        if wanted.keys() == had.keys():
            raise NotPossible(_("Its themes are so already."))
        change.themes = [RatedTheme(case=change.case, number=self.number, theme=theme) for theme in given.values()]
        change.themes_gone = [row.pk for key, row in had.items() if key not in wanted]
        change.act_on_the_whole()
        change.data |= {"rating": self.number, "themes": list(wanted)}


def _read_in(case: Case, number: int) -> QuerySet[RatedTheme]:
    return RatedTheme.objects.filter(case=case, number=number).select_related("theme")
