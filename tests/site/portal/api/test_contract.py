"""The API keeps what its description says, whatever is sent: schemathesis makes it up, ours only opens a request first.

Of what fits the description 422 is an answer too: what a form asks is data, and its own rules are none of the schema's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation

from permissions.actors import Actor
from permissions.people.models import User
from portal.api.served import api
from tests.content.forms import made
from tests.site.portal.api.calling import WORDS, Caller
from workflows.cases.actions import AskCitizen, Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

# The client of schemathesis leaves open what is streamed to it; a web server closes it.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
TAKEN: Final = ["2xx", "401", "404", "409", "410", "422", "429"]
CHECKS: Final = {"checks": {"positive_data_acceptance": {"expected-statuses": TAKEN}}}
OPERATIONS: Final = sorted(
    (method.upper(), path) for path, methods in api.get_openapi_schema()["paths"].items() for method in methods
)


@pytest.fixture
def app() -> Caller:
    """A request of which its citizen is asked something is open."""
    land = made.english_forms("complaint")
    caller = Caller()
    caller.token = caller.file(files=[caller.upload()]).json()["token"]
    apply(Case.objects.get().pk, AskCitizen(text="Where?"), actor=land.actor("officer-moh"))
    return caller


@contextmanager
def connected() -> Iterator[None]:
    """No request ends the connection, in whose transaction all of them are: so does Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def examples_keep_the_contract(app: Caller, method: str, path: str, examples: int) -> None:
    """Half of them fit the description, half do not; each finds the same request."""
    form, application = app.form_of("complaint"), get_wsgi_application()
    with connected():
        described = schemathesis.openapi.from_wsgi(
            "/api/v1/openapi.json", application, config=SchemathesisConfig.from_dict(CHECKS)
        )
    operation = described[path][method]
    good: Any = {"form": form, "answers": WORDS}

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data(), fits=st.booleans(), filled=st.booleans())
    def try_one(data: st.DataObject, *, fits: bool, filled: bool) -> None:
        mode = GenerationMode.POSITIVE if fits else GenerationMode.NEGATIVE
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if fits and path.endswith("/requests") and filled:
            case.body = good
        # Where a head is to be wrong, it may be the token that is left out.
        headless = case.meta is not None and case.meta.is_negative_at(ParameterLocation.HEADER)
        opens = "security" in operation.definition.raw and not headless
        opened = {"Authorization": f"Bearer {app.token}"} if opens else {}
        with transaction.atomic():
            case.call_and_validate(headers={"Accept-Encoding": "identity", **opened})
            transaction.set_rollback(True)

    with connected():
        try_one()


def test_a_few_made_up_requests_an_operation_keep_the_contract(app: Caller) -> None:
    for method, path in OPERATIONS:
        examples_keep_the_contract(app, method, path, examples=5)


@pytest.mark.large
@pytest.mark.parametrize(("method", "path"), [each for each in OPERATIONS if each[1].startswith("/api/v1/request/")])
def test_two_hundred_made_up_acts_on_an_answered_request_keep_the_contract(
    app: Caller, method: str, path: str, record_property: Any
) -> None:
    """What is accepted, reopened, rated: of a request that waits for its citizen these are refused."""
    officer = Actor.staff(User.objects.get(username="officer-moh").pk)
    app.post("/request/answer", {"text": "At the entrance."})
    apply(Case.objects.get().pk, Decide(outcome="resolved", text="Done."), actor=officer)
    examples_keep_the_contract(app, method, path, examples=200)
    record_property("said", f"{method} {path}: 200 requests")


@pytest.mark.large
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_two_hundred_made_up_requests_an_operation_keep_the_contract(
    app: Caller, method: str, path: str, record_property: Any
) -> None:
    examples_keep_the_contract(app, method, path, examples=200)
    record_property("said", f"{method} {path}: 200 requests")
