"""Each way by which one editor could put a form before the public, change it there, or take it away: none does.

Each is tried twice: through the gate, where the public sees what it saw, and with the gate open, where it would not.
What Wagtail brings is listed by what it has: a new act, bulk act, command or address turns this red until it is here.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any, Final

import pytest
import wagtail.actions
from django.core.exceptions import PermissionDenied
from django.core.management import call_command, get_commands
from django.db import transaction
from wagtail.actions.base import BaseAction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import sync_alias

from content.forms.page import FormPage
from content.forms.review.digest import FIELDS
from content.forms.review.gate import SecondEditorNeeded, without_second_editor
from content.forms.review.models import FormReview, ReviewState
from content.forms.review.services import agree, as_read, propose_end, ready, take_back
from content.pages.models import StandardPage
from content.pages.scheduled import publish_what_is_due
from permissions.now import now, standing_at
from permissions.people.models import User
from tests.content.forms.review.drafting import (
    form,
    key,
    new_question,
    public,
    publish_by_two,
    save_draft,
    translate,
    travel,
)
from tests.scenes import Country
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
Act = Callable[[], object]
Way = Callable[[Country], Act]
"""What makes it ready, and gives the act itself."""


def changed() -> FormPage:
    page = form()
    page.heading = "عنوان آخر"
    return page


def elsewhere() -> StandardPage:
    page: StandardPage = StandardPage.objects.get(slug="about", locale__language_code="ar")
    return page


def above() -> StandardPage:
    """A page of text with the form below it: it was moved there before there was a gate."""
    with without_second_editor("It stood here before."):
        form().move(elsewhere(), pos="last-child")
    return elsewhere()


def alias() -> FormPage:
    with without_second_editor("It stood here before."):
        made: FormPage = form().create_alias(parent=elsewhere(), update_slug="alias")
    return made


def older(land: Country) -> Any:
    """A revision that was published once, and that two editors have replaced since."""
    former = form().get_latest_revision()
    save_draft(land, "amal", new_question())
    publish_by_two(land)
    return former


def of_translation(*, publish: bool) -> Way:
    def ready_to_save(land: Country) -> Act:
        translation = Translation.objects.get(source__object_id=key())
        translate(land, "amal", form().heading, "Another headline")
        return lambda: translation.save_target(user=land.people["amal"], publish=publish)

    return ready_to_save


def scheduled(land: Country) -> None:
    page = changed()
    page.go_live_at = now() + timedelta(hours=1)
    page.save_revision(user=land.people["amal"], approved_go_live_at=page.go_live_at)


def at_its_hour(land: Country) -> Act:
    scheduled(land)

    def clock() -> None:
        with standing_at(now() + timedelta(hours=2)), travel(hours=2):
            call_command("publish_scheduled")

    return clock


def by_its_end() -> None:
    page = form()
    page.expire_at = now() - timedelta(hours=1)
    page.save()


def renamed(land: Country) -> None:
    """The page above it at another address: one editor's page takes the place of the form, at the form's own."""
    page = form().get_parent().specific
    page.slug = "elsewhere"
    page.save_revision(user=land.people["amal"]).publish()


def fresh() -> FormPage:
    page = form()
    content = {name: getattr(page, name) for name in FIELDS if name not in ("slug", "instead_id")}
    return FormPage(slug="another", locale=page.locale, **content)


SHELL: Final[dict[str, Way]] = {
    "publish": lambda land: lambda: changed().save_revision(user=land.people["amal"]).publish(),
    "publish without a user": lambda land: lambda: changed().save_revision().publish(),
    "save": lambda land: lambda: changed().save(),
    "save without checking": lambda land: lambda: changed().save(clean=False),
    "save one column": lambda land: lambda: changed().save(update_fields=["heading"]),
    "take off as a mere page": lambda land: lambda: Page.objects.get(pk=form().pk).unpublish(),
    "take off": lambda land: lambda: form().unpublish(),
    "a new one at once": lambda land: lambda: form().get_parent().add_child(instance=fresh()),
    "an older one": lambda land: older(land).publish,
    "at its hour": at_its_hour,
    "by an end": lambda land: by_its_end,
    "copy": lambda land: lambda: form().copy(to=elsewhere(), update_attrs={"slug": "copied"}),
    "move": lambda land: lambda: form().move(elsewhere(), pos="last-child"),
    "move all of a page": lambda land: lambda: call_command("move_pages", form().get_parent().pk, elsewhere().pk),
    "another address of the page above": lambda land: lambda: renamed(land),
    "delete": lambda land: lambda: form().delete(),
    "delete what is above": lambda land: above().delete,
    "delete many": lambda land: lambda: FormPage.objects.filter(slug="complaint").delete(),
    "alias": lambda land: lambda: form().create_alias(parent=elsewhere(), update_slug="alias"),
    "translation": of_translation(publish=True),
    "translation as a draft": of_translation(publish=False),  # wagtail-localize saves the row all the same
    "an alias in the place of a translation": lambda land: lambda: sync_alias(form(), form("en")),
}


def take_off_with_what_is_below(land: Country) -> Act:
    page = above()
    return lambda: UnpublishPageAction(page, user=land.people["amal"], include_descendants=True).execute()


def copy_with_what_is_below(land: Country) -> Act:
    page = above()
    copied = CopyPageAction(page, to=page.get_parent(), recursive=True, update_attrs={"slug": "copied"})
    act: Act = copied.execute
    return act


ACTIONS: Final[dict[type[BaseAction], Way]] = {
    PublishPageRevisionAction: lambda land: PublishPageRevisionAction(changed().save_revision()).execute,
    CopyPageAction: copy_with_what_is_below,
    CreatePageAliasAction: lambda land: CreatePageAliasAction(form(), parent=elsewhere(), update_slug="alias").execute,
    MovePageAction: lambda land: MovePageAction(form(), elsewhere(), pos="last-child").execute,
    DeletePageAction: lambda land: DeletePageAction(form()).execute,
}
HARMLESS: Final[dict[type[BaseAction], Way]] = {
    RevertToPageRevisionAction: lambda land: RevertToPageRevisionAction(form(), older(land)).execute,
    CopyPageForTranslationAction: lambda land: (
        CopyPageForTranslationAction(form(), Locale.objects.create(language_code="ku"), copy_parents=True).execute
    ),
    ConvertAliasPageAction: lambda land: ConvertAliasPageAction(alias()).execute,
    UnpublishPageAction: take_off_with_what_is_below,  # it asks each page below; alone: see ``SHELL``
}
"""They leave what the public has as it is, or make a draft."""
OTHERS: Final = {
    *("BaseAction", "PublishRevisionAction", "UnpublishAction", "RevertToRevisionAction", "DeleteAction"),
    *("CopyForTranslationAction", "CreateAction", "EditAction"),  # of what is no page
    *("CreatePageAction", "EditPageAction"),  # they save and publish by what stands in ``SHELL``
}


def tried(act: Act) -> BaseException | None:
    """Try it; what refused it, if anything did."""
    try:
        with transaction.atomic():
            act()
    except (SecondEditorNeeded, PermissionDenied) as error:
        return error
    return None


WAYS: Final = {**SHELL, **{action.__name__: way for action, way in ACTIONS.items()}}


@pytest.mark.parametrize("name", WAYS)
def test_no_way_changes_what_the_public_has_and_each_would(land: Country, name: str) -> None:
    with transaction.atomic():
        act = WAYS[name](land)
        before = public()
        refused = tried(act)
        assert public() == before
        assert isinstance(refused, SecondEditorNeeded)
        assert str(refused)
        transaction.set_rollback(True)
    with without_second_editor("To see what the gate is for."):
        act = WAYS[name](land)
        before = public()
        act()
    assert public() != before


@pytest.mark.parametrize("action", HARMLESS, ids=lambda action: action.__name__)
def test_what_is_no_way_changes_nothing(land: Country, action: type[BaseAction]) -> None:
    act = HARMLESS[action](land)
    before = public()
    assert tried(act) is None
    assert public() == before


def test_every_act_of_wagtail_is_listed() -> None:
    modules = [import_module(f"wagtail.actions.{each.name}") for each in pkgutil.iter_modules(wagtail.actions.__path__)]
    found = {
        name: thing
        for module in modules
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, BaseAction)
    }
    listed = {action.__name__ for action in (*ACTIONS, *HARMLESS)} | OTHERS
    assert set(found) == listed


def test_every_bulk_act_and_command_is_listed() -> None:
    bulk = {action.action_type for action in bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")}
    assert bulk == {"delete", "move", "publish", "unpublish"}  # see tests/site/portal/page_care/test_review_screens.py
    commands = {name for name, app in get_commands().items() if app in ("wagtail", "wagtail_localize", "wagtailcore")}
    publishing = {"move_pages", "publish_scheduled", "publish_scheduled_pages", "sync_locale_trees"}
    harmless = {
        *("api_tokens", "convert_mariadb_uuids", "create_log_entries_from_revisions", "fixtree", "purge_embeds"),
        *("purge_revisions", "rebuild_references_index", "set_url_paths", "show_references_index"),
    }
    assert commands - harmless == publishing


def test_columns_of_a_form_are_watched_or_of_no_consequence() -> None:
    columns = {field.attname for field in FormPage._meta.concrete_fields}
    aside = {
        *("id", "path", "depth", "numchild", "url_path", "page_ptr_id", "content_type_id", "translation_key"),
        *("locale_id", "live", "has_unpublished_changes", "expired", "owner_id", "locked", "locked_at", "locked_by_id"),
        *("first_published_at", "last_published_at", "latest_revision_created_at", "latest_revision_id"),
        *("live_revision_id", "alias_of_id", "draft_title"),
    }
    assert columns - aside == set(FIELDS)


def test_a_page_of_text_is_still_published_by_one(land: Country) -> None:
    page = elsewhere()
    page.title = "عن المنصة"
    page.save_revision(user=land.people["amal"]).publish()
    assert elsewhere().title == "عن المنصة"


def test_what_says_the_same_is_saved_without_asking(land: Country) -> None:
    before = public()
    form().save()
    Page.objects.get(pk=form().pk).save()
    form().save_revision(user=land.people["amal"])
    assert public() == before


def test_an_alias_of_before_follows_its_form(land: Country) -> None:
    alias()
    save_draft(land, "amal", new_question())
    publish_by_two(land)
    followed = FormPage.objects.get(slug="alias")
    assert "bus" in {question.key for question in followed.schema.questions}


def test_what_two_agreed_on_is_published_at_its_hour_and_taken_off_at_its_end(land: Country) -> None:
    opens, ends = now() + timedelta(hours=1), now() + timedelta(hours=3)
    save_draft(land, "amal", new_question(), go_live_at=opens, expire_at=ends)
    review = publish_by_two(land)
    assert review.state == ReviewState.AGREED
    assert "bus" not in {question.key for question in form().schema.questions}
    with standing_at(now() + timedelta(hours=2)), travel(hours=2):
        publish_what_is_due()
    assert "bus" in {question.key for question in form().schema.questions}
    with standing_at(now() + timedelta(hours=4)), travel(hours=4):
        publish_what_is_due()
    assert not form().live


def test_what_lapses_holds_up_no_page_that_is_due_with_it(land: Country) -> None:
    scheduled(land)
    page, before = elsewhere(), public()
    page.title, page.go_live_at = "عن المنصة", now() + timedelta(hours=1)
    page.save_revision(user=land.people["amal"], approved_go_live_at=page.go_live_at)
    with standing_at(now() + timedelta(hours=2)), travel(hours=2):
        assert publish_what_is_due()
    assert public() == before
    assert elsewhere().title == "عن المنصة"
    assert OutboxEntry.objects.filter(topic="form_lapsed").count() == 3


def test_a_second_editor_who_is_none_any_more_has_agreed_to_nothing(land: Country) -> None:
    save_draft(land, "amal", new_question(), go_live_at=now() + timedelta(hours=1))
    publish_by_two(land)
    User.objects.filter(username="basem").update(is_active=False)
    with standing_at(now() + timedelta(hours=2)), travel(hours=2):
        publish_what_is_due()
    assert "bus" not in {question.key for question in form().schema.questions}
    assert form().get_latest_revision().approved_go_live_at is None
    assert {entry.user_id for entry in OutboxEntry.objects.filter(topic="form_lapsed")} == {
        land.people["amal"].pk,
        land.people["carol"].pk,
    }


def test_what_waits_for_its_hour_is_called_off_by_one_of_the_two(land: Country) -> None:
    save_draft(land, "amal", new_question(), go_live_at=now() + timedelta(hours=1))
    take_back(publish_by_two(land).pk, actor=land.actor("basem"))
    with standing_at(now() + timedelta(hours=2)), travel(hours=2):
        publish_what_is_due()
    assert "bus" not in {question.key for question in form().schema.questions}


def test_an_agreement_is_used_once(land: Country) -> None:
    save_draft(land, "amal", new_question())
    agreed = publish_by_two(land).pages.get().revision
    save_draft(land, "basem", heading="عنوان آخر")
    publish_by_two(land, "basem", "amal")
    with pytest.raises(SecondEditorNeeded):
        agreed.publish()


def test_a_row_by_which_one_person_agreed_with_themselves_opens_nothing(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="", actor=land.actor("amal"))
    FormReview.objects.update(state=ReviewState.AGREED, decided_by=land.people["amal"], decided_at=now())
    drafted = review.pages.get().revision
    assert drafted is not None
    with pytest.raises(SecondEditorNeeded):
        drafted.publish(user=land.people["amal"], skip_permission_checks=True)
    assert "bus" not in {question.key for question in form().schema.questions}


def test_the_end_of_a_form_is_agreed_on_for_that_form_as_it_is(land: Country) -> None:
    review = propose_end(key(), words="", actor=land.actor("amal"))
    with pytest.raises(SecondEditorNeeded):
        form().unpublish()
    agree(review.pk, read=as_read(review), actor=land.actor("basem"))
    assert not form().live
    with pytest.raises(SecondEditorNeeded):
        form().get_latest_revision().publish()


def test_an_exception_says_why() -> None:
    with pytest.raises(ValueError, match="says why"), without_second_editor(""):
        pass
