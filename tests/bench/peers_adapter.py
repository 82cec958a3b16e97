"""Insaf for the driver that measures peers on the same work: copy it into the driver's ``adapters`` as ``ours.py``.

Seed with ``seed_for_peers.py`` and serve with two sync workers of gunicorn. ``INSAF_ROOT`` names the checkout,
``DATABASE_URL`` the database for the job that escalates. Counts by agency and status are not asked for over HTTP: the
reports are counted from the diary by a command, which ``make bench`` measures.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from adapters.base import Target, d
from harness import Failed, Session, sql

Variants = dict[str, tuple[Callable[[], Any], Callable[[Any, int], Any]]]

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
WORK = re.compile(r'name="work" value="(\d+)"')
FORM = "/en/file/complaint/"
PASSWORD = os.environ.get("INSAF_DEMO_PASSWORD", "insaf-demo")
DUE = "select count(*) from workflows_deadline where done is null and due <= ':instant'"
ONE_IN_A_HUNDRED = (
    "select due from workflows_deadline where done is null and due is not null order by due limit 1 offset "
    "(select greatest(count(*) / 100, 1) - 1 from workflows_deadline where done is null and due is not null)"
)
NOTHING = "select 1"


class Adapter(Target):
    """The five works, each with its proof that it was done."""

    name, default_url = "insaf", "http://127.0.0.1:8100"
    count = "select count(*) from workflows_case"
    case_done_sql = "select count(*) from workflows_case where outcome = 'resolved'"
    case_ids_sql = (
        "select c.tracking from workflows_case c join workflows_work w on w.case_id = c.id "
        "join permissions_agency a on a.id = w.agency_id "
        "where a.code = 'moe' and w.done_at is null and not w.waits order by c.id limit 60"
    )
    reset_sql = NOTHING

    def count_sql(self) -> str:
        """How many cases there are."""
        return self.count

    def citizen(self) -> Any:
        """Someone who has opened the form."""
        return Session(self.url)

    def officer(self, login: str = "officer-moe") -> Any:
        """Someone who is signed in."""
        session = Session(self.url)
        (token, *_) = CSRF.findall(session.get("/admin/login/").text)
        form = {"csrfmiddlewaretoken": token, "username": login, "password": PASSWORD, "next": "/admin/desk/"}
        session.post("/admin/login/", form=form, expect=(302,))
        return session

    def intake(self) -> Variants:
        """W1: the form page, and the form sent with a token of its own."""

        def show(session: Any, _number: int) -> Any:
            page = session.get(FORM)
            (token,), (csrf, *_) = FORM_TOKEN.findall(page.text), CSRF.findall(page.text)
            session.tokens = {"form_token": token, "csrfmiddlewaretoken": csrf}
            return page

        def send(session: Any, number: int) -> Any:
            show(session, number)  # each form opens one case: its token is not counted with the POST
            words = {"subject": f"Street light broken, report {number}", "text": d.BODY, "email": d.email(number)}
            answer = session.post(FORM, form={"agency": "moe", **session.tokens, **words}, expect=(303,))
            if "/filed/" not in answer.headers["Location"]:
                raise Failed("not created")
            return answer

        return {"form page": (self.citizen, show), "submit web form": (self.citizen, send)}

    def inbox(self) -> Variants:
        """W2: the first page of an officer, and of the unit that sees all agencies."""

        def show(session: Any, _number: int) -> Any:
            page = session.get("/admin/desk/")
            if page.text.count('" data-case="') != 25:
                raise Failed("rows")
            return page

        return {
            "page + 25 rows": (self.officer, show),
            "supervisor, all agencies, page + 25 rows": (lambda: self.officer("central"), show),
        }

    def escalate(self) -> tuple[list[str], dict[str, str], str]:
        """W3: a pass of the clock at the instant at which one case in a hundred is due."""
        root = Path(os.environ["INSAF_ROOT"])
        command = [str(root / ".venv/bin/python"), "manage.py", "sweep", "--now", self._instant()]
        return command, {"DATABASE_URL": os.environ["DATABASE_URL"], "EMAIL_URL": "dummymail://"}, str(root)

    @property
    def due_sql(self) -> str:
        """How many are due at that instant."""
        return DUE.replace(":instant", self._instant())

    def _instant(self) -> str:
        if not hasattr(self, "_at"):
            self._at = str(sql(self.db, ONE_IN_A_HUNDRED)[0][0].isoformat())
        return self._at

    def case_steps(self) -> list[tuple[str, Callable[[Any, str], Any]]]:
        """W4: open a case, answer it with an outcome."""

        def show(session: Any, tracking: str) -> Any:
            page = session.get(f"/admin/desk/{tracking}/")
            if tracking not in page.text:
                raise Failed("no case")
            return page

        def decide(session: Any, tracking: str) -> Any:
            page = show(session, tracking)
            (token, *_), (work, *_) = CSRF.findall(page.text), WORK.findall(page.text)
            form = {"csrfmiddlewaretoken": token, "work": work, "outcome": "resolved", "text": f"Repaired. {d.BODY}"}
            return session.post(f"/admin/desk/{tracking}/decide/", form=form, expect=(302,))

        return [("detail", show), ("detail, reply + resolve", decide)]

    def login(self) -> Any:
        """The officer of W4."""
        return self.officer()
