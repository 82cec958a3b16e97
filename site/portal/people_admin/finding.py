"""Finding people: by words in either language, by agency, by role, by how things stand with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Lower, NullIf, Replace
from django.utils.translation import gettext_lazy as _

from permissions.access.charge import Charge
from permissions.access.models import RoleAtAgency, RoleHolding
from permissions.access.selectors import in_places
from permissions.agencies.models import Absence, Agency, Holding
from permissions.arabic import fold, in_order
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.spans import within
from permissions.translated_text import languages
from permissions.writing import active_language

SOON = timedelta(days=30)
LONGEST_SEARCH = 100
STATES = (
    ("", _("All accounts that are on")),
    ("away", _("Away now")),
    ("soon", _("Something ends within 30 days")),
    ("none", _("Without any role")),
    ("off", _("Switched off")),
    ("all", _("All accounts")),
)
# What ``fold`` does to letters, said in SQL: names are few, so no column is kept for it.
_LETTERS = (
    *(("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي"), ("ء", "")),
    *((mark, "") for mark in "ًٌٍَُِّْـ"),
)


class Filter(forms.Form):
    """Whom the administrator looks for; nonsense in the address filters nothing."""

    q = forms.CharField(required=False, max_length=LONGEST_SEARCH, label=_("Search"))
    agency = forms.ChoiceField(required=False, label=_("Agency"))
    role = forms.ChoiceField(required=False, label=_("Role"))
    state = forms.ChoiceField(required=False, label=_("State"), choices=STATES)

    def __init__(self, *args: Any, agencies: Iterable[Agency], roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((each.code, str(each)) for each in in_order(agencies))
        cast("forms.ChoiceField", self.fields["agency"]).choices = [("", _("All agencies")), *named]
        titles = ((each.code, str(each)) for each in in_order(roles))
        cast("forms.ChoiceField", self.fields["role"]).choices = [("", _("All roles")), *titles]
        self.fields["q"].widget.attrs["placeholder"] = _("Name, user name, agency or role")

    def wanted(self) -> dict[str, str]:
        """What was asked for and makes sense, by the field's name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def found(
    wanted: dict[str, str], agencies: list[Agency], roles: list[Role], at: datetime, *, charge: Charge
) -> QuerySet[User]:
    """The people of a filter in one query, by name; of those in a charge, by nothing but what they hold in it."""
    offered = RoleAtAgency.objects.all()
    if not charge.everywhere:
        offered = offered.filter(agency__in=charge.agency_ids)
    people = User.objects.filter(charge.people(), _state(wanted.get("state", ""), at, offered))
    people = people.annotate(**{f"folded_{language}": _folded(language) for language in languages()})
    for word in fold(wanted.get("q", "")).split():
        people = people.filter(_word(word, agencies, roles, at, offered))
    agency = next((each.pk for each in agencies if each.code == wanted.get("agency")), None)
    role = next((each.pk for each in roles if each.code == wanted.get("role")), None)
    if agency is not None and role is None:
        people = people.filter(_at([agency], at))
    if role is not None:
        places = offered.filter(role=role)
        people = people.filter(in_places(places if agency is None else places.filter(agency=agency), at))
    return people.order_by(_folded_name(active_language()), "pk")


def _folded_name(language: str) -> Any:
    """As ``in_language`` reads it: where there is no name in the language, the Arabic one."""
    return Coalesce(NullIf(F(f"folded_{language}"), _text("")), F("folded_ar"))


def _folded(language: str) -> Any:
    name: Any = Lower(Coalesce(Cast(KT(f"name__{language}"), TextField()), _text("")), output_field=TextField())
    for letter, other in _LETTERS:
        name = Replace(name, _text(letter), _text(other), output_field=TextField())
    return name


def _text(value: str) -> Value:
    return Value(value, output_field=TextField())


def _word(word: str, agencies: list[Agency], roles: list[Role], at: datetime, offered: QuerySet[RoleAtAgency]) -> Q:
    condition = Q(username__icontains=word) | Q(email__icontains=word)
    for language in languages():
        condition |= Q(**{f"folded_{language}__contains": word})
    named = [each.pk for each in agencies if word in fold(" ".join([each.code, *each.name.values()]))]
    if named:
        condition |= _at(named, at)
    titled = [each.pk for each in roles if word in fold(" ".join(each.name.values()))]
    if titled:
        condition |= in_places(offered.filter(role__in=titled), at)
    return condition


def _at(agency_ids: list[int], at: datetime) -> Q:
    """Who holds a role at some agencies or sits in a post there."""
    seats = Holding.objects.filter(within(at), post__agency__in=agency_ids)
    return in_places(RoleAtAgency.objects.filter(agency__in=agency_ids), at) | Q(pk__in=seats.values("user"))


def _state(state: str, at: datetime, offered: QuerySet[RoleAtAgency]) -> Q:
    match state:
        case "all":
            return Q()
        case "off":
            return Q(is_active=False)
        case "away":
            away = Absence.objects.filter(within(at))
            return Q(is_active=True, pk__in=away.values("user"))
        case "soon":
            ending = within(at) & Q(ends__lte=at + SOON)
            agencies = offered.values("agency")
            held = RoleHolding.objects.filter(ending, place__in=offered).values("user")
            posts = Holding.objects.filter(ending, post__agency__in=agencies).values("user")
            return Q(is_active=True) & (Q(pk__in=held) | Q(pk__in=posts))
        case "none":
            return Q(is_active=True) & ~in_places(offered, at)
        case _:
            return Q(is_active=True)
