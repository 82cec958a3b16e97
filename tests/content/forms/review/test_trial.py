"""A draft filled in for a trial: whatever deciding writes is gone afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from content.forms.review import trial
from content.forms.review.trial import trial_outcome, trial_round
from tests.content.forms.review.drafting import form
from tests.scenes import Country
from workflows.cases.models import Theme
from workflows.cases.opening import decide_opening

pytestmark = pytest.mark.django_db


def test_what_deciding_writes_is_rolled_back(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    decide = decide_opening

    def writing(*args: Any, **kwargs: Any) -> Any:
        Theme.objects.create(key="trace", name={"ar": "أثر"}, position=99)
        return decide(*args, **kwargs)

    monkeypatch.setattr(trial, "decide_opening", writing)
    sent = QueryDict(mutable=True)
    sent.update({"agency": "moh", "subject": "تأخر", "text": "تأخر الموعد كثيرًا", "email": "a@example.com"})
    this = trial_round(form(), sent)
    assert this.sends, this.form.errors
    outcome = trial_outcome(this)
    assert (outcome.problem, bool(outcome.agency)) == ("", True)
    assert not Theme.objects.filter(key="trace").exists()
