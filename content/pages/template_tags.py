"""The library ``insaf`` of every template: icons, isolated numbers, days in words, links and the twin page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.forms import Select
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.pages.icons import ICONS
from content.pages.lean_select import LeanSelect
from content.pages.machines import body_of_state, card_of, data_of, said_by, way_to
from content.pages.news import NewsItemPage
from content.pages.selectors import Place, SiteLinks, absolute, alternates, place_url, site_links, twin_of, way_out
from permissions.agencies.levels import level_name, office_name, ordinal
from permissions.citizens.sessions import citizen_of
from permissions.isolated import isolated as isolate
from permissions.limits.subjects import phone_at_home
from permissions.platform.called import emergency_numbers, offered_languages, platform_name
from permissions.platform.models import EmergencyNumber
from permissions.writing import (
    active_language,
    by_day,
    days_alone,
    hours_too,
    in_own_digits,
    local,
    locale_of,
    written_day,
    written_due,
    written_edge,
    written_moment,
    written_number,
    written_short_day,
)

register = template.Library()


class HasHours(Protocol):
    """A case, or what is said of one."""

    @property
    def by_day(self) -> bool: ...


class HasDue(HasHours, Protocol):
    """A case that is due."""

    due: datetime
    due_by_day: bool


# A figure with its separators: 2:10, 14,910, 26-48173-5, 76%. It keeps its own order inside an Arabic line. The 4 of
# mp4, decision_1 and rule-60 are none: cut off from its letters a number would move to their other side.
FIGURE = re.compile(r"(?<![A-Za-z0-9_])(?<![A-Za-z]-)\d+(?:[.,٬٫:/\-–]\d+)*[%٪]?")
BLANK_BESIDE_TAG = re.compile("(?<=>) | (?=<)")
# A time stays on one line with the word behind it, which mostly says the half of the day.
AFTER_A_TIME = re.compile(r"(?<=:\d\d</bdi>) (?=\w)")
MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
ARABIC = re.compile("[\u0600-\u06ff]")
IN_LATIN = re.compile(r"([0-9A-Za-z][\w.:-]*)", re.ASCII)
"""A part of a file's name that is read from left to right whatever stands before it; ``forms-files.js`` has it, too."""
HEADING = re.compile("<h2( data-agency)?>(.*?)</h2>", re.DOTALL)
LEAST_CONTENTS: Final = 3
ARABIC_TYPE = "made/letters-{weight}.woff2"
LATIN_TYPE = "vendor/plex/ibm-plex-sans-latin-{weight}-normal.woff2"


@register.simple_tag
def icon(name: str, flip: bool = False) -> SafeString:
    """An icon by its name; ``flip=True`` for one that points, so that it turns with the page."""
    return format_html(
        '<svg class="i{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        " flip" if flip else "",
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )


@register.simple_tag
def sheets(readers: str) -> SafeString:
    """The link to a page's style sheet, by who reads it (``settings.SHEETS``)."""
    return format_html('<link rel="stylesheet" href="{}">', static(f"sheets/{readers}.css"))


@register.simple_tag
def type_of_page() -> SafeString:
    """Links by which the two fonts that every page of this language shows are fetched before its sheet is read."""
    kind = ARABIC_TYPE if get_language_bidi() else LATIN_TYPE
    addresses = ((static(kind.format(weight=weight)),) for weight in (400, 600))
    return format_html_join("\n", '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', addresses)


@register.simple_tag(takes_context=True)
def number_link(context: Context, number: int, key: str, table: str = "", row: str = "") -> SafeString:
    """A number of a report; where the page has their lists (``lists``), the way to the requests behind it."""
    return _way_behind(context, thousands(number), key if number else "", table, row)


@register.simple_tag(takes_context=True)
def share_link(context: Context, share: Any, key: str, table: str = "", row: str = "") -> SafeString:
    """The same of a part of a whole, in per cent."""
    return _way_behind(context, format_html("<bdi>{}</bdi>", share.text), key if share.part else "", table, row)


def _way_behind(context: Context, written: SafeString, key: str, table: str, row: str) -> SafeString:
    lists = context.get("lists")
    if not lists or key not in lists["figures"]:
        return written
    asked = {"figure": key} | ({"table": table, "row": row} if table else {})
    return format_html('<a href="{}&{}">{}</a>', lists["address"], urlencode(asked), written)


@register.simple_tag
def heads(*columns: str, number: str = "", acts: bool = False) -> SafeString:
    """The head of a table, a cell for each of its columns; ``number`` names the last one where it holds numbers.

    ``acts``: one more holds buttons, and its name is only heard.
    """
    cells = [format_html('<th scope="col">{}</th>', name) for name in columns]
    if number:
        cells.append(format_html('<th scope="col" class="num">{}</th>', number))
    if acts:
        cells.append(format_html('<th scope="col"><span class="sr">{}</span></th>', _("What you can do")))
    return format_html("<thead><tr>{}</tr></thead>", format_html_join("", "{}", ((cell,) for cell in cells)))


