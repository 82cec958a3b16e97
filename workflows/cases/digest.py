"""What the audit trail seals of an event."""

from __future__ import annotations

import hashlib

from permissions.audit.chain import as_json
from workflows.cases.models import CaseEvent


def digest_of(event: CaseEvent) -> str:
    """SHA-256 (hex) of all that an event says: what its audit entry seals."""
    said = {
        "case": event.case_id,
        "number": event.number,
        "verb": str(event.verb),
        "at": event.at.isoformat(),
        "actor": [event.actor_kind, event.actor_user_id],
        "agency": event.agency_id,
        "after": [str(event.status), str(event.outcome), event.level],
        "step": event.step,
        "post": event.post_id,
        "data": event.data,
    }
    return hashlib.sha256(as_json(said).encode()).hexdigest()
