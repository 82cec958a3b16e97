"""A country with its pages and forms, loaded once for the tests of a module; each test then undoes only its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker

from content.directory.seeding import seed_directory
from content.forms.seeding import seed_forms
from content.knowledge.seeding import seed_knowledge
from content.pages.models import HomePage
from content.pages.seeding import seed_pages
from content.search.seeding import seed_search
from permissions.agencies.models import Agency, Post
from portal.operations.demo_world.jordan import CALL_CENTRE, say_numbers
from tests.made_once import made_once
from tests.scenes import country
from workflows.cases.models import RequestKind

NAMES = {
    "moh": {"ar": "وزارة الصحة", "en": "Ministry of Health"},
    "moe": {"ar": "وزارة التربية والتعليم", "en": "Ministry of Education"},
}
KINDS = {
    "complaint": {"ar": "شكوى", "en": "Complaint"},
    "inquiry": {"ar": "استفسار", "en": "Inquiry"},
    "suggestion": {"ar": "اقتراح", "en": "Suggestion"},
    "praise": {"ar": "ثناء", "en": "Praise"},
    "integrity": {"ar": "بلاغ نزاهة", "en": "Integrity report"},
    "rights": {"ar": "حقوق الإنسان والمدارس", "en": "Human rights and schools"},
    "contact": {"ar": "رسالة إلى وحدة الشكاوى", "en": "Message to the complaints unit"},
}
POSTS = (
    {"ar": "ضابط الارتباط", "en": "Liaison officer"},
    {"ar": "مدير الخدمة", "en": "Director of the service"},
    {"ar": "الأمين العام", "en": "Secretary general"},
)


@made_once
def pages() -> HomePage:
    """The page tree of a new installation, published in both languages; gives the Arabic home page."""
    return seed_pages()


@made_once
def pages_and_forms() -> HomePage:
    """The page tree and the forms, which need the kinds of ``country()``; gives the Arabic home page."""
    say_numbers()
    home = seed_pages()
    HomePage.objects.update(call_number=CALL_CENTRE)
    seed_directory()
    seed_knowledge()
    seed_forms()
    seed_search()
    return home


@contextmanager
def seeded_site(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Stand in a transaction that holds all of it. For tests that roll back, not for those that empty the tables."""
    with blocker.unblock(), transaction.atomic():
        country()
        for code, name in NAMES.items():
            Agency.objects.filter(code=code).update(name=name)
        for code, name in KINDS.items():
            RequestKind.objects.filter(code=code).update(name=name)
        for level, name in enumerate(POSTS):
            Post.objects.filter(level=level).update(name=name)
        pages_and_forms()
        yield
        transaction.set_rollback(True)
