"""Opens the blocks of months in which agencies are told, with the last of their months."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings

from permissions.agencies.models import Agency
from workflows.open_figures.blocks import Block, Pool, blocks_around, kept_back_of, pool_of_month, united, without
from workflows.open_figures.keeping_back import Choices, KeptBack, keyed
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.open_figures.telling import LONGEST_OF_BLOCKS, PAIRS, RULE, Told, pair_of, tell_days, tell_kept
from workflows.reports.definitions import tells_kept, with_wholes
from workflows.reports.models import ReportKind
from workflows.reports.period import parse

TABLE = "agencies"


def choices_of(span: str, table: str) -> Callable[[str], Choices]:
    """What the secret key says of a table of a period or block, by the whole of each pair."""
    return partial(keyed, f"insaf: open figures, version 1 {settings.FIELD_KEYS[0]}".encode(), span, table)


def open_blocks(month: OpenPeriod) -> None:
    """Those that a month, just opened, completes. A month of a former rule, or counted otherwise than the others,
    completes none: what follows from both together is in no proof."""
    for block in blocks_around(parse(month.kind, month.period)):
        names = [each.name for each in block.months]
        found = OpenPeriod.objects.filter(kind=ReportKind.MONTHLY, period__in=names).select_related("snapshot")
        months = sorted(found, key=lambda each: each.period)
        counted = {each.snapshot.definitions for each in months}
        if len(months) < block.length or len(counted) > 1 or any(each.told.get("rule") != RULE for each in months):
            return
        told = _Blocks(months).told(block)
        OpenBlock.objects.create(name=block.name, told=told, names=_called(months, told), opened_at=month.opened_at)


def _called(months: Sequence[OpenPeriod], told: Collection[str]) -> dict[str, Any]:
    """Agencies as the latest month calls them."""
    return {code: months[-1].names[TABLE][code] for code in told}


@dataclass(frozen=True, slots=True)
class _Blocks:
    """What is told of blocks, from their open ``months``: frozen, so that what is counted later changes nothing."""

    months: Sequence[OpenPeriod]

    def told(self, block: Block) -> dict[str, Told]:
        """By agencies. Whoever began or ended within the block has no row: that they had nothing then is known."""
        listed = set.intersection(*(set(month.names[TABLE]) for month in self.months))
        lasting = set(Agency.objects.filter(code__in=listed, active=True).values_list("code", flat=True))
        rows: dict[str, Told] = {}
        for pair in PAIRS:
            parts = self._parts(block, pair)
            if parts is None:
                continue
            pool = united(parts)
            hidden = kept_back_of(parts, lasting, choices_of(block.name, TABLE)(pair[0]))
            for code in sorted(pool.rows.keys() & lasting):
                mine = pool.rows[code]
                told = (None if code in hidden.wholes else mine.whole, None if code in hidden.parts else mine.part)
                rows.setdefault(code, {}).update(zip(pair, told, strict=True))
        tell_days(rows, self._days(block), longest=LONGEST_OF_BLOCKS)
        if tells_kept(self.months[0].snapshot.definitions):
            tell_kept(rows, self._kept(block))
        return rows

    def _days(self, block: Block) -> dict[str, list[tuple[int, int]]]:
        """After how many days requests were answered, in all its months."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for month in self._months_of(block):
            for code, days in month.snapshot.numbers.get("answer_days", {}).items():
                found[code] += [(day, count) for day, count in days]
        return found

    def _kept(self, block: Block) -> Counter[str]:
        """How many requests were answered by the promised date, in all its months."""
        found = Counter[str]()
        for month in self._months_of(block):
            found.update(month.snapshot.numbers.get("answers_kept", {}))
        return found

    def _months_of(self, block: Block) -> list[OpenPeriod]:
        names = [each.name for each in block.months]
        return [month for month in self.months if month.period in names]

    def _parts(self, block: Block, pair: tuple[str, str]) -> list[Pool] | None:
        """The pools of its parts. None where one of its months has none."""
        shorter = [self._pool(each, pair) for each in block.parts]
        found = shorter or [_pool_of(month, pair) for month in self._months_of(block)]
        return None if None in found else [each for each in found if each is not None]

    def _pool(self, block: Block, pair: tuple[str, str]) -> Pool | None:
        """What stays withheld once an open block was told."""
        parts = self._parts(block, pair)
        if parts is None:
            return None
        rows: Mapping[str, Told] = OpenBlock.objects.get(name=block.name).told
        return without(united(parts), [code for code, figures in rows.items() if figures.get(pair[0]) is not None])


def _pool_of(month: OpenPeriod, pair: tuple[str, str]) -> Pool | None:
    """Of a month of which something is told of the country's whole."""
    numbers, told = month.snapshot.numbers, month.told["tables"][TABLE]
    if month.told["country"][pair[0]] is None:
        return None
    counted, version = numbers.get(TABLE, {}), month.snapshot.definitions
    hidden = KeptBack(*(frozenset(code for code, row in told.items() if row[each] is None) for each in pair))
    rows = {code: pair_of(with_wholes(version, counted.get(code, {})), *pair) for code in told}
    return pool_of_month(rows, pair_of(with_wholes(version, numbers["national"]), *pair), hidden)
