"""What a job found, in words: dates that change, and how a draft would have gone on the past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import in_language, joined
from permissions.writing import written_moment, written_number
from workflows.cases.selectors import readable
from workflows.jobs.models import Job, JobState
from workflows.redating.hidden import STEP, not_tried
from workflows.redating.studies import COUNTED

Found = Mapping[str, Any]

WHY_NOT: Final[Mapping[str, str | Promise]] = {
    "changed": gettext_lazy("The draft was changed meanwhile. Ask for it again."),
    "unreadable": gettext_lazy("The draft is not whole yet. What is missing is listed beside it."),
    "stopped": gettext_lazy("It was stopped. What had been found by then is not kept."),
    "not in force": gettext_lazy("This version is not in force any more, so no date follows it."),
}
NOT_KNOWN: Final[Mapping[str, str | Promise]] = {
    "diary": gettext_lazy("the diary does not say which act began a count"),
    "moved": gettext_lazy("it went to another agency because of whom it concerns"),
    "carried": gettext_lazy("its count went on, or would, with what the step before had left"),
    "other ladder": gettext_lazy("another ladder took over in the middle of a count"),
    "release": gettext_lazy("an earlier release recorded it, without what it was counted by"),
}
CHANGES: Final[Mapping[str, str | Promise]] = {
    "later": gettext_lazy("becomes later"),
    "earlier": gettext_lazy("becomes earlier"),
    "excused": gettext_lazy("excused"),
}
TRIED: Final[Mapping[str, str | Promise]] = {
    "newly": gettext_lazy("would have been escalated, and were not"),
    "no_longer": gettext_lazy("were escalated, and would not have been"),
    "moved": gettext_lazy("would have been escalated at another time"),
}


def why_not(job: Job) -> str:
    """Why a job was not done."""
    return str(
        WHY_NOT.get(job.found.get("why", ""), _("Something went wrong. The operator finds in the log what it was."))
    )


def summary(found: Found) -> str:
    """``412 dates become later, 3 earlier, 7 stay; 3 that have gone up stay so and are excused``."""
    later, earlier, unchanged, excused = (found.get(name, 0) for name in COUNTED)
    parts = [
        ngettext("%(count)d date becomes later", "%(count)d dates become later", later) % {"count": later},
        ngettext("%(count)d becomes earlier", "%(count)d become earlier", earlier) % {"count": earlier},
        ngettext("%(count)d stays as it is", "%(count)d stay as they are", unchanged) % {"count": unchanged},
    ]
    said = f"{joined(parts)}."
    if not excused:
        return said
    up = ngettext(
        "%(count)d request that was escalated already stays there and is marked as excused.",
        "%(count)d requests that were escalated already stay there and are marked as excused.",
        excused,
    )
    return f"{said} {up % {'count': excused}}"


def not_tried_in_words(found: Found) -> str:
    """That hidden requests were left out, and roughly how many there are; empty where the job didn't get that far."""
    count = not_tried(found)
    if count is None:
        return ""
    if not count:
        return _("Hidden requests were not tried: until this week there were fewer than %(few)s.") % {
            "few": written_number(STEP)
        }
    return _("Hidden requests were not tried: until this week there were %(count)s or more.") % {
        "count": written_number(count)
    }


def effect(job: Job, actor: Actor, held: Held) -> dict[str, Any]:
    """What the page of an effect draws."""
    found = job.found if job.state == JobState.DONE else {}
    return {
        "summary": summary(found) if found or job.state == JobState.DONE else "",
        "rows": list(_by_agency(found.get("agencies", {}))),
        "not_tried": not_tried_in_words(found),
        "cases": _read_by(actor, held, found.get("cases", ()), _changed),
    }


