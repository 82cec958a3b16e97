"""Lives of the demo world that between them show everything, and the same lives gone through the real door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import count, pairwise

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Min

from content.forms.taking import take
from content.forms.uploads import mark_filed, stored_files
from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations.demo_world.agencies.areas import load_areas
from portal.operations.demo_world.agencies.loading import load_agencies
from portal.operations.demo_world.cases.acts import Life
from portal.operations.demo_world.cases.attachments import content_of
from portal.operations.demo_world.cases.living import Done
from portal.operations.demo_world.cases.loading import Loader, load_cases
from portal.operations.demo_world.people.loading import load_people
from portal.operations.demo_world.rules.loading import publish_categories, publish_routing
from portal.operations.sweeping import one_pass
from tests.made_once import made_once
from tests.site.portal.operations.set_up.without_pages import set_up_without_pages
from workflows.cases.lifecycle import apply
from workflows.cases.opening import CaseNames, open_case
from workflows.cases.tracking import tracking_of
from workflows.clock.passes import pass_after
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

UNTIL = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
SEED = 6


@made_once
def load_world() -> None:
    """The demo world without its pages."""
    set_up_without_pages()
    load_areas()
    load_agencies()
    load_people()
    publish_routing()
    publish_categories()


def load(number: int, *, seed: int = 1) -> int:
    """The first so many past cases, as they stand at ``UNTIL``; returns how many were made."""
    with standing_at(UNTIL):
        return load_cases(number, seed=seed)


def tracking(life: Life) -> str:
    """The number that the loader gives where it is free."""
    return tracking_of(life.at, life.numbers[0])


@dataclass(frozen=True)
class Lived:
    """A life with all that happened in it."""

    number: int
    life: Life
    done: list[Done]

    @cached_property
    def shows(self) -> set[str]:
        """What a reader of the demo world can see in it."""
        case = self.done[-1].change.case
        seen = {f"{each.change.verb}" for each in self.done} | {f"{each.actor.kind} acts" for each in self.done}
        seen |= {type(each.action).__name__ + f" by {each.actor.kind}" for each in self.done if each.action}
        seen |= {f"level {each.change.after.level}" for each in self.done}
        seen |= {f"was {each.change.after.status}" for each in self.done}
        seen |= {f"is {case.status}", f"is {case.status} at level {case.level}", f"outcome {case.outcome}"}
        seen |= {f"kind {case.kind.code}", f"by {case.channel}", f"in {case.language}", f"rated {case.rating}"}
        seen |= {f"{case.referrals} referrals", f"{case.reopenings} reopenings"}
        seen |= {f"{len(self.life.submission.files)} files"}
        if case.guarded:
            seen |= {"about a head", f"about a head: {case.kind.code}"}
        verbs = [str(each.change.verb) for each in self.done]
        if ("closed", "reopened") in pairwise(verbs):
            seen.add("reopened after it was closed")
        return seen


def lived(numbers: Sequence[int], *, until: datetime = UNTIL, seed: int = SEED) -> list[Lived]:
    """Lives of these numbers, in memory. Their tracking numbers are those that the loader would give."""
    loader = Loader.standing_at(until, seed=seed)
    found = []
    for number in numbers:
        life = loader.almanac.draw(number)
        names = CaseNames(tracking(life), life.key, "!")
        found.append(Lived(number, life, loader.living.live(life, names)))
    return found


def showing_everything(*, among: int, each: int) -> list[Lived]:
    """Lives among the first so many that show each thing ``each`` times, if as many do; the fewest that greed finds."""
    candidates = lived(range(1, among + 1))
    wanted = Counter(thing for one in candidates for thing in one.shows)
    missing = Counter({thing: min(each, times) for thing, times in wanted.items()})
    chosen: list[Lived] = []
    while +missing:
        best = max(candidates, key=lambda one: sum(missing[thing] > 0 for thing in one.shows))
        candidates.remove(best)
        chosen.append(best)
        missing = +Counter({thing: times - (thing in best.shows) for thing, times in missing.items()})
    return chosen


def through_the_door(lives: Sequence[Lived], *, until: datetime = UNTIL) -> None:
    """People act at their moments, and the clock passes at each whole minute at which something is due or waits."""
    ids: dict[str, int] = {}
    acts = sorted(_acts(lives), key=lambda act: (act[0], act[1]))
    for at, _, one, done in acts:
        _pass_up_to(at)
        with standing_at(at):
            if done.action is None:
                ids[one.life.key] = _file(one.life, done.actor)
            else:
                actor = Actor.citizen(ids[one.life.key]) if done.actor.kind == "citizen" else done.actor
                apply(ids[one.life.key], done.action, actor=actor)
    _pass_up_to(until)


def _acts(lives: Sequence[Lived]) -> Iterator[tuple[datetime, int, Lived, Done]]:
    order = count()
    for one in lives:
        for done in one.done:
            if done.actor.kind != "clock":
                yield done.change.at, next(order), one, done


def _pass_up_to(at: datetime) -> None:
    while (minute := _next_pass()) is not None and minute <= at:
        with standing_at(minute):
            one_pass()


def _next_pass() -> datetime | None:
    due = Deadline.objects.filter(done__isnull=True).aggregate(at=Min("due"))["at"]
    waiting = OutboxEntry.objects.waiting().aggregate(at=Min("available_at"))["at"]
    instants = [instant for instant in (due, waiting) if instant is not None]
    return pass_after(min(instants)) if instants else None


def _file(life: Life, actor: Actor) -> int:
    """As a filed form does: its files are taken first, and marked after the commit."""
    sent = [SimpleUploadedFile(file.name, content_of(file)) for file in life.submission.files]
    uploads = take(sent, form_key=life.key).arrived
    submission = replace(life.submission, files=stored_files(uploads))
    case = open_case(submission=submission, channel=life.channel, actor=actor, idempotency_key=life.key)
    mark_filed(uploads, key=life.key)
    return case.pk
