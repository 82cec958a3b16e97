"""The API as people read it: its operations, what each takes and gives, and which problems there are.

Drawn of the very description that machines read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.pages.kept import same_for_all
from content.pages.selectors import absolute
from portal.api.examples import curl, fields, name_of, resolved
from portal.api.problems import KINDS, URN
from portal.api.served import api


@dataclass(frozen=True, slots=True)
class ShownOperation:
    """``takes``: what stands in its head and its body, with a question mark behind what may be left out.

    ``gives``: the status of what is good and its shape, ``shape``: that of what is answered, ``problems``: the statuses
    of what is not. ``example``: a call that somebody can paste.
    """

    id: str
    method: str
    path: str
    summary: str
    takes: str
    gives: str
    problems: str
    shape: str
    example: str


@dataclass(frozen=True, slots=True)
class ShownShape:
    """``fields``: each with its name, its type and the shape in that, empty for none."""

    name: str
    fields: tuple[tuple[str, str, str], ...]


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """In the language of its address, the same for everybody."""
    description = api.get_openapi_schema()
    shown = list(operations(description))
    context = {
        "operations": shown,
        "example": {operation.id: operation.example for operation in shown},
        "shapes": [
            ShownShape(name, tuple(fields(shape))) for name, shape in description["components"]["schemas"].items()
        ],
        "kinds": [(int(kind.status), f"{URN}{kind.code}", kind.title) for kind in KINDS],
        "description": absolute(reverse("api:openapi-json")),
    }
    response = TemplateResponse(request, "api/page.html", context)
    same_for_all(response)
    return response


def operations(description: dict[str, Any]) -> Iterator[ShownOperation]:
    """In the order in which somebody needs them."""
    shapes = description["components"]["schemas"]
    for path, methods in description["paths"].items():
        for method, said in methods.items():
            heads = [(each["name"], each["required"]) for each in said["parameters"] if each["in"] == "header"]
            if "security" in said:
                heads = [("Authorization: Bearer", True), *heads]
            taken = [*heads, *_fields(said.get("requestBody"), shapes)]
            good = {status: each for status, each in said["responses"].items() if int(status) < HTTPStatus.BAD_REQUEST}
            shape = next((found for response in good.values() if (found := _shape(response))), "")
            yield ShownOperation(
                said["operationId"],
                method.upper(),
                path,
                said["summary"],
                shape=shape,
                example=curl(absolute("/").rstrip("/"), method.upper(), path, said, shapes),
                takes=", ".join(name if needed else f"{name}?" for name, needed in taken),
                gives=", ".join(f"{status} {_shape(response)}".strip() for status, response in good.items()),
                problems=", ".join(str(status) for status in said["responses"] if status not in good),
            )


def _fields(body: dict[str, Any] | None, shapes: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for content in (body or {"content": {}})["content"].values():
        schema = resolved(content["schema"], shapes)
        required = schema.get("required", [])
        yield from ((name, name in required) for name in schema["properties"])


def _shape(response: dict[str, Any]) -> str:
    """What comes with a status, by the name of its shape; of a list, of what it holds."""
    for content in response.get("content", {}).values():
        schema = content["schema"]
        return name_of(schema.get("items", schema))
    return ""
