"""What an officer typed and did not send, in the forms of a case again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portal.desk.forms import ActForm, ActForms
from portal.in_hand.drafts import Draft


def offer(forms: ActForms, drafts: Sequence[Draft]) -> list[Draft]:
    """Fill the forms with what was kept of them, but for one that was just sent; returns what has no form any more."""
    left = []
    for draft in drafts:
        form = forms.get(draft.act)
        if form is None:
            left.append(draft)
        elif not (form.is_bound or form.ready):
            form.kept = draft.when
            form.initial = {**form.initial, **_as_initial(form, draft.typed)}
    return left


def _as_initial(form: ActForm, typed: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        name: values if getattr(form.fields[name].widget, "allow_multiple_selected", False) else values[-1]
        for name, values in typed.items()
        if name in form.fields and values
    }
