"""Two questions and room for words, changed until the request is closed for good; a citizen counts once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.now import now
from portal.case_shown.diary import title_for_staff
from tests.scenes import Country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Decide
from workflows.cases.actions.citizen import REOPEN_DAYS
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb, Message

pytestmark = pytest.mark.django_db


def test_what_was_said_stands_there_again_and_can_be_changed_until_it_is_closed_for_good(
    client: Client, land: Country
) -> None:
    case = file_case(language="en")
    apply(case.pk, Decide(outcome="refused", text="No.", refusal=REFUSAL), actor=land.actor("officer-moh"))
    prove(client, case, "en")
    url = f"/en/track/{case.tracking}/rate/"
    assert client.post(f"/en/track/{case.tracking}/accept/").status_code == 302
    assert client.post(url, {"stars": "2", "solved": "no", "text": "Nobody called."}).status_code == 302
    shown = page(client, case, "en")
    assert "; you got what you needed: no" in shown
    chosen = BeautifulSoup(shown, "lxml").select("#rate input[checked]")
    assert [each["value"] for each in chosen] == ["2", "no"]
    assert "Change the rating" in shown
    assert client.post(url, {"stars": "4"}).status_code == 302
    first, last = CaseEvent.objects.filter(case=case, verb=EventVerb.RATED).order_by("number")
    assert title_for_staff(first) == "The citizen rated: 2 of 5; got what they needed: no"
    assert last.data == {"stars": 4}
    assert Message.objects.filter(case=case, event_number=first.number, public=True, text="Nobody called.").exists()
    Case.objects.filter(pk=case.pk).update(closed_at=now() - timedelta(days=REOPEN_DAYS + 1))
    assert "Change the rating" not in page(client, case, "en")
    assert "closed for good" in client.post(url, {"stars": "5"}).content.decode()
    assert Case.objects.get(pk=case.pk).rating == 4
    assert client.post(url, {"stars": "4", "solved": "perhaps"}).status_code == 422
