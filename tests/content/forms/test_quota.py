"""What waits for its form may not fill the disk: a form has a share, and so has the site."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from content.forms import quota
from content.forms.taking import take
from content.forms.upload import Upload
from content.forms.uploads import forget, forget_abandoned, gather, mark_filed, token_of
from permissions.now import now
from tests.content.forms import made

pytestmark = pytest.mark.django_db


def row(number: int, *, size: int = 1, form_key: str = "f") -> Upload:
    key = f"{number}"
    return Upload.objects.create(storage_key=key, name="a.pdf", size=size, waits_for=form_key, created_at=now())


def test_a_form_takes_so_many_files_and_those_that_go_make_room() -> None:
    waiting = [row(number) for number in range(quota.FILES_A_FORM)]
    assert quota.no_room_for(1, form_key="f") == quota.FORM_IS_FULL
    assert quota.no_room_for(1, form_key="another") is None
    forget(waiting[0])
    assert quota.no_room_for(1, form_key="f") is None
    row(99)
    mark_filed(waiting[1:2], key="f")
    assert quota.no_room_for(1, form_key="f") is None


def test_a_form_takes_so_many_bytes() -> None:
    row(1, size=quota.BYTES_A_FORM - 5)
    assert quota.no_room_for(5, form_key="f") is None
    assert quota.no_room_for(6, form_key="f") == quota.FORM_IS_FULL


def test_all_forms_together_take_so_many_bytes(settings: Any) -> None:
    settings.UPLOADS_WAITING_BYTES = 10
    row(1, size=6, form_key="a")
    row(2, size=2, form_key="b")
    assert quota.no_room_for(2, form_key="c") is None
    assert quota.no_room_for(3, form_key="c") == quota.SITE_IS_FULL


def test_what_finds_no_room_is_refused_in_words(settings: Any) -> None:
    settings.UPLOADS_WAITING_BYTES = 10
    (refused,) = take([made.pdf_sent("a.pdf")], form_key="f").refused
    assert "“a.pdf” couldn’t be accepted" in made.plain(refused.sentence)
    assert not Upload.objects.exists()


def test_a_file_waits_for_the_form_that_it_came_with() -> None:
    (kept,) = gather(new=[made.pdf_sent("a.pdf")], kept_tokens=[], removed_tokens=[], form_key="f").kept
    assert kept.upload.waits_for == "f"


def test_a_file_that_waited_too_long_is_missed_in_words_not_in_silence() -> None:
    (upload,) = take([made.pdf_sent("a.pdf")], form_key="f").arrived
    token = token_of(upload)
    assert forget_abandoned(before=now() + timedelta(seconds=1)) == 1
    again = gather(new=[], kept_tokens=[token], removed_tokens=[], form_key="f")
    assert ["more than two hours ago" in str(each.sentence) for each in again.refused] == [True]
    assert gather(new=[], kept_tokens=["forged"], removed_tokens=[], form_key="f").refused == ()
    assert gather(new=[], kept_tokens=[token], removed_tokens=[token], form_key="f").refused == ()
