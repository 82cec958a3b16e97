"""What the process of the queue carries: it lives for weeks, once a process of the cluster, and draws no screen."""

from __future__ import annotations

import json
import os
import sys
from subprocess import run

from tests.architecture.sources import ROOT

LOADS = """
import json, sys, django
django.setup()
import portal.operations.jobs, portal.operations.sweeping, portal.queue.cluster
print(json.dumps(sorted(sys.modules)))
"""
OF_OTHERS = {
    *("sklearn", "scipy", "numpy", "weasyprint", "openpyxl", "snowballstemmer", "fido2", "jwt"),
    *("ninja", "pydantic", "rest_framework", "wagtail.api.v3", "wagtail.admin.urls", "portal.wagtail_hooks"),
}
"""Learning, reports, spreadsheets, the search for articles, passkeys, providers, the API, the admin: each loads its own
when asked."""


def test_the_queue_carries_no_screen_and_nothing_that_others_need() -> None:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    environment = {**os.environ, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = run([sys.executable, "-c", LOADS], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert {"portal.operations.sweeping", "workflows.clock.sweep", "portal.desk.hooks"} <= loaded
    assert not OF_OTHERS & loaded
    assert not {name for name in loaded if name.startswith("portal.") and name.endswith(".urls")}
