"""What is protected of whoever files without a name, and what is not, in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@require_safe
def protected(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    context = {"here": _("What’s protected, and what isn’t"), "sealed": True}
    return TemplateResponse(request, "citizen/protected.html", context)