def redating(job: Job) -> dict[str, Any]:
    """How far open deadlines follow a version, and what came of it. ``left``: dates that were not brought forward."""
    done = job.state == JobState.DONE
    return {
        "redating": job,
        "redating_waits": job.state == JobState.WAITING,
        "redating_why_not": why_not(job) if job.state == JobState.FAILED else "",
        "redated": summary(job.found) if done else "",
        "left": job.found.get("earlier", 0) if done and not job.choices.get("earlier") else 0,
        "failures": job.found.get("failures", 0),
    }


def _by_agency(agencies: Mapping[str, Found]) -> Iterable[dict[str, Any]]:
    named = Agency.objects.in_bulk([int(pk) for pk in agencies])
    rows = [(str(named[int(pk)]), counts) for pk, counts in agencies.items() if int(pk) in named]
    for name, counts in in_order(rows, itemgetter(0)):
        yield {"agency": name, "numbers": [written_number(counts.get(each, 0)) for each in COUNTED]}


def _changed(row: Found) -> dict[str, Any]:
    return {"words": CHANGES[row["what"]], "before": _moment(row["was"]), "after": _moment(row["due"])}


def _tried(row: Found) -> dict[str, Any]:
    return {
        "words": TRIED[row["what"]],
        "level": row["level"],
        "before": _moment(row["did"]),
        "after": _moment(row["would"]),
    }


def _moment(written: str | None) -> str:
    return written_moment(datetime.fromisoformat(written)) if written else "–"


def _read_by(
    actor: Actor, held: Held, rows: Iterable[Found], words: Callable[[Found], dict[str, Any]]
) -> list[dict[str, Any]]:
    """The cases of a list that somebody may read, each in words; mostly none, since owners read no cases."""
    rows = list(rows)
    there = readable(actor, [row["case"] for row in rows], held=held) if rows else {}
    agencies = Agency.objects.in_bulk({row["agency"] for row in rows if row["case"] in there})
    return [
        {"tracking": there[row["case"]].tracking, "agency": str(agencies.get(row["agency"], "–")), **words(row)}
        for row in rows
        if row["case"] in there
    ]


def trial(job: Job, actor: Actor, held: Held) -> dict[str, Any]:
    """What the page of a trial draws."""
    found = job.found if job.state == JobState.DONE else {}
    examples = [{"case": pk, "agency": 0} for pk in found.get("examples", ())]
    return {
        "trusted": found.get("trusted", False),
        "works": found.get("works", 0),
        "share": _share(found.get("share", 0)),
        "examples": [row["tracking"] for row in _read_by(actor, held, examples, lambda _row: {})],
        "headline": _headline(found),
        "unknown": [(str(NOT_KNOWN[why]), count) for why, count in found.get("unknown", {}).items()],
        "rows": list(_by_level(found.get("rows", {}))),
        "not_tried": not_tried_in_words(found),
        "cases": _read_by(actor, held, found.get("cases", ()), _tried),
    }


def _share(share: float) -> str:
    return written_number(share, 0 if share == int(share) else 1)


def _headline(found: Found) -> str:
    would, did = found.get("would", 0), found.get("did", 0)
    then = ngettext(
        "%(count)d time a request would have been escalated",
        "%(count)d times requests would have been escalated",
        would,
    )
    was = ngettext("%(count)d time one did", "%(count)d times they did", did)
    return f"{joined([then % {'count': would}, was % {'count': did}])}."


def _by_level(rows: Mapping[str, Found]) -> Iterable[dict[str, Any]]:
    places = {place: tuple(int(part) for part in place.split(":")) for place in rows}
    named = Agency.objects.in_bulk({agency for agency, _level in places.values()})
    listed = [
        (in_language(named[agency].name), level, place) for place, (agency, level) in places.items() if agency in named
    ]
    for name, level, place in in_order(sorted(listed, key=itemgetter(1)), itemgetter(0)):
        counts = rows[place]
        yield {
            "agency": name,
            "level": level_name(level),
            "did": written_number(counts.get("did", 0)),
            "would": written_number(counts.get("would", 0)),
        }
