"""Whether the samples of closed cases are those that chance has drawn, as the audit trail has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from permissions.audit.models import AuditEntry
from workflows.cases.models import QualityCheck, QualitySample
from workflows.cases.quality import said_of


def drawn_otherwise() -> Iterator[str]:
    """One English sentence for each sample that is not as it was drawn, and each that nobody drew."""
    entries = AuditEntry.objects.filter(verb="quality_drawn", subject="quality").order_by("sequence")
    drawn: dict[int, Mapping[str, Any]] = dict(entries.values_list("subject_id", "data"))
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for sample_id, case_id, agency_id in QualityCheck.objects.values_list("sample_id", "case_id", "agency_id"):
        found[sample_id][case_id] = agency_id
    for sample in QualitySample.objects.order_by("pk"):
        said = drawn.pop(sample.pk, None)
        if said is None:
            yield f"sample {sample.pk} of {sample.month}: the audit trail knows of no such drawing"
        elif not _agrees(sample, found[sample.pk], said):
            yield f"sample {sample.pk} of {sample.month}: it is not what was drawn"
    for pk, said in drawn.items():
        yield f"sample {pk} of {said['month']}: it was drawn, and is gone"


def _agrees(sample: QualitySample, checks: Mapping[int, int], said: Mapping[str, Any]) -> bool:
    """An earlier release said less of a drawing: what it did not say is not asked."""
    is_now = {
        "month": sample.month,
        "seed": sample.seed,
        "percent": sample.percent,
        "closed": sample.closed,
        "criteria": said_of(sample.criteria),
    }
    if any(said[name] != value for name, value in is_now.items() if name in said) or set(said["cases"]) != set(checks):
        return False
    agencies = said.get("agencies")
    return agencies is None or dict(zip(said["cases"], agencies, strict=True)) == dict(checks)
