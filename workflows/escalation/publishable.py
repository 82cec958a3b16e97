"""Escalation ladders as one subject that owners publish."""

from __future__ import annotations

from workflows.escalation.checks import check_ladder
from workflows.escalation.definition import FORMAT, Ladder, parse
from workflows.versions.models import Subject
from workflows.versions.publishable import Publishable

LADDERS: Publishable[Ladder] = Publishable(subject=Subject.LADDER, parse=parse, check=check_ladder, format=FORMAT)
