"""Does the work of a challenge as a browser would."""

from __future__ import annotations

import json

import altcha


def solved(work: str) -> str:
    """What a browser sends back for it."""
    challenge = altcha.Challenge.from_dict(json.loads(work))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()
