"""Accused people who come to another place: from then on whoever answers to them there is shut out with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection

from django.db.models import Max

from permissions.access.models import Delegation, Party, RoleHolding
from permissions.agencies.models import Holding
from permissions.agencies.selectors import open_posts
from permissions.now import now
from permissions.people.models import User
from permissions.spans import lasting

Proving = Callable[[Collection[int]], None]
_proving: list[Proving] = []


def prove_with(proving: Proving) -> None:
    """Whoever owns the proof of cases says at start-up who is told, in the same commit, of which cases (ids) more
    places are shut."""
    _proving.append(proving)


def shut_places(user_ids: Collection[int]) -> None:
    """Write down where accused people stand now or will: a lock and a query when none of these people is accused.

    Call it after any change of what people hold, and after somebody was accused. A place stays shut when they leave it,
    until the case is said to concern them no longer: those who sat beside them then are no freer for it.
    """
    # Who accuses someone and who gives them a place at that moment do not see what the other writes: the later one
    # waits here, and then does.
    list(User.objects.select_for_update(no_key=True).filter(pk__in=user_ids).order_by("pk").values_list("pk"))
    accused = set(Party.objects.filter(user__in=user_ids).values_list("case_id", "user_id"))
    if not accused:
        return
    places = coming_places({user_id for _case, user_id in accused})
    known = Party.objects.filter(case_id__in={case_id for case_id, _user in accused}, agency__isnull=False)
    there: defaultdict[tuple[int, int], list[int | None]] = defaultdict(list)
    for case_id, agency_id, level in known.values_list("case_id", "agency_id", "level"):
        there[case_id, agency_id].append(level)
    shut = [
        Party(case_id=case_id, agency_id=agency_id, level=level, because_of_id=user_id)
        for case_id, user_id in sorted(accused)
        for agency_id, level in places[user_id]
        if not any(shut is None or (level is not None and shut >= level) for shut in there[case_id, agency_id])
    ]
    if shut:
        Party.objects.bulk_create(shut)
        for proving in _proving:
            proving({party.case_id for party in shut})


def coming_places(user_ids: set[int]) -> dict[int, list[tuple[int, int | None]]]:
    """Person to agencies, each with the highest level they have or will have there; None for its head. Four queries."""
    coming = lasting(now())
    ground = [
        *RoleHolding.objects.filter(coming, user__in=user_ids).values_list("user_id", "place__agency_id"),
        *Delegation.objects.filter(coming, deputy__in=user_ids).values_list("deputy_id", "place__agency_id"),
    ]
    seated = Holding.objects.filter(coming, user__in=user_ids).values_list("user_id", "post__agency_id", "post__level")
    levels: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for user_id, agency_id, level in [*((*each, 0) for each in ground), *seated]:
        levels[user_id][agency_id] = max(level, levels[user_id].get(agency_id, 0))
    agencies = {agency_id for of_user in levels.values() for agency_id in of_user}
    tops = dict(open_posts().filter(agency__in=agencies).values_list("agency_id").annotate(top=Max("level")))
    return defaultdict(
        list,
        {
            user_id: [(each, None if level >= tops.get(each, 0) else level) for each, level in of_user.items()]
            for user_id, of_user in levels.items()
        },
    )
