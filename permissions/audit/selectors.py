"""Reading the audit trail: whether it holds, and where not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from permissions.audit import chain
from permissions.audit.chain import Break, Link
from permissions.audit.models import SAID, AuditEntry, AuditHead

_CHUNK = 2000


def chain_head() -> tuple[int, str]:
    """How many entries there are and the last one's seal: what is written to logs, backups and snapshots."""
    return AuditHead.objects.values_list("count", "seal").get()


def chain_length() -> int:
    """How many entries the head counts; 0 where it is missing."""
    return AuditHead.objects.values_list("count", flat=True).first() or 0


def installation() -> str:
    """By what an installation is known: the seal of the first entry of its trail; empty before there is one."""
    return AuditEntry.objects.filter(sequence=1).values_list("seal", flat=True).first() or ""


def verify_chain(known_heads: Mapping[int, str] | None = None) -> Iterator[str]:
    """A sentence for each place where the chain does not hold; nothing at all when it does.

    ``known_heads`` are heads noted elsewhere (count to seal): a log's, a backup's, a snapshot's. They tell when
    someone cut off the end and set the head back. Entries are streamed: memory does not grow with the trail.
    """
    head = AuditHead.objects.values_list("count", "seal").first()
    if head is None:
        yield _("The head of the audit chain is missing.")
        head = AuditEntry.objects.order_by("-sequence").values_list("sequence", "seal").first() or (0, "")
    count, seal = head
    keys = [chain.derive(key) for key in settings.FIELD_KEYS]
    seen = _Seen(known_heads or {})
    for found in chain.breaks(seen.links(count), keys=keys, count=count, head_seal=seal):
        yield _sentence(found)
    yield from _uncounted()
    yield from seen.differences()


class _Seen:
    """Streams the links of the chain and keeps those seals that a head noted elsewhere speaks of."""

    def __init__(self, known_heads: Mapping[int, str]) -> None:
        self._known = known_heads
        self._found: dict[int, str] = {}

    def links(self, count: int) -> Iterator[Link]:
        """Those up to ``count``: others may be appended while we read."""
        entries = AuditEntry.objects.filter(sequence__lte=count).order_by("sequence")
        for sequence, seal, *said in entries.values_list("sequence", "seal", *SAID).iterator(_CHUNK):
            if sequence in self._known:
                self._found[sequence] = seal
            yield Link(sequence, _digest(said), seal)

    def differences(self) -> Iterator[str]:
        for count, seal in sorted(self._known.items()):
            if count and self._found.get(count) != seal:
                yield _("The audit chain once ended at entry %(count)s with another seal.") % {"count": count}


def _digest(said: Sequence[Any]) -> bytes:
    try:
        return chain.digest_as_read(*said)
    except TypeError:  # what append() would never have written
        return b""


def _uncounted() -> Iterator[str]:
    """Entries beyond the head. The end is read before the head, which each writer moves together with it."""
    last = AuditEntry.objects.aggregate(Max("sequence"))["sequence__max"] or 0
    count = AuditHead.objects.values_list("count", flat=True).first()
    if count is not None and last > count:
        yield _sentence(Break("uncounted", count + 1, last))


def _sentence(found: Break) -> str:
    values = {"first": found.first, "last": found.last, "after": found.after}
    match found.kind:
        case "changed":
            return _("Audit entry %(first)s was changed.") % values
        case "reordered":
            return _("Audit entry %(first)s is out of order: it was written after what is now %(after)s.") % values
        case "missing":
            return _("Audit entries %(first)s to %(last)s are missing.") % values
        case "cut_off":
            return _("The audit chain is cut off: entries %(first)s to %(last)s are missing at its end.") % values
        case "uncounted":
            return _("Audit entries %(first)s to %(last)s are beyond the head of the chain.") % values
        case "head_differs":
            return _("The head of the audit chain bears another seal than entry %(first)s.") % values