@register.simple_tag
def kind_icon(kind: str) -> SafeString:
    """The icon of a request kind; a plain document for a kind that an owner has added."""
    return icon(kind if kind in ICONS else "document")


RINGS: Final = ("{emergency}", "{numbers}")
"""What texts say for the number of emergencies, and for all that the country's settings have."""


@register.filter
def rings(text: Any) -> SafeString:
    """HTML of a text of ours with the country's numbers in the places that ``RINGS`` hold for them.

    Numbers differ from country to country, and a text that has one written into it sends people to a wrong one.
    """
    html = conditional_escape(text)
    if not any(place in html for place in RINGS):
        return html
    numbers = emergency_numbers()
    first = numbers.get(EmergencyNumber.EMERGENCY)
    one = _ring(first) if first else conditional_escape(_("the emergency number"))
    words = ((_ring(number), EmergencyNumber(code).label) for code, number in numbers.items())
    for place, said in zip(RINGS, (one, format_html_join(" · ", "{} ({})", words) or one), strict=True):
        html = mark_safe(html.replace(place, said))  # noqa: S308 - both are HTML by then
    return html


def _ring(number: str) -> SafeString:
    return format_html('<a href="tel:{}">{}</a>', tel(number), number)


@register.simple_tag
def to_ring() -> list[tuple[str, str]]:
    """What citizens in danger ring, number and words; none where the country's settings have none."""
    return [(number, str(EmergencyNumber(code).label)) for code, number in emergency_numbers().items()]


@register.filter
def bdi(text: Any) -> SafeString:
    """``text`` escaped (unless it is HTML already), each figure in a ``<bdi>``; case numbers and times stay whole."""
    pieces = MARKUP.split(str(conditional_escape(text)))
    pieces[::2] = [FIGURE.sub(_isolated, words) for words in pieces[::2]]  # between them stand tags and entities
    return mark_safe(AFTER_A_TIME.sub("\u00a0", "".join(pieces)))  # noqa: S308 - escaped in the first line


@register.filter
def file_name(name: str) -> SafeString:
    """A name of a file as a person reads it: in an Arabic one numbers and Latin letters keep their own order, so that
    «صوت 1.m4a» is not drawn as «صوت m4a.1»."""
    if not ARABIC.search(name):
        return conditional_escape(name)
    pieces = enumerate(IN_LATIN.split(name))
    return format_html_join(
        "", "{}", ((format_html('<bdi dir="ltr">{}</bdi>', piece) if at % 2 else piece,) for at, piece in pieces)
    )


@register.filter
def at(things: Mapping[str, Any], key: str) -> Any:
    """What stands at ``key``; nothing where nothing does."""
    return things.get(key)


@register.filter
def isolated(figure: str) -> str:
    """A number in plain text, where no tag can stand: marks keep its own order, in the title of an Arabic page too."""
    return isolate(figure)


@register.filter
def in_data(said: Any) -> str:
    """For an attribute that a script reads: JSON, with its keys in order."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


@register.filter
def tel(number: str) -> str:
    """A telephone number as a link takes it: its digits, and the plus before them."""
    return "".join(each for each in number if each.isdecimal() or each == "+")


@register.filter
def one_line(text: str) -> SafeString:
    """HTML without the line breaks of its template and the blanks inside its tags: a title, an attribute."""
    return mark_safe(BLANK_BESIDE_TAG.sub("", " ".join(text.split())))  # noqa: S308 - what it is given has been escaped


@register.filter
def thousands(number: int) -> SafeString:
    """``18,342``, keeping its own order inside an Arabic line."""
    return format_html("<bdi>{}</bdi>", written_number(number))


@register.filter
def figure(number: int) -> str:
    """A small count as its reader writes it, where a tag for its direction stands already."""
    return in_own_digits(str(number))


@register.filter
def bar(percent: int | None, letter: str = "v") -> str:
    """The class by which a part of a hundred is drawn (``css/shares.css``); more than all is all."""
    return f"{letter}{min(max(percent or 0, 0), 100)}"


@register.simple_block_tag
def with_contents(content: str) -> SafeString:
    """What is long, behind a list of its headings with a link to each; of two or fewer there is none."""
    headings = [" ".join(words.split()) for _attribute, words in HEADING.findall(content)]
    if len(headings) < LEAST_CONTENTS:
        return mark_safe(content)  # noqa: S308 - drawn by our own templates, which escape
    numbers = count(1)
    drawn = HEADING.sub(lambda found: f'<h2 id="part-{next(numbers)}"{found[1] or ""}>{found[2]}</h2>', content)
    parts = [(number, mark_safe(words)) for number, words in enumerate(headings, 1)]  # noqa: S308 - of the same
    links = format_html_join("", '<li><a href="#part-{}">{}</a></li>', parts)
    nav = format_html(
        '<nav class="toc" aria-labelledby="toc"><p id="toc">{}</p><ol>{}</ol></nav>', _("Contents"), links
    )
    return nav + mark_safe(drawn)  # noqa: S308 - of the same


@register.filter
def short_day(moment: datetime) -> SafeString:
    """``31/10/2026``, in the country's own time: a day in a dense table."""
    return format_html('<bdi class="no">{}</bdi>', written_short_day(local(moment).date()))


