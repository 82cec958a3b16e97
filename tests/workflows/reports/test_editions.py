"""Comments in both languages, a signature of somebody who wrote none of them, and nothing after it."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import standing_at
from tests.scenes import hire
from tests.workflows.reports.october import October, at, october
from workflows.cases.errors import NotPossible
from workflows.reports.document import html_of
from workflows.reports.editions import preparation_of, say, sign
from workflows.reports.models import FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.reports.services import Wanted, have_made_anew, request_files, take_snapshot
from workflows.reports.tasks import make_file

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)
SAID = {"ar": "تعليق الوحدة", "en": "What the unit says"}


@pytest.fixture
def scene() -> October:
    return october()


def snapshot_of(cut_off: object = None) -> Snapshot:
    with standing_at(at(11, 25)):
        return take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)


def test_a_comment_stands_in_its_section_in_each_language_and_the_numbers_stay(scene: October) -> None:
    snapshot, unit = snapshot_of(), scene.land.actor("officer-central")
    say(snapshot, section="summary", agency="", text=SAID, actor=unit)
    say(snapshot, section="agencies", agency="moh", text=SAID, actor=unit)
    assert html_of(snapshot, "en").count(SAID["en"]) == 2
    assert html_of(snapshot, "ar").count(SAID["ar"]) == 2
    assert SAID["ar"] not in html_of(snapshot, "en")
    assert Snapshot.objects.get().checksum == snapshot.checksum
    assert AuditEntry.objects.filter(verb="report_commented").count() == 2
    assert SAID["en"] not in str(list(AuditEntry.objects.values_list("data", flat=True)))
    say(snapshot, section="summary", agency="", text={"ar": "", "en": " "}, actor=unit)
    assert html_of(snapshot, "en").count(SAID["en"]) == 1


@pytest.mark.parametrize(
    ("section", "agency", "text"),
    [
        ("summary", "", {"ar": "تعليق", "en": ""}),
        ("nowhere", "", SAID),
        ("summary", "moh", SAID),
        ("agencies", "rights", SAID),
        ("register", "", SAID),
    ],
)
def test_one_language_or_a_place_that_there_is_not_is_refused(
    scene: October, section: str, agency: str, text: dict[str, str]
) -> None:
    snapshot = snapshot_of()
    with pytest.raises(NotPossible):
        say(snapshot, section=section, agency=agency, text=text, actor=scene.land.actor("officer-central"))
    assert preparation_of(snapshot).wording == 0


def test_whoever_wrote_does_not_sign_and_after_the_signature_nothing_is_added(scene: October) -> None:
    snapshot, writer = snapshot_of(), scene.land.actor("officer-central")
    second = Actor.staff(hire(scene.land, "central").pk)
    say(snapshot, section="summary", agency="", text=SAID, actor=writer)
    with pytest.raises(NotPossible):
        sign(snapshot, actor=writer)
    assert "Draft" in html_of(snapshot, "en")
    signed = sign(snapshot, actor=second)
    entry = AuditEntry.objects.get(verb="report_signed")
    assert entry.data == {"checksum": snapshot.checksum, "said": signed.said}
    assert len(signed.said) == 64
    html = html_of(snapshot, "en")
    assert "Draft" not in html
    assert "Signed for the complaints unit" in html
    for act in (
        lambda: say(snapshot, section="summary", agency="", text={"ar": "", "en": ""}, actor=writer),
        lambda: sign(snapshot, actor=second),
    ):
        with pytest.raises(NotPossible):
            act()


def test_numbers_alone_are_signed_by_one_person_and_a_month_that_goes_on_by_nobody(scene: October) -> None:
    unit = scene.land.actor("officer-central")
    to_date = take_snapshot(period=OCTOBER, cut_off=at(10, 15), actor=Actor.operator)
    with pytest.raises(NotPossible):
        sign(to_date, actor=unit)
    assert sign(snapshot_of(), actor=unit).signed_by is not None


def test_files_of_before_are_made_anew_and_one_under_way_is_given_up(scene: October) -> None:
    snapshot, unit = snapshot_of(), scene.land.actor("officer-central")
    wanted = [Wanted(FileFormat.SPREADSHEET, "en")]
    (file,) = request_files(period=OCTOBER, cut_off=OCTOBER.end, wanted=wanted, actor=Actor.operator)
    make_file(file.pk)
    assert have_made_anew(snapshot) == []
    say(snapshot, section="summary", agency="", text=SAID, actor=unit)
    assert have_made_anew(snapshot) == [file.pk]
    make_file(file.pk)
    file.refresh_from_db()
    assert (file.state, file.wording) == (FileState.MADE, 1)
    key = file.storage_key
    sign(snapshot, actor=Actor.staff(hire(scene.land, "central").pk))
    assert ReportFile.objects.get().state == FileState.WAITING
    make_file(file.pk)
    assert ReportFile.objects.get().storage_key != key


def test_holders_are_called_as_they_were_when_it_was_frozen(scene: October) -> None:
    snapshot, holder = snapshot_of(), scene.land.people["level2-moh"]
    holder.name = {"ar": "اسم لاحق", "en": "A later name"}
    holder.save()
    assert str(holder.pk) in snapshot.names["people"]
    assert "A later name" not in html_of(snapshot, "en")
