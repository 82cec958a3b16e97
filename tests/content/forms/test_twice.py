"""The same file once: in one form, and within one case its bytes. Of other cases nothing is said."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from content.forms.taking import take
from content.forms.twice import is_in_its_case
from content.forms.upload import Preparation, Upload, UploadState, VirusCheck
from content.forms.uploads import Attachments, forget, gather, mark_filed, stored_files, token_of
from tests.content.forms import made
from tests.content.forms.recordings_made import needs_ffmpeg, recording
from tests.scenes import country, file_case
from workflows.cases.models import Case, File

pytestmark = pytest.mark.django_db


def arrived(name: str = "a.jpg", content: bytes = b"", form_key: str = "f") -> Upload:
    (upload,) = take([made.sent(name, content or made.photo())], form_key=form_key).became
    return upload


def round_of(*tokens: str, new: tuple[str, ...] = (), form_key: str = "f") -> Attachments:
    files = [made.sent(name, made.photo()) for name in new]
    return gather(new=files, kept_tokens=tokens, removed_tokens=[], form_key=form_key)


def filed(upload: Upload, case: Case | None = None) -> File:
    """The file of a case that names it: of a new one, or as an addition to ``case``."""
    (stored,) = stored_files([upload])
    if case is None:
        case = file_case(files=(stored,))
        (file,) = case.files.all()
    else:
        columns = {name: getattr(upload, name) for name in ("name", "content_type", "size", "sha256", "storage_key")}
        file = File.objects.create(case=case, event_number=2, at=upload.created_at, **columns)
    mark_filed([upload], key=f"{case.pk}:{file.event_number}")
    file.refresh_from_db()
    return file


def test_what_comes_once_more_for_a_form_is_the_file_that_is_there() -> None:
    first, second = arrived("a.jpg"), arrived("b.jpg")
    assert (first.pk, first.name) == (second.pk, "a.jpg")
    assert arrived(form_key="another").pk != first.pk
    assert arrived(form_key="").pk != arrived(form_key="").pk


@pytest.mark.parametrize("left", [b"", made.PDF[:40], None])
def test_one_whose_bytes_were_never_written_whole_stands_for_nothing(left: bytes | None) -> None:
    """The process was killed between the row and the last byte: nothing, a part, or the file alone is there."""
    (first,) = take([made.sent("a.pdf", made.PDF)], form_key="a form").arrived
    storages["private"].delete(first.storage_key)
    if left is not None:
        storages["private"].save(first.storage_key, ContentFile(left))
    (second,) = take([made.sent("a.pdf", made.PDF)], form_key="a form").arrived
    assert second.storage_key != first.storage_key
    assert storages["private"].size(second.storage_key) == second.size


def test_one_that_was_taken_back_comes_anew() -> None:
    first = arrived()
    forget(first)
    assert storages["private"].exists(arrived().storage_key)


def test_one_that_waits_is_there_still_when_it_comes_once_more() -> None:
    first = arrived()
    Upload.objects.update(state=UploadState.GOING)
    assert arrived().pk != first.pk


def test_a_form_is_told_by_name_and_keeps_it_once() -> None:
    there = round_of(token_of(arrived()), new=("again.jpg", "once more.jpg"))
    assert [upload.name for upload in there.uploads] == ["a.jpg"]
    assert there.again == ("a.jpg", "a.jpg")
    assert there.refused == ()
    assert Upload.objects.count() == 1


def test_two_that_came_at_the_same_moment_are_sent_as_one() -> None:
    first = arrived()
    twin = Upload.objects.get(pk=first.pk)
    twin.pk, twin.storage_key, twin.name = None, "twin", "twin.jpg"
    twin.save()
    there = round_of(token_of(first), token_of(twin))
    assert (there.uploads, there.again) == ((first,), ("twin.jpg",))


def test_two_tokens_of_one_file_are_one() -> None:
    upload = arrived()
    there = gather(new=[], kept_tokens=[token_of(upload)] * 2, removed_tokens=[], form_key="f")
    assert (there.uploads, there.again) == ((upload,), ())


def test_a_case_keeps_equal_bytes_once() -> None:
    country()
    first = filed(arrived())
    addition = arrived(form_key=f"{first.case_id}:1")
    former = addition.storage_key
    second = filed(addition, first.case)
    assert second.storage_key == first.storage_key != former
    stored = storages["private"]
    assert [stored.exists(key) for key in (first.storage_key, former, addition.thumbnail)] == [True, False, False]
    assert stored.exists(Upload.objects.get(storage_key=first.storage_key).thumbnail)


def test_what_is_added_at_the_same_moment_lies_where_the_first_file_does() -> None:
    country()
    early = arrived(form_key="early")
    first = filed(arrived())
    # A further one, which came before the first, and of which the case learned just now: its bytes are about to go.
    columns = {name: getattr(early, name) for name in ("name", "content_type", "size", "sha256", "storage_key")}
    File.objects.create(case=first.case, event_number=2, at=early.created_at, **columns)
    assert filed(arrived(form_key="late"), first.case).storage_key == first.storage_key


def test_two_cases_share_nothing() -> None:
    country()
    first, second = filed(arrived()), filed(arrived(form_key="another"))
    assert first.storage_key != second.storage_key
    assert storages["private"].exists(second.storage_key)


@pytest.mark.parametrize("wrong", [{"virus_check": VirusCheck.INFECTED}, {"preparation": Preparation.UNREADABLE}])
def test_what_something_is_wrong_with_stands_for_no_other(wrong: dict[str, str]) -> None:
    country()
    first = filed(arrived())
    Upload.objects.filter(storage_key=first.storage_key).update(**wrong)
    assert filed(arrived(form_key=f"{first.case_id}:1"), first.case).storage_key != first.storage_key


@needs_ffmpeg
def test_a_recording_that_waits_is_not_prepared_twice() -> None:
    country()
    first = filed(arrived("a.ogg", recording("voice.ogg")))
    addition = arrived("b.ogg", recording("voice.ogg"), form_key=f"{first.case_id}:1")
    assert filed(addition, first.case).storage_key == first.storage_key
    assert Upload.objects.filter(preparation=Preparation.WAITING).count() == 1
    assert not storages["private"].exists(addition.original)


def test_it_is_said_of_ones_own_case_alone_and_of_what_its_citizen_may_read() -> None:
    country()
    first, other = filed(arrived()), filed(arrived("c.jpg", made.picture(), form_key="c"))
    key = f"{first.case_id}:1"
    assert is_in_its_case(arrived(form_key=key))
    assert not is_in_its_case(arrived(form_key=f"{other.case_id}:1"))
    assert not is_in_its_case(arrived(form_key=str(first.case_id)))
    File.objects.update(public=False)
    assert not is_in_its_case(arrived(form_key=key))
