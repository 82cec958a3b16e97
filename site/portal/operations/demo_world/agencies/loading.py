"""Makes the public bodies and their posts, as administrators would; what is there already is left as it is."""

from __future__ import annotations

from content.directory.contacts import Contact, contacts_known, write_contacts
from permissions.access.bodies import make_bodies
from permissions.access.body_posts import NewPost, make_posts
from permissions.access.tree import NewBody
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from portal.operations.demo_world.agencies import PUBLIC_BODIES
from workflows.transactions.turn import write_transaction


def load_agencies() -> int:
    """Make the agencies and posts that are missing; returns how many agencies were."""
    with write_transaction():
        there = set(Agency.objects.values_list("code", flat=True))
        missing = [
            NewBody(body.code, body.name, body.parent or "", f"{body.code}@example.org")
            for body in PUBLIC_BODIES
            if body.code not in there
        ]
        made = make_bodies(missing, actor=Actor.operator) if missing else []
        _load_posts()
    return len(made)


def load_contacts() -> int:
    """Write how to reach the agencies of which nothing is written; returns how many. No number and no address of it is
    anybody's, and its words say so."""
    known = contacts_known()
    missing = [
        (
            body.code,
            Contact(
                telephone=f"06 000 0{place:03}",
                website=f"https://{body.code}.example.org",
                email=f"{body.code}@example.org",
                hours={"ar": "الأحد إلى الخميس، 8:00 – 15:00 (مثال)", "en": "Sunday to Thursday, 8:00–15:00 (example)"},
                address={"ar": "عمّان، شارع المثال 1", "en": "1 Example Street, Amman"},
            ),
        )
        for place, body in enumerate(PUBLIC_BODIES, 1)
        if body.code not in known
    ]
    return write_contacts(missing, actor=Actor.operator) if missing else 0


def _load_posts() -> None:
    agencies = {agency.code: agency for agency in Agency.objects.filter(closed_at__isnull=True)}
    # Also those that were closed: what people have done away with does not come again.
    there = set(Post.objects.values_list("agency_id", "level"))
    missing = [
        NewPost(agencies[body.code], level, {"ar": title[0], "en": title[1]})
        for body in PUBLIC_BODIES
        if body.code in agencies
        for level, title in enumerate(body.posts)
        if (agencies[body.code].pk, level) not in there
    ]
    if missing:
        make_posts(missing, actor=Actor.operator)
