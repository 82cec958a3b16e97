"""An editor may edit and publish every page, use images and documents, and nothing more."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from content.pages.editing_rights import give_editing_rights
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.people.models import User
from permissions.roles.services import ensure_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    ensure_catalogue()
    unit = Agency.objects.create(code="central", name={"ar": "وحدة الشكاوى"}, role="central_unit")
    user = User.objects.create(username="editor")
    grant(user=user, role="editor", agency=unit, actor=Actor.operator)
    return user


def test_an_editor_edits_and_publishes_every_page(editor: User) -> None:
    for page in Page.objects.filter(depth__gt=1):
        rights = page.permissions_for_user(editor)
        assert (rights.can_edit(), rights.can_publish(), rights.can_add_subpage()) == (True, True, True)
    assert Page.objects.filter(depth__gt=1).exists()


def test_an_editor_uses_images_and_documents_and_translates(editor: User) -> None:
    for model in (Image, Document):
        policy = policy_registry.get_by_type(model)
        assert [policy.user_has_permission(editor, action) for action in ("add", "change", "choose")] == [True] * 3
    assert editor.has_perm("wagtail_localize.submit_translation")


def test_an_officer_edits_nothing() -> None:
    ensure_catalogue()
    moh = Agency.objects.create(code="moh", name={"ar": "وزارة الصحة"})
    user = User.objects.create(username="officer")
    grant(user=user, role="officer", agency=moh, actor=Actor.operator)
    assert not any(page.permissions_for_user(user).can_edit() for page in Page.objects.all())
    assert not policy_registry.get_by_type(Image).user_has_permission(user, "choose")


@pytest.mark.usefixtures("editor")
def test_giving_the_rights_again_adds_nothing() -> None:
    group = Group.objects.get(name="editor@central")

    def rows() -> tuple[int, int]:
        return (
            GroupPagePermission.objects.filter(group=group).count(),
            GroupCollectionPermission.objects.filter(group=group).count(),
        )

    before = rows()
    give_editing_rights([group], [])
    assert rows() == before == (5, 6)
