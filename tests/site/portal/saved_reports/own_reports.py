"""Own reports, as tests of their screens build and save them."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from tests.site.portal.signed_in import page
from workflows.saved_reports.models import SavedReport

OWN = "/admin/reports/own/"
QUESTION: dict[str, Any] = {
    "measures": ["received"],
    "period": {"named": "last_30_days"},
    "rows": ["agency"],
    "column": "",
    "filters": [],
    "compared": False,
}


def saved(client: Client, name: str = "الوارد", **fields: Any) -> SavedReport:
    sent = client.post(f"{OWN}build/", {"q": json.dumps(QUESTION), "drawn": "bars", "name": name, **fields})
    assert sent.status_code == 302, page(sent)
    return SavedReport.objects.latest("pk")
