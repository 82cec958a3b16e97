"""Which cases stand for many: as many of each kind and agency as its share is, drawn by a seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from random import Random


def drawn(cases: Iterable[tuple[int, Hashable]], *, most: int, seed: int) -> list[int]:
    """Ids in ascending order, at most ``most``: all of them where there are no more. The same seed draws the same."""
    strata: dict[Hashable, list[int]] = defaultdict(list)
    for case_id, stratum in cases:
        strata[stratum].append(case_id)
    total = sum(len(ids) for ids in strata.values())
    if total <= most:
        return sorted(case_id for ids in strata.values() for case_id in ids)
    rng = Random(seed)  # noqa: S311  (a draw that anybody can repeat)
    shares = {stratum: len(ids) * most / total for stratum, ids in strata.items()}
    counts = {stratum: int(share) for stratum, share in shares.items()}
    left = most - sum(counts.values())
    by_rest = sorted(shares, key=lambda stratum: (counts[stratum] - shares[stratum], str(stratum)))
    for stratum in by_rest[:left]:
        counts[stratum] += 1
    chosen = (
        case_id for stratum in sorted(strata, key=str) for case_id in rng.sample(strata[stratum], counts[stratum])
    )
    return sorted(chosen)
