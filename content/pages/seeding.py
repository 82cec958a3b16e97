"""The page tree that a new installation starts with: home, the page above the forms and the texts, in two languages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from content.pages.first_version import keep_first, publish_first
from content.pages.models import FilingPage, HomePage, StandardPage
from content.pages.news import NewsPage
from content.pages.texts import STANDARD_PAGES
from content.pages.texts.home import FILING, HOME, HOME_STAIRS
from content.pages.texts.news import NEWS
from content.pages.translation import begin_translation, translate_page
from content.pages.written import WrittenPage, arabic, english

HOME_SLUG = "insaf"
FILING_SLUG = "file"
NEWS_SLUG = "news"


@transaction.atomic
def seed_pages() -> HomePage:
    """Make what is missing of the page tree and return the Arabic home page.

    Safe to run again: a page that is there is left as its editors have it, and gets no new revision. The languages
    Arabic and English exist afterwards, the default site points at the home page, and Wagtail's welcome page is gone.
    """
    arabic_locale = Locale.objects.get_or_create(language_code="ar")[0]
    Locale.objects.get_or_create(language_code="en")
    home = _seed_home(arabic_locale)
    _point_site_at(home)
    seed_under(home, FilingPage, {"slug": FILING_SLUG, "show_in_menus": True, **arabic(FILING)}, english(FILING))
    for written in STANDARD_PAGES:
        said = english([written.title, written.description, written.intro, written.body])
        seed_under(home, StandardPage, _fields_of(written), said)
    seed_under(home, NewsPage, {"slug": NEWS_SLUG, **arabic(NEWS)}, english(NEWS))
    return home


def _seed_home(locale: Locale) -> HomePage:
    home: HomePage | None = HomePage.objects.filter(locale=locale).first()
    if home is None:
        home = HomePage(slug=HOME_SLUG, locale=locale, **arabic(HOME))
        home.stairs = [("stair", step) for step in arabic(HOME_STAIRS)]
        Page.get_first_root_node().add_child(instance=home)
        publish_first(home)
        translate_page(home, english(HOME) | english(HOME_STAIRS))
    keep_first(home)
    return home


def _point_site_at(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    if site.root_page_id != home.pk:
        site.root_page = home
        site.site_name = home.title
        site.save()
    # The page that Wagtail's own migrations made; it is of no type of ours.
    for welcome in Page.objects.child_of(Page.get_first_root_node()).exact_type(Page):
        welcome.delete()


def seed_under(above: Page, model: type[Page], fields: dict[str, Any], english_of: dict[str, str]) -> Page:
    """The page of this slug right under ``above``: as its editors have it, or made and published in both languages."""
    page = model.objects.child_of(above).filter(slug=fields["slug"]).first()
    if page is None:
        page = model(locale=above.locale, **fields)
        above.add_child(instance=page)
        publish_first(page)
        translate_page(page, english_of)
    keep_first(page)
    return page


def offer_under(above: Page, model: type[Page], fields: dict[str, Any], english_of: dict[str, str]) -> Page:
    """The page of this slug right under ``above``: as its editors have it, or a draft in both languages for them."""
    page = model.objects.child_of(above).filter(slug=fields["slug"]).first()
    if page is None:
        page = model(locale=above.locale, live=False, **fields)
        above.add_child(instance=page)
        page.save_revision(log_action=True)
        begin_translation(page, Locale.objects.get(language_code="en"), english_of)
    return page


def _fields_of(written: WrittenPage) -> dict[str, Any]:
    return {
        "slug": written.slug,
        "title": written.title.ar,
        "search_description": written.description.ar,
        "intro": written.intro.ar,
        "body": arabic(written.body),
        "foot": written.foot,
        "show_in_menus": written.in_menu,
    }