register.filter(level_name)
register.filter(office_name)
register.filter(ordinal)


@register.filter
def groups_of_four(digits: str) -> list[str]:
    """``1234567890123456`` as four groups."""
    return [digits[start : start + 4] for start in range(0, len(digits), 4)]


@register.filter
def day(moment: date) -> SafeString:
    """A date, or a datetime in the country's own time: ``Monday 23 November 2026``."""
    return bdi(written_day(local(moment).date() if isinstance(moment, datetime) else moment))


@register.filter
def day_and_hour(moment: datetime | str) -> SafeString:
    """``Monday 23 November 2026, 2:10 pm``; what is in words already only has its figures isolated."""
    return bdi(moment if isinstance(moment, str) else written_moment(moment))


@register.filter
def to_the_hour(moment: datetime) -> SafeString:
    """``day_and_hour`` of what the staff set themselves and must keep, also where days alone are told of a case."""
    with hours_too():
        return bdi(written_moment(moment))


@register.filter
def moment(when: datetime | str) -> SafeString:
    """``day_and_hour`` of a happening: a moment also says itself to machines; what is in words is none to them."""
    if isinstance(when, str):
        return format_html('<span class="moment">{}</span>', day_and_hour(when))
    said = local(when).date().isoformat() if days_alone() else local(when).isoformat(timespec="minutes")
    return format_html('<time class="moment" datetime="{}">{}</time>', said, day_and_hour(when))


@register.filter
def of_case(when: datetime, case: HasHours) -> SafeString:
    """The ``moment`` of what happened to a case in a list of many: of some cases nobody is told the hour."""
    with by_day(case.by_day):
        return moment(when)


@register.filter
def promised(moment: datetime, by_day: bool) -> SafeString:
    """A promised date as people name it: ``Sunday 29 November 2026, by the end of the working day``, or the moment."""
    return bdi(written_due(moment, by_day=by_day))


@register.filter
def due_of(case: HasDue) -> SafeString:
    """When a case in a list is due, as ``promised``: of some cases nobody is told the hour."""
    with by_day(case.by_day):
        return promised(case.due, case.due_by_day)


@register.filter
def until(moment: datetime) -> SafeString:
    """The last moment in which something can be done: its day and hour, or the day before for one at midnight."""
    return bdi(written_edge(moment, is_end=True))


@register.filter
def language_of(text: str) -> str:
    """``ar`` or ``en``, by the letters of what a person wrote: it is shown as it is, on a page of either language."""
    return "ar" if ARABIC.search(text) else "en"


@register.simple_tag
def links() -> SiteLinks:
    """What the top and the foot link, in the language of the page."""
    return site_links(active_language())


@register.simple_tag
def platform() -> str:
    """What the platform is called, in the language of the page."""
    return platform_name()


@register.simple_tag
def away() -> str:
    """Where the button for leaving quickly leads, in the language of the page."""
    return way_out(active_language())


@register.simple_tag
def other_languages() -> list[str]:
    """The codes of all languages that the platform offers, but that of the page."""
    return [language for language in offered_languages() if language != active_language()]


@register.filter
def own_name(language: str) -> str:
    """What a language calls itself: ``العربية``, ``English``."""
    locale = locale_of(language)
    return str(locale.languages.get(locale.language, language))


@register.filter
def called(language: str) -> str:
    """What a language is called in that of the reader; its code where the platform does not know it any more."""
    return str(dict(settings.LANGUAGES).get(language, language))


@register.simple_tag(takes_context=True)
def twins(context: Context, page: Page | None = None, place: Place | None = None) -> list[dict[str, str]]:
    """The same page in each other language: its ``language`` and its ``url``.

    For a page of the tree its translation, for a ``place`` below one the same place below that; otherwise the same path
    under the other language; home where neither is.
    """
    return [_twin(context, place or page, language) for language in other_languages()]


