"""The library ``notices`` of templates: what stands at the bell as a page is drawn."""

from __future__ import annotations

from django import template
from django.template.context import Context

from portal.admin_screens.screen import held_in
from workflows.notifications.notices.selectors import count_new

register = template.Library()


@register.simple_tag(takes_context=True)
def new_notices(context: Context) -> int:
    """How many notices whoever asks has not read. One statement."""
    request = context["request"]
    return count_new(request.user.pk, held_in(request)) if request.user.is_authenticated else 0
