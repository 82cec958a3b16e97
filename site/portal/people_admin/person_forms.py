"""What an administrator does to a person: a form for each act, which does it by the audited services."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from permissions.access.absences import set_absence
from permissions.access.break_glass import LONGEST, WAITS, break_glass, is_for_emergencies
from permissions.access.charge import Charge
from permissions.access.delegating import lend, own_at
from permissions.access.models import RoleAtAgency, RoleHolding
from permissions.access.seating import HIGHEST_RANK, seat
from permissions.access.services import grant
from permissions.access.standing import people_at
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.arabic import in_order
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.writing import written_moment
from portal.admin_screens.done import Done
from portal.people_admin.offered import agencies_of, posts_of, roles_of
from portal.people_admin.spans import SpanForm, WholeSpanForm, Words

CHOOSE = ("", _("Choose"))


def address(act: str, user_id: int) -> str:
    """Where an act on a person is sent."""
    return reverse("access:act", args=[user_id, act])


class PersonForm(forms.Form):
    """One act on ``person``, by whoever has ``charge``. ``do`` does it and says so, or raises ``Refused``.

    ``whole``: it touches all that the person has; ``for_all``: only whoever manages everybody does it.
    """

    act: ClassVar[str]
    title: ClassVar[Words]
    button: ClassVar[Words]
    icon: ClassVar[str]
    hint: ClassVar[Words] = ""
    offered: ClassVar[bool] = True
    whole: ClassVar[bool] = False
    for_all: ClassVar[bool] = False

    def __init__(self, *args: Any, person: User, charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{self.act}-%s"})
        self.person, self.charge = person, charge

    def do(self, actor: Actor) -> Done:
        raise NotImplementedError


class GrantForm(PersonForm, SpanForm):
    act, icon = "grant", "plus"
    title, button = _("Give a role"), _("Give the role")
    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})
    agency = forms.ChoiceField(label=_("Agency"), error_messages={"required": _("Choose an agency.")})
    field_order = ("role", "agency", "starts", "ends")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.code, str(role)) for role in in_order(roles_of(self.charge))]
        agencies = [(agency.code, str(agency)) for agency in in_order(agencies_of(self.charge))]
        choices(self, "role", roles)
        choices(self, "agency", agencies)

    def do(self, actor: Actor) -> Done:
        agency = Agency.objects.get(code=self.cleaned_data["agency"])
        role = Role.objects.get(code=self.cleaned_data["role"])
        grant(user=self.person, role=role.code, agency=agency, starts=self.begins, ends=self.finishes, actor=actor)
        given = RoleHolding.objects.filter(user=self.person, place__role=role, place__agency=agency).latest("pk")
        said = _("%(person)s holds the role “%(role)s” at %(agency)s.")
        words = {"person": str(self.person), "role": str(role), "agency": str(agency)}
        return Done(said % words, address("end", self.person.pk), {"what": f"role:{given.pk}"})


class SeatForm(PersonForm, SpanForm):
    act, icon = "seat", "person"
    title, button = _("Appoint to a post"), _("Appoint to the post")
    hint = _("The role that the post brings comes with it, and ends with it.")
    post = forms.ChoiceField(label=_("Post"), error_messages={"required": _("Choose a post.")})
    rank = forms.TypedChoiceField(label=_("As"), coerce=int)
    field_order = ("post", "rank", "starts", "ends")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = posts_of(self.charge)
        grouped = [
            (str(agency), [(str(post.pk), str(post)) for post in of_agency])
            for agency, of_agency in groupby(posts, key=lambda post: post.agency)
        ]
        choices(self, "post", in_order(grouped, itemgetter(0)))
        ranks: list[tuple[str, Words]] = [("0", _("holder of the post"))]
        ranks += [(str(rank), _("deputy no. %(rank)d") % {"rank": rank}) for rank in range(1, HIGHEST_RANK + 1)]
        cast("Any", self.fields["rank"]).choices = ranks

    def do(self, actor: Actor) -> Done:
        post = Post.objects.select_related("agency").get(pk=self.cleaned_data["post"])
        holding = seat(
            post=post,
            user=self.person,
            rank=self.cleaned_data["rank"],
            starts=self.begins,
            ends=self.finishes,
            actor=actor,
        )
        words = {"person": str(self.person), "post": str(post), "agency": str(post.agency)}
        said = _("%(person)s holds the post “%(post)s” of %(agency)s.") % words
        return Done(said, address("end", self.person.pk), {"what": f"post:{holding.pk}"})


class AbsentForm(PersonForm, WholeSpanForm):
    act, icon, whole = "absent", "pause", True
    title, button = _("Record an absence"), _("Record the absence")
    hint = _("While they are away their deputies act, then the posts above.")

    def do(self, actor: Actor) -> Done:
        absence = set_absence(user=self.person, starts=self.begins, ends=self.must_end, actor=actor)
        said = _("The absence of %(person)s is recorded.") % {"person": str(self.person)}
        return Done(said, address("present", self.person.pk), {"absence": absence.pk})


class LendForm(PersonForm, WholeSpanForm):
    """Lending one of a person's own roles for them."""

    act, icon = "lend", "refer"
    title, button = _("Lend a role to a colleague"), _("Lend the role")
    hint = _("The colleague may then do what the role allows, for as long as it is held here too.")
    place = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})
    deputy = forms.ChoiceField(label=_("Colleague"), error_messages={"required": _("Choose a colleague.")})
    field_order = ("place", "deputy", "starts", "ends")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = lendable(self.person)
        self.places = [each for each in offered if self.charge.gives(each.agency_id, each.role.rights)]
        choices(self, "place", [(str(each.pk), str(each)) for each in self.places])
        named = {(str(each.pk), str(each)) for each in colleagues(self.person, self.places)}
        choices(self, "deputy", in_order(named, itemgetter(1)))

    def do(self, actor: Actor) -> Done:
        place = next(each for each in self.places if str(each.pk) == self.cleaned_data["place"])
        deputy = User.objects.get(pk=self.cleaned_data["deputy"])
        loan = lend(giver=self.person, deputy=deputy, place=place, starts=self.begins, ends=self.must_end, actor=actor)
        said = _("The role “%(role)s” is lent to %(deputy)s.") % {"role": str(place.role), "deputy": str(deputy)}
        return Done(said, address("end", self.person.pk), {"what": f"lent:{loan.pk}"})


