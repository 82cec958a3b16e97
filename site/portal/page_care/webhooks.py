"""Calls of webhooks in words, as letters and automatic acts are shown."""

from __future__ import annotations

from dataclasses import dataclass

from content.webhooks.calling import reason_of
from content.webhooks.models import WebhookCall
from workflows.services.called import State


@dataclass(frozen=True, slots=True)
class Shown:
    """One call: how it stands, and why the last try came to nothing."""

    call: WebhookCall
    state: State
    reason: str


def shown(call: WebhookCall) -> Shown:
    """A row in words."""
    if call.done_at is not None:
        state = State.DONE
    elif call.failed_at is not None:
        state = State.FAILED
    else:
        state = State.FAILING if call.problem else State.WAITING
    return Shown(call, state, reason_of(call.problem) if call.problem else "")
