"""Owners see and change which kinds are sensitive and what works them; a second one publishes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from permissions.actors import Actor
from tests.content.forms import made
from tests.scenes import Country, file_case, hire, publish_danger_words, publish_one
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import FORM, before_them, begun, send
from tests.workflows.clock.november import LIMIT
from workflows.cases.models import RequestKind
from workflows.versions.models import Version
from workflows.versions.selectors import published
from workflows.versions.services import draft

MARKS = re.compile("[\u2066-\u2069]|<[^>]*>")
pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def test_all_kinds_are_shown_and_the_sensitive_ones_marked(land: Country, owner: Enter) -> None:
    html = page(owner("owner").get("/admin/studio/kinds/"))
    cards = dict(re.findall(r'<section class="card" data-kind="(\w+)">(.*?)</section>', html, re.DOTALL))
    assert list(cards) == ["complaint", "inquiry", "suggestion", "praise", "integrity", "rights", "contact"]
    assert [code for code, card in cards.items() if "badge look" in card] == ["integrity", "rights"]
    assert "the unit for sensitive requests alone" in cards["rights"]
    assert "none: nothing is escalated" in cards["praise"]


def test_one_owner_marks_a_kind_and_another_puts_it_in_force(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first, "kind", "inquiry")
    assert send(first, draft, {**FORM, "sensitive": "on"}).status_code == 302
    html = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "not even that it exists" in html  # what the mark means stands beside it
    assert 'data-do="publish"' not in html
    assert first.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 422
    assert not RequestKind.objects.get(code="inquiry").sensitive
    assert "It applies to new requests only" in page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    kind = RequestKind.objects.get(code="inquiry")
    assert (kind.sensitive, kind.process, kind.name["en"]) == (True, "rights", "Inquiry")
    assert file_case(kind="inquiry").track == "sensitive"
    history = page(first.get("/admin/studio/kind/inquiry/"))
    assert 'data-version="2"' in history
    former = Version.objects.get(subject="kind", key="inquiry", number=1)
    refused = first.post(f"/admin/studio/versions/{former.pk}/republish/")
    assert (refused.status_code, "protected as sensitive" in page(refused)) == (422, True)
    assert file_case(kind="inquiry").track == "sensitive"


def test_what_would_let_cases_out_is_said_and_not_published(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first, "kind", "rights")
    send(first, draft, {**FORM, "sensitive": "on", "process": "complaint", "routing": "main", "ladder": ""})
    refused = second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    assert refused.status_code == 422
    assert "A sensitive request never leaves its unit." in page(refused)
    assert "a sensitive request goes to its unit alone" in page(refused)
    assert published("kind", "rights").number == 1


def test_what_is_not_in_force_cannot_be_chosen(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client, "kind", "rights")
    refused = send(client, draft, {**FORM, "process": "atlantis"})
    assert (refused.status_code, "Choose one of those in force." in page(refused)) == (422, True)


def test_a_kind_that_was_never_published_is_drafted_from_its_row(land: Country, owner: Enter) -> None:
    Version.objects.filter(subject="kind").delete()
    client = owner("owner")
    assert client.get("/admin/studio/kinds/").status_code == 200
    assert begun(client, "kind", "rights").definition["sensitive"] is True
    assert client.post("/admin/studio/kind/atlantis/draft/").status_code == 404


@pytest.mark.parametrize("username", ["officer-moh", "officer-central", "officer-rights"])
def test_whoever_owns_no_rules_finds_no_kinds(land: Country, username: str) -> None:
    stranger = client_of(land, username)
    for address in ("/admin/studio/kinds/", "/admin/studio/kind/rights/", "/admin/studio/kind/rights/draft/"):
        assert [stranger.get(address).status_code, stranger.post(address).status_code] == [404, 404], address


def _two_owners() -> tuple[Country, Client, Client]:
    """With pages and forms."""
    land = made.published_forms()
    for name in ("owner", "owner2"):
        hire(land, "owner", username=name)
    return land, client_of(land, "owner"), client_of(land, "owner2")


def test_a_kind_is_described_where_citizens_choose_it() -> None:
    _land, first, second = _two_owners()
    draft = begun(first, "kind", "inquiry")
    said = {**FORM, "process": "inquiry", "routing": "main", "ladder": "default"}
    long = send(first, draft, {**said, "description_en": "x" * 201})
    assert (long.status_code, "at most 200" in MARKS.sub("", page(long))) == (422, True)
    send(first, draft, {**said, "description_ar": "سؤال عن خدمة", "description_en": "A question on <b>a service</b>"})
    assert "سؤال عن خدمة · A question on" in page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert "سؤال عن خدمة" in Client().get("/ar/").content.decode()
    english = Client().get("/en/").content.decode()
    assert "A question on &lt;b&gt;a service&lt;/b&gt;" in english
    assert begun(first, "kind", "inquiry").definition["description"]["ar"] == "سؤال عن خدمة"
    RequestKind.objects.filter(code="inquiry").update(description={})
    assert "A question on" not in Client().get("/en/").content.decode(), "what the editors wrote stands there again"


def test_owners_set_the_order_of_the_kinds() -> None:
    land, first, second = _two_owners()
    assert 'action="/admin/studio/order/kinds/draft/"' in page(first.get("/admin/studio/kinds/"))
    draft = begun(first, "order", "kinds")
    codes = draft.definition["kinds"]
    assert codes[:3] == ["complaint", "inquiry", "suggestion"]
    assert "Nothing yet: the draft is the same" in page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    moved = send(first, draft, {"kinds": codes}, "up:2")
    assert moved["Location"].endswith("#rule-suggestion")
    draft.refresh_from_db()
    assert draft.definition["kinds"][:3] == ["complaint", "suggestion", "inquiry"]
    for foreign in (["atlantis", *codes], [], codes[:2]):
        send(first, draft, {"kinds": foreign})
        draft.refresh_from_db()
        assert sorted(draft.definition["kinds"]) == sorted(codes), "none is lost, none comes from elsewhere"
    send(first, draft, {"kinds": codes}, "down:0")
    html = page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "“complaint” moved before “suggestion”" in MARKS.sub("", html).lower()
    assert _offered()[0] == "complaint", "nothing is so before it is published"
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert _offered()[:2] == ["inquiry", "complaint"]
    inbox = page(client_of(land, "officer-central").get("/admin/desk/?panel=filters"))
    chosen = re.findall(r'name="kind" value="(inquiry|complaint)"', inbox)
    assert chosen[:2] == ["inquiry", "complaint"]
    assert first.post(f"/admin/studio/versions/{draft.pk}/retire/").status_code == 422


def _offered() -> list[str]:
    return re.findall(r'href="/en/file/(\w+)/"', Client().get("/en/").content.decode())


def test_owners_edit_the_grounds_for_refusing_and_read_the_difference() -> None:
    _land, first, second = _two_owners()
    RequestKind.objects.filter(code="inquiry").update(grounds=[])
    draft = begun(first, "kind", "inquiry")
    said = {**FORM, "process": "inquiry", "routing": "main", "ladder": "default"}
    offered = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "The information isn’t open to the public" in offered, "what officers choose from until then"
    assert "grounds" not in draft.definition

    def keys() -> list[str]:
        draft.refresh_from_db()
        return [each["key"] for each in draft.definition.get("grounds", [])]

    send(first, draft, said, "own-grounds")
    assert keys() == ["outside_competence", "not_public", "no_legal_basis", "already_decided"]
    send(
        first,
        draft,
        {**said, "new-ground-name_ar": "سؤال عن خصومة", "new-ground-name_en": "A private dispute"},
        "add-ground",
    )
    assert keys()[4:] == ["a-private-dispute"]
    empty = send(first, draft, said, "add-ground")
    assert (empty.status_code, "Write the ground." in page(empty)) == (422, True)
    send(first, draft, said, "raise-ground:4")
    send(
        first,
        draft,
        {**said, "ground-not_public-name_ar": "سرّ", "ground-not_public-name_en": "Secret"},
        "remove-ground:0",
    )
    assert keys() == ["not_public", "no_legal_basis", "a-private-dispute", "already_decided"]
    for nonsense in ("remove-ground:9", "remove-ground", "own-grounds"):
        send(first, draft, said, nonsense)
    assert keys()[0] == "not_public"
    html = MARKS.sub("", page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert "Secret, The law doesn’t provide for it, A private dispute and It was decided before" in html
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert RequestKind.objects.get(code="inquiry").grounds[0]["name"] == {"ar": "سرّ", "en": "Secret"}


def parts(html: str) -> dict[str, str]:
    """Of each thing that a kind goes by how it stands."""
    return dict(re.findall(r'data-part="(\w+)" data-state="(\w+)"', html))


def test_the_page_of_a_kind_leads_to_all_that_it_goes_by_with_its_readiness(land: Country, owner: Enter) -> None:
    first = owner("owner")
    html = page(first.get("/admin/studio/kind/complaint/"))
    shown = parts(html)
    assert [*shown] == [
        *("form", "process", "routing", "ladder", "limit", "categories", "grounds", "calendar", "danger", "retention"),
        *("letters", "measures"),
    ]
    assert (shown["process"], shown["routing"], shown["ladder"], shown["calendar"]) == ("ready",) * 4
    assert (shown["form"], shown["limit"], shown["danger"]) == ("missing", "none", "missing")
    assert "Still missing: Form and Words of danger." in MARKS.sub("", html)
    for address in ("process/complaint", "routing/main", "ladder/default", "calendar/jordan", "letters", "measures"):
        assert f'href="/admin/studio/{address}/"' in html
    publish_danger_words()
    pages_and_forms()
    begun(first, "process", "complaint")
    html = page(first.get("/admin/studio/kind/complaint/"))
    assert "Nothing is missing" in MARKS.sub("", html)
    row = html.split('data-part="process"')[1].split("</li>")[0]
    assert "/edit/" in row, "a draft of it stands beside it"


def test_every_overall_limit_of_a_kind_stands_on_its_page(land: Country, owner: Enter) -> None:
    publish_one("limit", "complaints", LIMIT)
    publish_one("limit", "urgent", {**LIMIT, "priorities": ["urgent"]})
    client = owner("owner")
    html = page(client.get("/admin/studio/kind/complaint/"))
    assert parts(html)["limit"] == "ready"
    for key in ("complaints", "urgent"):
        assert f'href="/admin/studio/limit/{key}/"' in html
    assert parts(page(client.get("/admin/studio/kind/inquiry/")))["limit"] == "none"


def test_a_kind_that_is_only_a_draft_says_what_it_lacks(land: Country, owner: Enter) -> None:
    first = owner("owner")
    version = draft(subject="kind", key="water", definition={"name": {"ar": "م", "en": "Water"}}, actor=Actor.operator)
    html = page(first.get("/admin/studio/kind/water/"))
    assert (parts(html)["process"], parts(html)["ladder"]) == ("missing", "none")
    assert f"/drafts/{version.pk}/" in html
