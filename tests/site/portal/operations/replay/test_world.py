"""What a replay makes and closes again stays open where the rules of an owner have come to need it."""

from __future__ import annotations

from pathlib import Path

import pytest

from permissions.agencies.models import Agency
from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import load_map
from portal.operations.replay.reading import read
from portal.operations.replay.world import close_world, make_world
from tests.scenes import ROUTING, publish_one
from tests.site.portal.operations.replay.recorded import drawn
from tests.site.portal.operations.replay.replayed import MAP

pytestmark = pytest.mark.django_db


def test_an_agency_that_a_rule_in_force_names_is_not_closed(tmp_path: Path) -> None:
    told = load_map(MAP)
    codes = make_world(told, read(drawn(tmp_path / "drawn.csv", 11, count=12), told).requests)
    named = min(codes.values())
    rule = {**ROUTING["rules"][1], "to": {"agency": named}}
    publish_one("routing", "own", {**ROUTING, "rules": [rule]})
    with pytest.raises(ReplayRefused, match=r"its agencies stay open: .*rule “.*Hospitals"):
        close_world(codes)
    assert Agency.objects.filter(code__in=codes.values(), active=True).count() == len(set(codes.values()))
    publish_one("routing", "own", {**ROUTING, "rules": ROUTING["rules"][:1]})
    close_world(codes)
    assert not Agency.objects.filter(code__in=codes.values(), active=True).exists()