def _twin(context: Context, page: Page | Place | None, other: str) -> dict[str, str]:
    if isinstance(page, Place):
        above = twin_of(page.page, other)
        return {"language": other, "url": place_url(Place(above, page.below)) if above is not None else f"/{other}/"}
    translated = twin_of(page, other) if isinstance(page, Page) else None
    if translated is not None:
        return {"language": other, "url": translated.url}
    request = context.get("request")
    path = request.path if isinstance(request, HttpRequest) else ""
    here = f"/{active_language()}/"
    is_view = path.startswith(here) and not isinstance(page, Page)
    return {"language": other, "url": f"/{other}/{path.removeprefix(here)}" if is_view else f"/{other}/"}


@register.simple_tag(takes_context=True)
def signed_in_as(context: Context) -> str:
    """Whom a page calls the citizen who is signed in: their proved name, else an address; "" where nobody is. Only on
    pages that are nobody else's: others are kept, and the same for all."""
    request = context.get("request")
    citizen = citizen_of(request) if request is not None else None
    return (citizen.name or phone_at_home(citizen.phone) or citizen.email) if citizen is not None else ""


@register.simple_tag(takes_context=True)
def addresses(context: Context, page: Page | None, place: Place | None, others: list[dict[str, str]]) -> SafeString:
    """Where this page is, once for all languages and for each, its twins: what search engines ask for."""
    path = _path_of(context, place or page)
    paths = {active_language(): path}
    for other in others:
        if other["url"] != f"/{other['language']}/" or path == f"/{active_language()}/":
            paths[other["language"]] = other["url"]
    canonical = format_html('<link rel="canonical" href="{}">', absolute(path))
    links_to = format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', alternates(paths))
    return format_html("{}\n{}", canonical, links_to)


@register.simple_tag(takes_context=True)
def for_machines(context: Context, page: Page | None, place: Place | None, site: SiteLinks) -> SafeString:
    """What a page of the tree says of itself to those that draw a card of it, and to search engines."""
    if not isinstance(page, Page):
        return SafeString("")
    body = context.get("agency") if place else None
    title, path = body.name if body is not None else page.title, _path_of(context, place or page)
    things = said_by(page, site)
    if body is not None:
        above = (body.above.title, body.above.url) if body.above is not None else None
        contact = context.get("contact")
        things.append(body_of_state(name=title, address=absolute(path), above=above, contact=contact))
    if path != site.home:
        things.append(way_to([(_("Home"), site.home), *_trail(context), (title, path)]))
    text = page.search_description or getattr(page, "intro", "")
    is_article = isinstance(page, NewsItemPage)
    card = card_of(title=page.seo_title or title, text=text, address=absolute(path), is_article=is_article)
    return format_html("{}\n{}", card, data_of(things))


def _trail(context: Context) -> list[tuple[str, str]]:
    """Words and address of each page between home and this one."""
    found: list[tuple[str, str]] = context.get("trail") or []
    return found


def _path_of(context: Context, page: Page | Place | None) -> str:
    if isinstance(page, Place):
        return place_url(page)
    return str(page.url if isinstance(page, Page) else context["request"].path)


@register.simple_tag
def input_of(field: BoundField, extra_class: str = "") -> SafeString:
    """A form field's input, dressed as ours and tied to its hint and its error (``components/field.html``)."""
    own = field.field.widget.attrs.get("class", "input")
    attributes: dict[str, Any] = {"class": f"{own} {extra_class}".strip()}
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}-error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    widget = field.field.widget
    lean = LeanSelect.like(widget) if type(widget) is Select else None
    return field.as_widget(widget=lean, attrs=attributes)


@register.simple_tag
def box_of(field: BoundField) -> SafeString:
    """The box of a yes, named by its label alone; Django ties it to its help text (``components/field.html``)."""
    return field.as_widget(attrs={"aria-labelledby": f"{field.auto_id}-name"})


@register.simple_tag
def name_of(field: BoundField) -> SafeString:
    """The label beside ``box_of``."""
    return format_html('<span id="{}-name">{}</span>', field.auto_id, field.label)


@register.filter
def input_kind(field: BoundField) -> str:
    """How a field is drawn: ``select``, ``choices``, ``choice``, ``hidden`` or ``plain``."""
    kind = getattr(field.field.widget, "input_type", "") or ""
    if kind == "checkbox" and not hasattr(field.field.widget, "choices"):
        return "choice"
    return {"select": "select", "radio": "choices", "checkbox": "choices", "hidden": "hidden"}.get(kind, "plain")


def _isolated(match: re.Match[str]) -> str:
    figure = match.group()
    return f'<bdi class="no">{figure}</bdi>' if "-" in figure else f"<bdi>{in_own_digits(figure)}</bdi>"
