"""The engine across publications, rollbacks and restarts."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction
from viewflow.workflow.models import Process

from tests.scenes import country, file_case, publish_one
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.processes.flows import flow_of
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.selectors import published

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.django_db
def test_a_case_ends_on_the_version_it_began_with() -> None:
    scene = country()
    old = file_case()
    shorter = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    shorter["steps"][2]["outcomes"][0]["next"] = "closed"
    publish_one("process", "complaint", shorter)
    new = file_case()
    for case in (old, new):
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=scene.actor("officer-moh"))
    assert Case.objects.get(pk=old.pk).status == "answered"
    assert Case.objects.get(pk=new.pk).status == "closed"


@pytest.mark.django_db
def test_after_a_publication_that_was_rolled_back_the_new_graph_runs() -> None:
    country()
    class_names = set()
    for step in ("closed", "confirm"):
        definition = copy.deepcopy(STANDARD_PROCESSES["complaint"])
        definition["steps"][2]["outcomes"][0]["next"] = step
        sid = transaction.savepoint()
        publish_one("process", "complaint", definition)
        flow = flow_of(published("process", "complaint"))
        class_names.add(flow.__name__)
        ways = {edge.label: edge.dst.name for edge in flow.instance.n_handle._outgoing()}
        assert ways["resolved"] == f"n_{step}"
        transaction.savepoint_rollback(sid)
    assert len(class_names) == 2


@pytest.mark.django_db(transaction=True)
def test_another_process_works_on_what_this_one_began(child_environment: dict[str, str]) -> None:
    scene = country()
    case = file_case()
    program = (
        "import django; django.setup()\n"
        "from permissions.actors import Actor\n"
        "from workflows.cases.actions import Decide\n"
        "from workflows.cases.lifecycle import apply\n"
        f"apply({case.pk}, Decide(outcome='resolved', text='x'), actor=Actor.staff({scene.people['officer-moh'].pk}))\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=child_environment, cwd=ROOT)
    assert Case.objects.get(pk=case.pk).status == "answered"
    assert Process.objects.count() == 1