class EmergencyForm(PersonForm):
    """A role that otherwise takes two, given alone."""

    act, icon, for_all = "emergency", "warning", True
    title, button = _("Give a role alone, in an emergency"), _("Give it and tell all")
    hint = _(
        "For what can’t wait for a second administrator. Everyone who holds such rights and all "
        "administrators are notified immediately and can stop it for 30 minutes; then it takes effect, and "
        "it ends automatically. The account must be older than 30 days, have a second factor, and have "
        "held a role or a post at the agency for a week."
    )
    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})
    agency = forms.ChoiceField(label=_("Agency"), error_messages={"required": _("Choose an agency.")})
    hours = forms.TypedChoiceField(label=_("For how many hours"), coerce=int, initial=4)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason: all who are told will ask for it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in in_order(Role.objects.all()) if is_for_emergencies(role.rights)]
        kinds = {kind for role in roles for kind in role.held_at}
        agencies = in_order(Agency.objects.filter(role__in=kinds))
        choices(self, "role", [(role.code, str(role)) for role in roles])
        choices(self, "agency", [(agency.code, str(agency)) for agency in agencies])
        cast("Any", self.fields["hours"]).choices = [(str(each), str(each)) for each in range(1, LONGEST + 1)]

    def do(self, actor: Actor) -> Done:
        said = self.cleaned_data
        agency, role = Agency.objects.get(code=said["agency"]), Role.objects.get(code=said["role"])
        hours, reason = said["hours"], said["reason"]
        given = break_glass(user=self.person, role=role.code, agency=agency, reason=reason, hours=hours, actor=actor)
        words = {"person": str(self.person), "role": str(role), "agency": str(agency)}
        words["since"] = written_moment(given.at + WAITS)
        words["until"] = written_moment(given.at + WAITS + timedelta(hours=hours))
        told = (
            _(
                "%(person)s holds the role “%(role)s” at %(agency)s from %(since)s until %(until)s; then "
                "it ends automatically. Everyone who holds such rights and all administrators are notified "
                "and can stop it before."
            )
            % words
        )
        return Done(told, address("end", self.person.pk), {"what": f"role:{given.holding_id}"})


def lendable(person: User) -> list[RoleAtAgency]:
    """The roles that someone holds themselves now and may lend."""
    found = RoleAtAgency.objects.filter(own_at(person.pk, now()), role__delegable=True)
    return list(found.select_related("role", "agency").order_by("agency__code", "role__code"))


def colleagues(person: User, places: Iterable[RoleAtAgency]) -> list[User]:
    """The active people who stand at the agencies of some roles, but for the person themselves."""
    ids = {place.agency_id for place in places}
    found = people_at(ids, now()) if ids else []
    return sorted({each for _agency, each in found if each != person}, key=str)


def choices(form: forms.Form, name: str, offered: list[Any]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = [CHOOSE, *offered]
