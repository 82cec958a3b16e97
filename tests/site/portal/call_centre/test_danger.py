"""A caller who speaks of danger is read by the complaints unit before any agency."""

from __future__ import annotations

import pytest

from tests.scenes import country, hire, publish_danger_words
from tests.seeded_site import pages_and_forms
from tests.site.portal.call_centre.taking_calls import begin, file
from tests.site.portal.signed_in import client_of
from workflows.cases.models import Case, Channel

pytestmark = pytest.mark.django_db


def test_a_caller_who_speaks_of_danger_is_held_for_the_complaints_unit() -> None:
    land = country()
    pages_and_forms()
    hire(land, "call_taker", username="taker")
    taker = client_of(land, "taker")
    publish_danger_words()
    beaten = {"subject": "المعلم يضرب ابني", "text": "المعلم يضرب ابني كل يوم"}
    assert file(taker, begin(taker), **beaten)[0].status_code == 302
    case = Case.objects.get()
    assert (case.held, case.channel, case.agency.code) == (True, Channel.CALL, "central")
    assert client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/").status_code == 404
    assert client_of(land, "officer-central").get(f"/admin/desk/{case.tracking}/").status_code == 200
