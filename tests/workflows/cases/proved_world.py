"""A country in which each table of cases has rows: what can be bent."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from permissions.actors import Actor
from permissions.citizens.models import AddressKind
from permissions.now import standing_at
from tests.made_once import made_once
from tests.scenes import Country, country, file_case, hire, publish_one
from tests.workflows.cases.spoken_requests import spoken, summarise
from tests.workflows.processes.reviewed import reviewed
from workflows.cases import actions as acts
from workflows.cases.actions import Action
from workflows.cases.actions.parties import Concerned
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, ErasureRequest, File, IdentityRequest, QualityCheck, Theme, Work
from workflows.cases.quality import draw
from workflows.cases.submission import GivenAnswer, GivenPerson, StoredFile
from workflows.cases.tags import add_tag

AMMAN = ZoneInfo("Asia/Amman")
FEBRUARY, MARCH, APRIL = (datetime(2026, month, 10, 10, tzinfo=AMMAN) for month in (2, 3, 4))
WHY = "They must be heard."
ANSWERS = (
    GivenAnswer("amount", "How much?", 12.5, "12.5", "money"),
    GivenAnswer("where", "Where?", ["amman", "second"], "Amman, second", "tree"),
    GivenAnswer("why", "Why?", "Because.", "Because.", "text"),
)


@made_once
def proved_country() -> Country:
    """Requests of all kinds, with everything that may hang on one."""
    land = country()
    hire(land, "custodian", "central", "rights")
    for name in ("keeper", "keeper2"):
        hire(land, "data_protection", "central", "rights", username=name)
    _written(land)
    _judged(land)
    _accused(land)
    _hidden(land)
    _kept(land)
    _filled(land)
    return land


def _act(land: Country, case: Case, action: Action, who: str = "") -> None:
    apply(case.pk, action, actor=land.actor(who) if who else Actor.citizen(case.pk))


def stored(name: str) -> StoredFile:
    return StoredFile(name, "image/jpeg", 10, "0" * 64, f"2026/11/{name}")


def _written(land: Country) -> None:
    """Words of both sides, files, a copy of one, tags, links, one that is answered with another, statements."""
    case = file_case(
        files=(stored("one.jpg"), stored("two.jpg")),
        answers=ANSWERS,
        name="Samar Haddad",
        phone="0790000000",
        others=(
            GivenPerson(
                "about", "Rami Haddad", "parent", "9991234567", "rami@example.org", "0791111111", "cannot", "ill"
            ),
        ),
    )
    summarise(spoken(), land.actor("officer-moh"))
    other, lead, closed = file_case(), file_case(), file_case()
    officer = "officer-moh"
    _act(land, case, acts.AskCitizen(text="When?"), officer)
    _act(land, case, acts.AnswerQuestion(text="Yesterday.", files=(stored("three.jpg"),)))
    copies = acts.Redact(file_id=File.objects.get(name="one.jpg").pk, copy=stored("covered.jpg"), areas=2)
    _act(land, case, copies, officer)
    _act(land, case, acts.WithdrawCopy(file_id=File.objects.get(name="covered.jpg").pk), officer)
    tags = [add_tag(land.agencies["moh"].pk, name, actor=land.actor("level1-moh")).pk for name in ("water", "roads")]
    _act(land, case, acts.SetTags(add=tuple(tags)), officer)
    _act(land, case, acts.SetTags(remove=(tags[0],)), officer)
    _act(land, case, acts.Link(other_id=other.pk), officer)
    _act(land, case, acts.SetAddress(kind=AddressKind.EMAIL, address="new@example.org"))
    _act(
        land, case, acts.Consult(agency="moe", text="What is it?", shares_text=True, shares_files=True, days=3), officer
    )
    naming = acts.NameReader(
        user_id=land.people["level1-moe"].pk, until=case.opened_at + timedelta(days=30), reason="x"
    )
    _act(land, case, naming, "officer-central")
    _act(land, other, acts.Merge(lead_id=lead.pk), officer)
    _act(land, closed, acts.Decide(outcome="resolved", text="Done."), officer)
    _act(land, closed, acts.Accept())
    _act(land, closed, acts.Rate(stars=2, comment="Slow."))
    theme = Theme.objects.create(
        key="slowness", name={"ar": "بطء", "en": "slowness"}, words="slow", position=90, active=True
    )
    rated = closed.events.get(verb="rated")
    _act(land, closed, acts.SetThemes(number=rated.number, themes=(theme.key,)), officer)


def _filled(land: Country) -> None:
    publish_one("process", "complaint", reviewed())
    case = file_case()
    work = Work.objects.get(case=case, done_at=None)
    proceeding = acts.Proceed(outcome="to_review", fields={"amount": "1250", "way": "hand", "why": "Twice."})
    apply(case.pk, proceeding, actor=Actor.staff(work.holder_id or 0))


def _accused(land: Country) -> None:
    case = file_case(kind="inquiry")
    parties = (Concerned(user_id=land.people["officer-moh"].pk), Concerned(agency_id=land.agencies["moe"].pk, level=0))
    _act(land, case, acts.SetParties(parties=parties, reason="They decided it."), "officer-central")


def _hidden(land: Country) -> None:
    hidden, sealed = file_case(kind="inquiry", confidential=True, name="Nour"), file_case(kind="integrity", name="Lina")
    _act(land, hidden, acts.AskIdentity(reason=WHY), "officer-moh")
    request = IdentityRequest.objects.get(case=hidden)
    _act(land, hidden, acts.OpenIdentity(request_id=request.pk, reason="Needed.", hours=4), "custodian")
    _act(land, sealed, acts.Note(text="Look into it."), "officer-rights")


def _kept(land: Country) -> None:
    """One under a hold, one of which somebody wants that it be erased, and one that became confidential."""
    held, asked, hidden = file_case(), file_case(), file_case(name="Huda", files=(stored("four.jpg"),))
    for case in (held, asked):
        _act(land, case, acts.Decide(outcome="resolved", text="Done."), "officer-moh")
        _act(land, case, acts.Accept())
    _act(land, held, acts.SetHold(reason="A court asks."), "keeper")
    _act(land, held, acts.LiftHold(reason="It has ruled."), "keeper")
    _act(land, held, acts.SetHold(reason="It asks again."), "keeper")
    _act(land, asked, acts.AskToErase(wish="citizen", reason="They ask."), "keeper")
    request = ErasureRequest.objects.get(case=asked)
    _act(land, asked, acts.RefuseToErase(number=request.number, reason="Too early."), "keeper2")
    _act(land, asked, acts.AskToErase(wish="court", reason="A ruling."), "keeper")
    _act(land, hidden, acts.TreatAsConfidential(reason="They may be known."), "officer-central")


def _judged(land: Country) -> None:
    """Samples of two months, each of two requests, of which one is judged."""
    for month in (FEBRUARY, MARCH):
        with standing_at(month):
            for _each in range(2):
                case = file_case()
                _act(land, case, acts.Decide(outcome="resolved", text="Done."), "officer-moh")
                _act(land, case, acts.Accept())
    with standing_at(APRIL):
        for name in ("2026-02", "2026-03"):
            draw(name, actor=land.actor("officer-central"))
        first = QualityCheck.objects.order_by("pk")[0]
        judging = acts.JudgeQuality(answers={"answers": True, "plain": False, "fits": True}, text="Not plain.")
        apply(first.case_id, judging, actor=land.actor("officer-central"))
