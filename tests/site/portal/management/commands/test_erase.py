"""``manage.py erase``: one closed request goes for good, the trail says by whom, and whoever may erase is told."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now
from tests.scenes import Country, country, file_case, hire
from workflows.cases.actions import AskToErase, Concerned, SetHold, SetParties, Withdraw
from workflows.cases.consistency import inconsistencies
from workflows.cases.erasing import erase_again
from workflows.cases.erasures import erased_by_trail, waiting, why_erased
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Message, Person
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.models import Notice
from workflows.notifications.notices.selectors import notices_of
from workflows.notifications.notices.words import said
from workflows.notifications.to_data_protection import ERASED_BY_COMMAND
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    """A keyboard at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def land() -> Country:
    land = country()
    for name in ("keeper", "keeper2"):
        hire(land, "data_protection", "central", "rights", username=name)
    return land


def closed(**given: Any) -> Case:
    case = file_case(**given)
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("kind", ["complaint", "integrity"])
def test_it_goes_and_the_trail_the_list_and_the_keepers_know(
    land: Country, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = closed(kind=kind)
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper"))
    assert waiting(land.actor("keeper2")).count() == 1
    call_command("erase", case.tracking.replace("-", " "), "--yes", "--wish", "citizen")
    assert f"{case.tracking}: erased. 2 people who may erase are told." in capsys.readouterr().out
    assert not Message.objects.filter(case=case).exists()
    assert not Person.objects.filter(case=case).exists()
    assert why_erased(case) == "command"
    event = CaseEvent.objects.filter(case=case, verb="erased").get()
    assert (event.actor_kind, event.data["wish"]) == ("operator", "citizen")
    entry = AuditEntry.objects.get(subject="case", subject_id=case.pk, verb="erased")
    assert entry.actor_kind == "operator"
    assert [each.tracking for each in erased_by_trail()] == [case.tracking]
    assert waiting(land.actor("keeper2")).count() == 0, "what nobody can answer any more waits for nobody"
    assert list(inconsistencies()) == []


def test_whoever_may_erase_has_a_notice_that_leads_there_and_nobody_else(land: Country) -> None:
    case = closed()
    call_command("erase", case.tracking, "--yes")
    deliver_waiting()
    assert set(Notice.objects.filter(entry__topic=ERASED_BY_COMMAND).values_list("user__username", flat=True)) == {
        "keeper",
        "keeper2",
    }
    keeper = land.people["keeper"]
    with override("en"):
        (notice,) = said(notices_of(keeper.pk, held_by(keeper.pk)))
    assert case.tracking in notice.text
    assert notice.text.startswith("Erased by a command on the server")
    assert notice.link.endswith(f"/admin/erasures/{case.tracking}/")


def test_keepers_whom_the_case_accuses_and_who_sit_beside_them_are_not_told(land: Country) -> None:
    case = file_case()
    accused = (Concerned(user_id=land.people["keeper"].pk),)
    apply(case.pk, SetParties(parties=accused, reason="She kept it."), actor=land.actor("officer-central"))
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    call_command("erase", case.tracking, "--yes")
    assert Case.objects.get(pk=case.pk).erased_at is not None
    assert not OutboxEntry.objects.filter(topic=ERASED_BY_COMMAND).exists()


def test_what_is_open_held_or_gone_is_refused_in_words(land: Country) -> None:
    case, open_one, gone = closed(), file_case(), closed()
    apply(case.pk, SetHold(reason="A trial."), actor=land.actor("keeper"))
    erase_again(gone.pk, now())
    for refused, sentence in (
        (case, "is under a legal hold since .* nothing of it is erased"),
        (open_one, "Only a closed request can be erased"),
        (gone, "It was erased on"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("erase", refused.tracking, "--yes")
    assert Message.objects.filter(case=case).exists()
    assert not OutboxEntry.objects.filter(topic=ERASED_BY_COMMAND).exists()


@pytest.mark.parametrize("tracking", ["00-0000-0000-00", "nonsense", ""])
def test_a_number_that_is_nobodys_is_refused(land: Country, tracking: str) -> None:
    with pytest.raises(CommandError, match="There is no request"):
        call_command("erase", tracking, "--yes")


def test_without_a_terminal_it_wants_to_be_told_yes(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    case = closed()
    monkeypatch.setattr(sys, "stdin", io.StringIO(case.tracking))
    with pytest.raises(CommandError, match="--yes"):
        call_command("erase", case.tracking)
    assert Case.objects.get(pk=case.pk).erased_at is None


def test_on_a_terminal_the_number_is_typed_once_more(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    case, other = closed(), closed()
    for typed in ("yes\n", f"{other.tracking}\n", ""):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        with pytest.raises(CommandError, match="Nothing was erased"):
            call_command("erase", case.tracking)
    monkeypatch.setattr(sys, "stdin", Terminal(f"{case.tracking}\n"))
    call_command("erase", case.tracking)
    assert [each.erased_at is None for each in Case.objects.order_by("pk")] == [False, True]
