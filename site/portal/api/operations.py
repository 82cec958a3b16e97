"""The operations of the API. What they say in OpenAPI is read off them: names, shapes, problems, words."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import FileResponse, HttpRequest, QueryDict
from django.utils.translation import override
from ninja import File, Header, Router, Status
from ninja.files import UploadedFile

from content.forms.later_checks import held_back
from content.forms.limited import network_behind
from content.forms.storing import open_stored
from content.forms.taking import take
from content.forms.twice import MANY
from content.forms.uploads import token_of
from permissions.limits.asking import ask
from permissions.limits.catalogue import TRACKING, UPLOADS
from permissions.limits.challenges import LONGEST, Answer
from permissions.limits.subjects import key_of
from permissions.now import now
from portal.api import problems, shapes
from portal.api.acting import do, shape_of
from portal.api.filing import file_filled_form, named_by
from portal.api.forms_shown import form_page, form_shown, kinds_taken
from portal.api.lost import ask_for_new_code, code_made_new
from portal.api.opened import OpenedRequest, open_to_bearer
from portal.api.problems import Problem, errors_of, language_of
from portal.api.relaying import leave_or_forget
from portal.api.request_shown import request_shown
from portal.case_shown.files import NOT_NOW
from portal.citizen.acts import ACTS
from portal.citizen.track import TrackForm
from workflows.cases.models import Case
from workflows.cases.selectors import file_of

router: Final = Router()
bearer: Final = OpenedRequest()

KEY_PATTERN: Final = "^[A-Za-z0-9_-]{22,64}$"
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=KEY_PATTERN,
        description="Random, 22 to 64 letters and digits (a UUID, say): sent again with the same body it does nothing "
        "twice and has the same answer. Keep it to yourself until then.",
    ),
]
Solution = Annotated[
    str,
    Header(
        alias="Challenge-Solution", max_length=LONGEST, description="What solved the challenge of a 429, in Base64."
    ),
]
Ticket = Annotated[
    str,
    Header(alias="Challenge-Ticket", max_length=LONGEST, description="The ticket of a 429, once its seconds passed."),
]
SentWith = Annotated[
    str,
    Header(
        alias="Sent-With",
        pattern=f"{KEY_PATTERN}|^$",
        description="The `Idempotency-Key` that the file will be sent with: each has a share of its own of what may "
        "wait, and a file that comes twice for it is kept once. Without it all files of a network have one share.",
    ),
]
BYTES: Final = {"type": "string", "format": "binary"}
READING: Final = (422, 503)
SENDING: Final = (400, 411, 413, 415, 422, 503)


def answers(good: dict[int, Any], *wrong: int) -> dict[int, Any]:
    """By status: what comes with it."""
    return {**good, **dict.fromkeys(sorted(set(wrong)), shapes.Problem)}


@router.get(
    "/kinds",
    response=answers({200: list[shapes.Kind]}, *READING),
    url_name="kinds",
    operation_id="kinds",
)
def kinds(request: HttpRequest) -> list[shapes.Kind]:
    return kinds_taken(language_of(request))


@router.get(
    "/forms/{form}",
    response=answers({200: shapes.Form}, 404, 410, *READING),
    url_name="form",
    operation_id="form",
)
def form(request: HttpRequest, form: UUID) -> shapes.Form:
    page = form_page(form, language_of(request))
    if page is None:
        raise Problem(problems.NOT_FOUND)
    with override(page.locale.language_code):
        return form_shown(page)


@router.post(
    "/uploads",
    response=answers({201: shapes.Arrived}, 429, *SENDING),
    url_name="upload",
    operation_id="upload",
)
def upload(
    request: HttpRequest,
    file: Annotated[UploadedFile, File()],
    sent_with: SentWith = "",
    solution: Solution = "",
    ticket: Ticket = "",
) -> Status[shapes.Arrived]:
    network = network_behind(request)
    asked = ask(UPLOADS, network, answer=Answer(solution, ticket))
    if not asked.may:
        raise Problem(problems.LIMITED, asked=asked)
    share = named_by(sent_with) if sent_with else f"{MANY}{key_of(UPLOADS, network, now())}"
    taken = take([file], form_key=share)
    for refusal in taken.refused:
        if refusal.again:
            raise Problem(problems.BUSY, refusal.sentence)
        raise Problem(problems.INVALID, errors=[("file", str(refusal.sentence))])
    (arrived,) = taken.became
    said = shapes.Arrived(id=token_of(arrived), name=arrived.name, size=arrived.size, type=arrived.content_type)
    return Status(HTTPStatus.CREATED, said)


@router.post(
    "/requests",
    response=answers({201: shapes.Filed}, 409, 410, 429, *SENDING),
    url_name="file",
    operation_id="file",
)
def file_request(
    request: HttpRequest, given: shapes.FilledForm, key: Key, solution: Solution = "", ticket: Ticket = ""
) -> Status[shapes.Filed]:
    case = file_filled_form(request, given, key, Answer(solution, ticket))
    token, until = open_to_bearer(case)
    filed = shapes.Filed(tracking=case.tracking, secret=case.secret, token=token, until=until)
    return Status(HTTPStatus.CREATED, filed)


@router.post(
    "/follow",
    response=answers({200: shapes.Opened}, 404, 429, *SENDING),
    url_name="open",
    operation_id="follow",
)
def follow(
    request: HttpRequest, given: shapes.NumberAndSecret, solution: Solution = "", ticket: Ticket = ""
) -> shapes.Opened:
    asked = ask(TRACKING, network_behind(request), answer=Answer(solution, ticket))
    if not asked.may:
        raise Problem(problems.LIMITED, asked=asked)
    typed = QueryDict(mutable=True)
    typed.update(given.model_dump())
    form = TrackForm(typed)
    if not form.is_valid() or form.case is None:
        errors = errors_of(form.errors.items())
        unknown = [sentence for key, sentence in errors if not key]
        raise Problem(problems.NOT_FOUND, unknown[0]) if unknown else Problem(problems.INVALID, errors=errors)
    token, until = open_to_bearer(form.case)
    return shapes.Opened(token=token, until=until)


@router.post(
    "/lost-code",
    response=answers({202: shapes.Asked}, 429, *SENDING),
    url_name="lost_code",
    operation_id="lost_code",
)
def lost_code(
    request: HttpRequest, given: shapes.NumberAndAddress, solution: Solution = "", ticket: Ticket = ""
) -> Status[shapes.Asked]:
    return Status(HTTPStatus.ACCEPTED, ask_for_new_code(request, given, Answer(solution, ticket)))


@router.post(
    "/new-code",
    response=answers({200: shapes.Filed}, 410, 429, *SENDING),
    url_name="new_code",
    operation_id="new_code",
)
def new_code(
    request: HttpRequest, given: shapes.LinkOfLetter, solution: Solution = "", ticket: Ticket = ""
) -> shapes.Filed:
    case, secret = code_made_new(request, given.link, Answer(solution, ticket))
    token, until = open_to_bearer(case)
    return shapes.Filed(tracking=case.tracking, secret=secret, token=token, until=until)


@router.get(
    "/request",
    auth=bearer,
    response=answers({200: shapes.Request}, 401, *READING),
    url_name="request",
    operation_id="request",
)
def read_request(request: HttpRequest) -> shapes.Request:
    return request_shown(_case(request))


@router.get(
    "/request/files/{number}",
    auth=bearer,
    response=answers({200: None}, 401, 404, 409, *READING),
    url_name="request_file",
    operation_id="request_file",
    openapi_extra={"responses": {200: {"content": {"application/octet-stream": {"schema": BYTES}}}}},
)
def read_file(request: HttpRequest, number: int) -> FileResponse:
    file = file_of(_case(request), number)
    if file is None or not file.public:
        raise Problem(problems.NOT_FOUND)
    if (why := held_back(file)) is not None:
        raise Problem(problems.NOT_POSSIBLE, NOT_NOW[why])
    stored = open_stored(file.storage_key)
    return FileResponse(stored, as_attachment=True, filename=file.name, content_type="application/octet-stream")


def _case(request: HttpRequest) -> Case:
    """The one that the token opens; without one no operation that asks this is reached."""
    case: Case = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    return case


@router.post(
    "/request/relay",
    auth=bearer,
    response=answers({200: shapes.Told}, 401, 409, *SENDING),
    url_name="relay",
    operation_id="relay",
)
def relay(request: HttpRequest, given: shapes.Relay) -> shapes.Told:
    return leave_or_forget(_case(request), given.relay)


def _act(name: str, shape: type[shapes.Closed] | None) -> Callable[..., shapes.Done]:
    if shape is None:

        def act_alone(request: HttpRequest, key: Key) -> shapes.Done:
            return do(_case(request), name, {}, key)

        return act_alone

    def act(request: HttpRequest, given: Any, key: Key) -> shapes.Done:
        return do(_case(request), name, given.model_dump(), key)

    act.__annotations__["given"] = shape  # known at run time alone: it is read off the form of the act
    return act


for _name, _wanted in ACTS.items():
    router.add_api_operation(
        f"/request/{_name}",
        ["POST"],
        _act(_name, shape_of(_name, _wanted)),
        auth=bearer,
        response=answers({200: shapes.Done}, 401, 409, *SENDING),
        url_name=f"act_{_name}",
        operation_id=_name,
    )
