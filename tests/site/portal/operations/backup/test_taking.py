"""What a backup keeps of an installation that goes on working meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages

from permissions.now import now, standing_at
from portal.operations.backup import databases, taking
from portal.operations.backup.databases import Asked
from portal.operations.backup.files import root_of
from portal.operations.backup.manifest import finished, problems, read
from portal.operations.backup.taking import NotThere, back_up
from tests.scenes import file_case
from tests.site.portal.operations.backup.conftest import stored
from workflows.cases.models import Case, File

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has something happen just before the database is written, or just after."""
    write = databases.dumped

    def told(before: Callable[[], object] = bool, after: Callable[[], object] = bool) -> None:
        @contextmanager
        def dumped(folder: Path) -> Iterator[Asked]:
            before()
            with write(folder) as asked:
                yield asked
            after()

        monkeypatch.setattr(taking, "dumped", dumped)

    return told


def erase(case: Case) -> None:
    """The rows and bytes of a case's files go."""
    keys = list(File.objects.filter(case=case).values_list("storage_key", flat=True))
    File.objects.filter(case=case).delete()
    for key in keys:
        storages["private"].delete(key)


def names_of(case: Case) -> list[str]:
    return [f"files/private/{file.storage_key}" for file in File.objects.filter(case=case)]


def test_a_file_that_came_before_the_database_was_written_is_in_it(
    filed: list[Case], take: Callable[..., Path], meanwhile: Callable[..., None]
) -> None:
    meanwhile(before=lambda: file_case(key="late", files=(stored(b"late"),)))
    taken = take()
    (name,) = names_of(Case.objects.get(idempotency_key="late"))
    assert (taken / name).read_bytes() == b"late"
    assert list(problems(taken)) == []


def test_an_erasure_before_the_snapshot_leaves_no_file_and_one_after_it_is_of_later(
    filed: list[Case], take: Callable[..., Path], meanwhile: Callable[..., None]
) -> None:
    (first,) = names_of(filed[0])
    second = file_case(files=(stored(b"second"),))
    (kept,) = names_of(second)
    meanwhile(before=lambda: erase(filed[0]), after=lambda: erase(second))
    taken = take()
    assert first not in read(taken).files
    assert not (taken / first).exists()
    assert kept in read(taken).files  # the snapshot names it, so it is there: whole, as it stood then
    assert (read(taken).vanished, read(taken).missing) == ([], [])


def test_a_file_that_came_and_went_meanwhile_is_told_apart_from_one_that_was_missing(
    filed: list[Case], take: Callable[..., Path], meanwhile: Callable[..., None]
) -> None:
    (missing,) = names_of(filed[0])
    storages["private"].delete(missing.removeprefix("files/private/"))
    short: list[str] = []

    def come() -> None:
        short.extend(names_of(file_case(key="short", files=(stored(b"short"),))))

    meanwhile(before=come, after=lambda: erase(Case.objects.get(idempotency_key="short")))
    said: list[str] = []
    taken = take(tell=said.append)
    assert (read(taken).vanished, read(taken).missing) == (short, [missing])
    assert f"{short[0]} was erased meanwhile" in said
    assert f"{missing} is not there, though a case names it" in said


def test_the_next_backup_links_what_the_former_has(filed: list[Case], take: Callable[..., Path]) -> None:
    first = take()
    with standing_at(now() + timedelta(days=1)):
        new = file_case(files=(stored(b"of the second day"),))
        second = take()
    (old_name,) = names_of(filed[0])
    assert (first / old_name).samefile(second / old_name)
    assert (second / names_of(new)[0]).read_bytes() == b"of the second day"
    assert [list(problems(each)) for each in (first, second)] == [[], []]
    assert finished(first.parent) == [first, second]


def test_keys_go_after_thirty_days_and_it_says_so(filed: list[Case], take: Callable[..., Path], tmp_path: Path) -> None:
    begun, said = now(), list[str]()
    for days in (0, 20, 31):
        with standing_at(begun + timedelta(days=days)):
            take(tell=said.append)
    assert len(list((tmp_path / "keys").glob("keys-*.json"))) == 2
    assert sum("is older than 30 days and was removed" in each for each in said) == 1


@pytest.mark.parametrize("keys", ["backups", "backups/keys", "."])
def test_keys_may_not_lie_with_the_backup(filed: list[Case], tmp_path: Path, keys: str) -> None:
    with pytest.raises(NotThere, match="outside"):
        back_up(tmp_path / "backups", tmp_path / keys, print)
    assert list(tmp_path.rglob("*.json")) == []


def test_neither_may_lie_in_what_is_backed_up(filed: list[Case], tmp_path: Path) -> None:
    inside = root_of("private") / "inside"
    for backups, keys in ((inside, tmp_path / "keys"), (tmp_path / "backups", inside), (inside.parent, tmp_path)):
        with pytest.raises(NotThere, match="is what is backed up"):
            back_up(backups, keys, print)
    assert not inside.exists()


def test_one_that_was_broken_off_is_no_backup_and_goes(
    filed: list[Case], take: Callable[..., Path], meanwhile: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    meanwhile(after=die)
    with pytest.raises(KeyboardInterrupt), standing_at(now() - timedelta(hours=1)):
        take()
    monkeypatch.undo()
    said: list[str] = []
    taken = take(tell=said.append)
    assert any("was broken off and is removed" in each for each in said)
    assert list(taken.parent.iterdir()) == [taken]


def test_two_backups_at_once_are_held_apart(
    filed: list[Case], take: Callable[..., Path], meanwhile: Callable[..., None], tmp_path: Path
) -> None:
    """The second one would remove what the first has begun; nor may both write into one folder of keys."""
    refused: list[str] = []

    def another(backups: str) -> None:
        with pytest.raises(NotThere) as refusal:
            back_up(tmp_path / backups, tmp_path / "keys", lambda _said: None)
        refused.append(str(refusal.value))

    meanwhile(before=lambda: another("backups"), after=lambda: another("others"))
    taken = take()
    assert [f"into {tmp_path / name}:" in said for name, said in zip(("backups", "keys"), refused, strict=True)] == [
        True,
        True,
    ]
    assert list(problems(taken)) == []
    meanwhile()
    assert finished(tmp_path / "backups") == [taken]
