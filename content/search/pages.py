"""The page of the search: what is typed, and what fits it, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from content.forms.limited import network_behind, tell_when
from content.pages.kept import same_for_all
from content.pages.models import ALWAYS_PUBLIC, SAME_SLUG, api_fields
from content.pages.selectors import doors, home_in
from content.search.models import Kind
from content.search.query import LONGEST_QUERY, Result, search
from content.search.synonyms import FEWEST_WORDS, LONGEST_PHRASE, MOST_GROUPS, MOST_WORDS, groups_in
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import SEARCHES

GROUPS: Final[Mapping[str, tuple[str | Promise, frozenset[Kind]]]] = {
    "forms": (_("Forms and services"), frozenset({Kind.FORM, Kind.SERVICE})),
    "answers": (_("Help and questions"), frozenset({Kind.ARTICLE, Kind.GUIDE, Kind.QUESTION})),
    "agencies": (_("Agencies"), frozenset({Kind.AGENCY})),
    "pages": (_("Pages"), frozenset({Kind.PAGE})),
    "news": (_("News"), frozenset({Kind.NEWS})),
}
"""By what an address calls them."""
AT_FIRST: Final = 5
"""Results of a group, until it alone is asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one sort. ``more``: how many are not shown."""

    code: str
    title: str | Promise
    results: Sequence[Result]
    more: int


def grouped(results: Iterable[Result], only: str = "") -> list[Group]:
    """Results by their groups, that with the best result first; one group alone is shown whole."""
    by_code: dict[str, list[Result]] = {}
    for result in results:
        code = next(code for code, (_title, kinds) in GROUPS.items() if result.kind in kinds)
        by_code.setdefault(code, []).append(result)
    most = None if only else AT_FIRST
    return [
        Group(code, GROUPS[code][0], every[:most], len(every[most:]) if most else 0) for code, every in by_code.items()
    ]


class SearchPage(Page):
    """The search over everything that is published. What somebody searches is kept nowhere."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    synonyms = models.TextField(
        _("words that mean the same"),
        blank=True,
        help_text=_(
            "One group a line, words or phrases with commas between: passport, جواز سفر, باسبورت. A search for one "
            "also finds the others. The lines of the page in the first language hold for all languages."
        ),
    )

    override_translatable_fields = [*SAME_SLUG, SynchronizedField("synonyms", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    private_page_options = ALWAYS_PUBLIC
    api_fields = api_fields("intro")
    template = "pages/search.html"
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("synonyms")]

    class Meta:
        app_label = "content"
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def clean(self) -> None:
        super().clean()
        faults = list(_faults(self.synonyms))
        if faults:
            raise ValidationError({"synonyms": faults})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The field alone is the same for all; what was found is nobody else's, and no browser keeps it."""
        query = query_in(request)
        asked = asked_in(request) if query else NOT_ASKED
        response: HttpResponse = super().serve(request, *args, asked=asked, **kwargs)
        if not query:
            same_for_all(response)
            return response
        add_never_cache_headers(response)
        if not asked.may:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            tell_when(response, asked)
        return response

    def get_context(self, request: HttpRequest, *args: Any, asked: Asked = NOT_ASKED, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        query = query_in(request)
        context |= {"query": query, "asked": asked}
        if query and asked.may:
            only = request.GET.get("in", "")
            only = only if only in GROUPS else ""
            answer = search(query, self.locale.language_code, GROUPS[only][1] if only else ())
            context |= {"groups": grouped(answer.results, only), "only": only, "instead": answer.instead}
            context["total"] = len(answer.results)
        if not context.get("total"):
            home = home_in(self.locale.language_code)
            context["doors"] = doors(home) if home is not None else []
        return context


def query_in(request: HttpRequest) -> str:
    """What was typed, as far as it is looked at."""
    return " ".join(request.GET.get("q", "")[:LONGEST_QUERY].split())


def asked_in(request: HttpRequest) -> Asked:
    """Whether one more search is done for this network now."""
    return ask(SEARCHES, network_behind(request))


def _faults(table: str) -> Iterable[ValidationError]:
    """What is wrong with the lines of a table of synonyms, each named by its number."""
    groups = list(groups_in(table))
    if len(groups) > MOST_GROUPS:
        yield ValidationError(_("There are more than %(most)s lines."), params={"most": MOST_GROUPS})
    for number, group in enumerate(groups, 1):
        long = next((phrase for phrase in group if len(phrase.split()) > LONGEST_PHRASE), "")
        if long:
            yield ValidationError(
                _("Line %(number)s: “%(phrase)s” has more than %(most)s words."),
                params={"number": number, "phrase": long, "most": LONGEST_PHRASE},
            )
        elif not FEWEST_WORDS <= len(group) <= MOST_WORDS:
            yield ValidationError(
                _("Line %(number)s needs between %(least)s and %(most)s words, with commas between."),
                params={"number": number, "least": FEWEST_WORDS, "most": MOST_WORDS},
            )
