"""What a page says of itself to machines, beside what people read: to search engines, and to those that draw a card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from content.pages.models import HomePage, StandardPage
from content.pages.news import NewsItemPage
from content.pages.selectors import SiteLinks, absolute
from permissions.platform.called import platform_name
from permissions.writing import active_language, locale_of

CARD: Final = ("/card.png", 1200, 630)
"""The picture of the platform that stands on every card, and its measures; drawn by ``.make/icons.py``."""
_ESCAPED: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
Said = dict[str, Any]


def card_of(*, title: str, text: str, address: str, is_article: bool) -> SafeString:
    """What a link to the page looks like where somebody shares it (Open Graph)."""
    picture, width, height = CARD
    said = {
        "og:site_name": platform_name(),
        "og:type": "article" if is_article else "website",
        "og:title": title,
        "og:description": text,
        "og:url": address,
        "og:locale": str(locale_of(active_language())),
        "og:image": absolute(picture),
        "og:image:width": width,
        "og:image:height": height,
        "og:image:alt": platform_name(),
    }
    rows = format_html_join("\n", '<meta property="{}" content="{}">', _without_gaps(said).items())
    return format_html('{}\n<meta name="twitter:card" content="summary_large_image">', rows)


def data_of(things: Iterable[Said]) -> SafeString:
    """Things as JSON-LD. It is a block of data: no browser runs it, so the policy that names no inline script holds."""
    blocks = [json.dumps({"@context": "https://schema.org", **each}, ensure_ascii=False) for each in things]
    safe = ((mark_safe(block.translate(_ESCAPED)),) for block in blocks)  # noqa: S308 - escaped as json_script does
    return format_html_join("\n", '<script type="application/ld+json">{}</script>', safe)


def organisation(site: SiteLinks) -> Said:
    """The platform, as who runs it wants to be reached."""
    said = {
        "@type": "GovernmentOrganization",
        "@id": f"{absolute('/')}#platform",
        "name": platform_name(),
        "description": site.run_by,
        "url": absolute(site.home),
        "telephone": site.telephone,
        "email": site.email,
        "logo": absolute("/apple-touch-icon.png"),
    }
    return _without_gaps(said)


def body_of_state(*, name: str, address: str, above: tuple[str, str] | None, contact: Any = None) -> Said:
    """A public body; ``above``: name and address of the one that it belongs to; ``contact``: how it is reached."""
    parent = {"@type": "GovernmentOrganization", "name": above[0], "url": absolute(above[1])} if above else None
    reached = {"telephone": "telephone", "email": "email", "address": "address", "sameAs": "website"}
    said = {"@type": "GovernmentOrganization", "name": name, "url": address, "parentOrganization": parent}
    return _without_gaps(said | {key: getattr(contact, own, "") for key, own in reached.items()})


def way_to(steps: Iterable[tuple[str, str]]) -> Said:
    """Where the page is: names and addresses from the home page to it."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": absolute(url)}
        for number, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def said_by(page: Page, site: SiteLinks) -> list[Said]:
    """What a page of the tree is: the home page the platform, questions what they answer, news news."""
    if isinstance(page, HomePage):
        return [organisation(site)]
    if isinstance(page, StandardPage):
        asked = [_question(each) for block in page.body if block.block_type == "questions" for each in block.value]
        return [{"@type": "FAQPage", "mainEntity": asked}] if asked else []
    if isinstance(page, NewsItemPage):
        return [
            _without_gaps(
                {
                    "@type": "NewsArticle",
                    "headline": page.title,
                    "description": page.intro,
                    "datePublished": page.day.isoformat(),
                    "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
                    "inLanguage": page.locale.language_code,
                    "mainEntityOfPage": absolute(page.url),
                    "image": absolute(CARD[0]),
                    "publisher": {"@type": "GovernmentOrganization", "name": platform_name()},
                }
            )
        ]
    return []


def _question(asked: Mapping[str, Any]) -> Said:
    answer = " ".join(strip_tags(str(asked["answer"]).replace("</p>", "</p> ")).split())
    return {"@type": "Question", "name": asked["question"], "acceptedAnswer": {"@type": "Answer", "text": answer}}


def _without_gaps(said: Said) -> Said:
    return {name: value for name, value in said.items() if value}
