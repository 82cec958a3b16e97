"""Posts of the agencies: who holds them, who deputises, which are vacant, and the role that each brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from permissions.access.body_posts import NewPost, make_post, next_level, rename_post
from permissions.access.errors import Refused
from permissions.access.seating import let_post_bring, seat, unseat
from permissions.access.standing import people_at
from permissions.agencies.models import Absence, Agency, Holding, Post
from permissions.agencies.selectors import open_posts
from permissions.arabic import fold, in_order
from permissions.now import now
from permissions.people.models import User
from permissions.spans import lasting, within
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.names import as_fields
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.body_forms import PostForm
from portal.people_admin.offered import agencies_of, roles_of
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.spans import SpanForm, Words, days_of, since_words, until_words
from workflows.cases.errors import NotAllowed
from workflows.cases.succession import close_post
from workflows.transactions.turn import write_transaction


@dataclass(frozen=True, slots=True)
class Sitting:
    """Someone in a post, now or later."""

    holding: Holding
    now: bool
    away: bool
    since: Words
    until: Words


@dataclass(slots=True)
class SeenPost:
    """A post with those who sit in it; ``vacant``: nobody who is active holds it now.

    ``sent``: who was to be seated here, where that could not be done. ``renaming``: the form for other names; ``top``:
    there is no post above it.
    """

    post: Post
    sitters: list[Sitting] = field(default_factory=list)
    sent: Mapping[str, Any] | None = None
    top: bool = False
    renaming: PostForm | None = None

    @property
    def vacant(self) -> bool:
        return not any(each.now and each.holding.rank == 0 and each.holding.user.is_active for each in self.sitters)


class _Unfit(Exception):
    """The names of a post are not as they must be; ``form`` says it at each."""

    def __init__(self, form: PostForm) -> None:
        super().__init__()
        self.form = form


class PostsScreen(PeopleScreen):
    """All agencies, with how many posts they have and which are vacant. At most 12 queries."""

    template_name = "access/posts.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")[:100]
        only_vacant = request.GET.get("vacant") == "1"
        agencies = [
            agency
            for agency in in_order(agencies_of(self.charge))
            if all(word in fold(" ".join([agency.code, *agency.name.values()])) for word in fold(words).split())
        ]
        by_agency: defaultdict[int, list[SeenPost]] = defaultdict(list)
        for seen in seen_posts(open_posts().filter(agency__in=agencies)):
            by_agency[seen.post.agency_id].append(seen)
        rows = [
            {"agency": agency, "posts": by_agency[agency.pk], "vacant": sum(p.vacant for p in by_agency[agency.pk])}
            for agency in agencies
        ]
        if only_vacant:
            rows = [row for row in rows if row["vacant"]]
        context = {"rows": rows, "words": words, "only_vacant": only_vacant, "done": take(request), "tab": "posts"}
        return self.show(context)


class AgencyPostsScreen(PeopleScreen):
    """The posts of one agency, and what can be done about them."""

    template_name = "access/agency.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.page(self.agency(code))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        agency = self.agency(code)
        if request.POST.get("do") == "make":
            return self._make(agency)
        number = request.POST.get("post", "")
        post = (
            open_posts().filter(agency=agency, pk=int(number)).first()
            if number.isdecimal() and len(number) < 19
            else None
        )
        acts = {"bring": self._bring, "seat": self._seat, "end": self._end, "close": self._close}
        do = {**acts, "rename": self._rename}.get(request.POST.get("do", ""))
        if post is None or do is None:
            raise NotAllowed
        try:
            done = self.done_or_proposed(lambda: do(post))
        except Refused as error:
            return self.page(agency, refused=str(error), at_post=post.pk, status=UNPROCESSABLE)
        except _Unfit as unfit:
            return self.page(agency, at_post=post.pk, renaming=unfit.form, status=UNPROCESSABLE)
        keep(request, done)
        return redirect("access:agency", code)

    def _make(self, agency: Agency) -> HttpResponse:
        """A new post at the next level."""
        form = PostForm(self.request.POST, auto_id="new-%s")
        if not form.is_valid():
            return self.page(agency, making=form, status=UNPROCESSABLE)
        wanted = NewPost(agency, next_level(agency), form.name(), self.request.POST.get("role", ""))
        try:
            with write_transaction():
                post = make_post(wanted, actor=self.actor)
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(agency, making=form, status=UNPROCESSABLE)
        keep(self.request, Done(_("The post “%(post)s” has been made. Nobody holds it yet.") % {"post": str(post)}))
        return redirect("access:agency", agency.code)

    def _rename(self, post: Post) -> Done:
        form = PostForm(self.request.POST, auto_id=f"post-{post.pk}-%s")
        if not form.is_valid():
            raise _Unfit(form)
        before = as_fields(post.name)
        if not rename_post(post, form.name(), actor=self.actor):
            return Done(_("The post is called so already."))
        said = _("The post is called “%(post)s” from now on.") % {"post": str(post)}
        return Done(said, self.request.path, {"do": "rename", "post": post.pk, **before})

    def _close(self, post: Post) -> Done:
        close_post(post, actor=self.actor)
        return Done(_("The post “%(post)s” is closed. The past goes on naming it.") % {"post": str(post)})

    def agency(self, code: str) -> Agency:
        """The agency of this code. Raises ``NotAllowed`` where whoever asks does not manage its people."""
        agency = Agency.objects.filter(code=code).first()
        if agency is None or not self.charge.covers(agency.pk):
            raise NotAllowed
        return agency

    def _bring(self, post: Post) -> Done:
        role = self.request.POST.get("role", "")
        before = post.brings.role.code if post.brings else ""
        let_post_bring(post, role, actor=self.actor)
        said = _("The post “%(post)s” brings another role now.") % {"post": str(post)}
        return Done(said, self.request.path, {"do": "bring", "post": post.pk, "role": before})

    def _seat(self, post: Post) -> Done:
        login, rank = self.request.POST.get("login", "").strip(), self.request.POST.get("rank", "0")
        person = User.objects.filter(self.charge.people(), username=login).first()
        if person is None:
            raise Refused(_("No one has the user name “%(login)s”.") % {"login": login[:50]})
        span = SpanForm(self.request.POST)  # sent with the way back alone: without days it is from now on
        if not span.is_valid():
            raise Refused(" ".join(str(each) for errors in span.errors.values() for each in errors))
        holding = seat(
            post=post,
            user=person,
            rank=int(rank) if rank.isdecimal() else 0,
            starts=span.begins,
            ends=span.finishes,
            actor=self.actor,
        )
        words = {"person": str(person), "post": str(post), "agency": str(post.agency)}
        said = _("%(person)s holds the post “%(post)s” of %(agency)s.") % words
        return Done(said, self.request.path, {"do": "end", "post": post.pk, "holding": holding.pk})

    def _end(self, post: Post) -> Done:
        number = self.request.POST.get("holding", "")
        holding = post.holdings.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
        if holding is None:
            raise NotAllowed
        if not unseat(holding, actor=self.actor):
            return Done(_("It had already ended."))
        words = {"person": str(holding.user), "post": str(post)}
        fields = {"do": "seat", "post": post.pk, "login": holding.user.username, "rank": holding.rank}
        said = _("%(person)s no longer holds the post “%(post)s”.") % words
        return Done(said, self.request.path, fields | days_of(holding.starts, holding.ends))

    def page(
        self,
        agency: Agency,
        *,
        refused: str = "",
        at_post: int = 0,
        making: PostForm | None = None,
        renaming: PostForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The posts; ``refused`` says why something could not be done at the post ``at_post``."""
        posts = list(seen_posts(open_posts().filter(agency=agency)))
        do = self.request.POST.get("do", "")
        for seen in posts:
            seen.top = seen is posts[-1]
            if seen.post.pk == at_post and do == "seat":
                seen.sent = self.request.POST
            if seen.post.pk == at_post and do == "rename":
                seen.renaming = renaming
            else:
                seen.renaming = PostForm(initial=as_fields(seen.post.name), auto_id=f"post-{seen.post.pk}-%s")
        context: dict[str, Any] = {
            "agency": agency,
            "posts": posts,
            "roles": [role for role in in_order(roles_of(self.charge)) if agency.role in role.held_at],
            "colleagues": [person for _agency, person in people_at([agency.pk], now())],
            "refused": refused,
            "at_post": at_post,
            "making": making or PostForm(auto_id="new-%s"),
            "level": next_level(agency),
            "done": take(self.request),
            "tab": "posts",
        }
        return self.show(context, status=status)


def seen_posts(posts: Any) -> Iterator[SeenPost]:
    """Posts with those who sit there now or later, in three queries for any number."""
    at = now()
    found = {post.pk: SeenPost(post) for post in posts.select_related("agency", "brings__role").order_by("level")}
    holdings = Holding.objects.filter(lasting(at), post__in=posts).select_related("user").order_by("rank", "starts")
    absent = Absence.objects.filter(within(at), user__in=[each.user_id for each in holdings])
    away = set(absent.values_list("user_id", flat=True))
    for each in holdings:
        found[each.post_id].sitters.append(
            Sitting(each, each.starts <= at, each.user_id in away, since_words(each.starts), until_words(each.ends))
        )
    yield from found.values()
