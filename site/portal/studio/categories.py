"""The categories of a kind as owners see them: line by line, and how the tree of a kind begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from portal.studio.categories_form import ASKED, CategoriesForm
from portal.studio.edited import EditedSubject, ListOfItsOwn
from portal.studio.lines import Line, name_line
from workflows.cases.category_tree import FORMAT, WhoChooses
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject, Version


def beginning_for(kind: str) -> dict[str, Any] | None:
    """With what the first draft of a kind's tree begins: as it was when it was last in force, else with nothing but
    its name. None where there is no such kind.
    """
    former = Version.objects.filter(subject=Subject.CATEGORIES, key=kind, ends=False).exclude(published_at=None)
    last = former.order_by("-number").values_list("definition", flat=True).first()
    found = RequestKind.objects.filter(code=kind, active=True).first()
    if found is None or last is not None:
        return last
    return {"format": FORMAT, "name": dict(found.name), "asked": WhoChooses.OPTIONAL.value, "categories": []}


class _Placed(Line):
    """A category at its place, of which nobody needs the number."""

    @property
    def title(self) -> str:
        return self.label


def lines(definition: Any) -> Iterator[Line]:
    """Who chooses, then a category a line with what it lies under."""
    yield name_line(definition)
    if asked := definition.get("asked"):
        yield Line("asked", _now("Who chooses"), str(ASKED.get(asked, asked)))
    categories = definition.get("categories", [])
    names = {each["key"]: in_language(each.get("name", {})) or each["key"] for each in categories}
    for place, each in enumerate(categories, 1):
        under = each.get("under", "")
        words = _now("under %(category)s") % {"category": names.get(under, under)} if under else _now("at the top")
        if each.get("retired"):
            words = _now("%(where)s; retired: it can no longer be chosen") % {"where": words}
        yield _Placed(
            f"category {each['key']}", names[each["key"]], words, place, means=f"{under} {each.get('retired')}"
        )


CATEGORIES = EditedSubject(
    subject=Subject.CATEGORIES,
    title=_("Categories"),
    lines=lines,
    form=CategoriesForm,
    applies=_(
        "The form of the kind and the desk offer these categories from then on. Requests that have one keep it, also "
        "where it is retired."
    ),
    ending=_(
        "New requests of the kind get no category any more. Those that have one keep it, and it is read as before."
    ),
    look=lambda form, asked: form.look(asked),
    own_list=ListOfItsOwn("studio:kinds", _("Kinds of request")),
    part="category",
)
