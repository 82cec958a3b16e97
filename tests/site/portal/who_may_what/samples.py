"""What stands for the parameters of each route: ids of real things in the small world."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, cast

from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from PIL import Image as Picture
from wagtail.admin.models import EditingSession
from wagtail.blocks.base import Block
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, PageViewRestriction, Site, Task, UploadedFile, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from content.forms.arriving import begin as begin_file
from content.forms.page import FormPage
from content.knowledge.models import ArticlePage
from content.pages.models import StandardPage
from content.webhooks.models import WebhookCall, What
from permissions.access.models import RoleAtAgency, RoleHolding
from permissions.access.one_time_links import make_link
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.areas.models import Area
from permissions.now import now
from permissions.people.models import LinkPurpose, User
from portal.desk.saved_views import SavedView, save_new
from portal.operations.jobs import begin as begin_job
from portal.operations.sheets.models import SentSheet
from tests.scenes import LONG_AGO, publish_one
from tests.site.portal.who_may_what.desk_samples import consulted, copy, drawn, given_alone, own_data, ready_answer
from tests.site.portal.who_may_what.report_samples import figures
from tests.site.portal.who_may_what.world import SEATS, World, opened_request
from workflows.calls.models import What as Done
from workflows.calls.services import begin as begin_call
from workflows.calls.services import note_case
from workflows.cases.models import Case, Channel
from workflows.danger_words.shipped import shipped
from workflows.jobs.models import Job
from workflows.moving.models import MovingPlan
from workflows.moving.plans import begin
from workflows.notifications.chosen import fewer_token
from workflows.notifications.short_links import EXAMPLE
from workflows.outbox.models import OutboxEntry, ServiceCall
from workflows.saved_reports.copies import Wanted as CopyWanted
from workflows.saved_reports.copies import ask_for as ask_for_file
from workflows.saved_reports.services import save_new as save_report
from workflows.together.orders import Doing, Order, ask_for
from workflows.versions.models import Version, VersionStatus
from workflows.versions.selectors import published
from workflows.versions.services import draft, draft_end

Samples = dict[str, dict[str, Any]]
NOTHING = 999_999  # the id of nothing


def gather(world: World) -> Samples:
    """All of them. Longer beginnings win; ``"… · name"`` adds what a line of the table with ``of = "name"`` means."""
    editor, asked = world.land.people["editor"], opened_request(world)
    return {
        **_pages(editor),
        **_files(editor),
        **_translations(),
        **_rules(world),
        **figures(world),
        **_own_reports(world),
        "admin/dashboards/": {"key": "officer"},
        **_people(world),
        "admin/bulk/ · people": {"app_label": "permissions", "model_name": "user", "action": "delete", "pk": editor.pk},
        "areas/places.": {"language": "ar"},
        "<language>/arriving/": {"key": begin_file(name="a.pdf", length=9, form_key="").key},
        "<language>/my/": {"tracking": world.cases["mine"].tracking},
        **own_data(world),
        "<language>/track/new-code/": {"token": "made-up"},
        "<language>/track/<str:tracking>/new-code/": {"tracking": world.cases["mine"].tracking},
        "<language>/track/<str:tracking>/here/": {"tracking": world.cases["mine"].tracking},
        "s/": {"code": EXAMPLE},
        "<language>/s/": {"code": EXAMPLE},
        "<language>/letters/": {"token": fewer_token(world.cases["mine"])},
        "admin/desk/": {"act": "reply", "page": 1},
        "admin/desk/quality/": drawn(world),
        "admin/desk/asked/": {"file": consulted(world)},
        "admin/desk/<slug:tracking>/paper/": {"key": copy(world).key},
        "admin/desk/together/": {"key": _order(world).digest},
        "admin/desk/views/": {"view_id": _shared_view(world).pk},
        "admin/desk/ready/": {"key": ready_answer(world).key},
        "admin/suggestions/": {"act": "learn"},
        "api/v1/": {"form": FormPage.objects.filter(kind="complaint").values_list("translation_key", flat=True)[0]},
        "admin/automatic/": {"call_id": _failed_act(world.cases["mine"]).pk},
        "admin/page-care/": {
            "call_id": _given_up_call().pk,
            "code": "moh",
            "form": FormPage.objects.filter(kind="complaint").values_list("translation_key", flat=True)[0],
            "language": "ar",
        },
        "admin/call-centre/": _call_in_which_was_filed(world),
        "admin/letters/": {"entry_id": OutboxEntry.objects.filter(case=world.cases["mine"]).latest("pk").pk},
        "admin/identities/": {"act": "open", "tracking": asked.case.tracking, "number": asked.number},
        "admin/erasures/": {"act": "hold", "tracking": world.cases["mine"].tracking},
    }


def _order(world: World) -> Job:
    """One act for many requests, which the liaison officer asked for and can undo."""
    work = world.cases["mine"].works.get()
    done = Order(Doing.ASSIGN, {work.case_id: work.pk}, {"user": world.land.people["staff-moh"].pk})
    job = ask_for(done, actor=world.land.actor(SEATS["liaison"].login))
    begin_job(job.pk)
    return job


def _failed_act(case: Case) -> ServiceCall:
    """An act that was given up on a case."""
    asked = {"key": f"{case.pk}:1:1:tell", "case": case, "event_number": 1, "step": "tell", "service": "web"}
    at = {"created_at": now(), "available_at": now(), "failed_at": now()}
    return ServiceCall.objects.create(**asked, **at, problem="answered", attempts=6)


def _call_in_which_was_filed(world: World) -> dict[str, Any]:
    """An open call of the call-taker's."""
    case = world.cases["other"]
    call = begin_call(taker_id=world.land.people["callcentre"].pk, channel=Channel.CALL, number="")
    note_case(call, case, Done.FILED, event_number=1)
    return {"key": call.key, "number": case.tracking}


def _shared_view(world: World) -> SavedView:
    """A view of a colleague's that is shared at the first ministry."""
    owner, agency = world.land.people["staff-moh"], world.land.agencies["moh"]
    return save_new(name="x", asked={"kind": ["complaint"]}, owner_id=owner.pk, agency_id=agency.pk)


def _given_up_call() -> WebhookCall:
    """A webhook that nobody answered."""
    at = {"created_at": now(), "available_at": now(), "failed_at": now()}
    return WebhookCall.objects.create(key="0" * 32, webhook="https://web.example.org/", what=What.MOVED, **at)


def of_case(case: Case) -> dict[str, Any]:
    """What names a case, or something of it, in an address."""
    file = case.files.first()
    return {"tracking": case.tracking, "number": 1 if file else NOTHING, "name": "add"}


def of_no_case() -> dict[str, Any]:
    """The same for a case that never was."""
    return {"tracking": "26-0000-0000-0", "number": NOTHING, "name": "add", "key": "0" * 32}


def _pages(editor: User) -> Samples:
    page, coming, approved = StandardPage.objects.filter(locale__language_code="ar").order_by("pk")[:3]
    first, second = page.save_revision(user=editor), page.save_revision(user=editor)
    later = coming.save_revision(user=editor, approved_go_live_at=datetime(2100, 1, 1, tzinfo=UTC))
    alias, home = page.create_alias(update_slug="alias"), page.get_parent()
    session = EditingSession.objects.create(user=editor, content_object=page, last_seen_at=now())
    kind = {"app_label": "content", "model_name": "standardpage"}
    return {
        "": {"page_id": page.pk, "page_path": page.slug, "block_id": next(iter(Block.definition_registry))},
        "admin/api/": {"pk": page.pk, "action_name": "publish"},
        "api/content/": {"pk": page.pk},
        "admin/pages/": {
            "parent_page_id": home.pk,
            "page_to_move_id": page.pk,
            "destination_id": home.pk,
            "revision_id": first.pk,
            "revision_id_a": first.pk,
            "revision_id_b": second.pk,
            "pk": page.pk,
            "content_type_app_name": "content",
            "content_type_model_name": "standardpage",
            "action_name": "approve",
            **kind,
        },
        "admin/bulk/ · pages": {"app_label": "wagtailcore", "model_name": "page", "action": "publish", "pk": page.pk},
        "admin/pages/<int:page_id>/convert_alias/": {"page_id": alias.pk},
        "admin/localize/page/": {"page_id": page.get_translation(Locale.objects.get(language_code="en")).pk},
        "admin/pages/<int:page_id>/revisions/<int:revision_id>/unschedule/": {
            "page_id": coming.pk,
            "revision_id": later.pk,
        },
        "admin/choose-page/": {"parent_page_id": home.pk},
        "admin/editing-sessions/": {"object_id": page.pk, "session_id": session.pk, **kind},
        "admin/locales/": {"pk": page.locale_id},
        **_approving(approved, editor),
    }


def _approving(page: StandardPage, editor: User) -> Samples:
    """What nobody's role does: pages that are approved or private; and what is set up once for the site."""
    page.save_revision(user=editor)
    workflow, task = cast("Workflow", Workflow.objects.first()), cast("Task", Task.objects.first())
    state = workflow.start(page, editor)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    return {
        "<language>/_util/": {"page_id": page.pk, "page_view_restriction_id": restriction.pk},
        "admin/pages/workflow/": {
            "page_id": page.pk,
            "task_state_id": state.current_task_state.pk,
            "task_id": task.pk,
        },
        "admin/pages/<int:page_id>/workflow_history/": {"page_id": page.pk, "workflow_state_id": state.pk},
        "admin/workflows/": {
            "pk": workflow.pk,
            "page_pk": page.pk,
            "workflow_pk": workflow.pk,
            "task_id": task.pk,
            "app_label": "wagtailcore",
            "model_name": "groupapprovaltask",
        },
        "admin/tag-autocomplete/": {"app_name": "taggit", "model_name": "tag"},
        "admin/collections/": {"pk": 1, "collection_id": 1},
        "admin/redirects/": {"redirect_id": Redirect.objects.create(old_path="/en/old", redirect_page=page).pk},
        "admin/sites/": {"pk": cast("Site", Site.objects.first()).pk},
        "admin/groups/": {"pk": editor.groups.values_list("pk", flat=True).first() or 1},
    }


def _files(editor: User) -> Samples:
    image_model, document_model = get_image_model(), get_document_model()
    drawn = BytesIO()
    Picture.new("RGB", (8, 8)).save(drawn, "PNG")
    image = image_model.objects.create(title="x", file=ImageFile(BytesIO(drawn.getvalue()), "who-may-what.png"))
    document = document_model.objects.create(title="x", file=ContentFile(b"x", "who-may-what.txt"))
    waiting = {}
    for model, file in ((image_model, drawn.getvalue()), (document_model, b"x")):
        kind = ContentType.objects.get_for_model(model)
        content = ContentFile(file, "who-may-what.png")
        waiting[model] = UploadedFile.objects.create(for_content_type=kind, file=content, uploaded_by_user=editor)
    return {
        "admin/images/": {
            "image_id": image.pk,
            "uploaded_file_id": waiting[image_model].pk,
            "filter_spec": "width-8",
            "pk": image.pk,
        },
        "admin/documents/": {
            "document_id": document.pk,
            "doc_id": document.pk,
            "uploaded_file_id": waiting[document_model].pk,
            "pk": document.pk,
        },
        "admin/bulk/ · images": {
            "app_label": "wagtailimages",
            "model_name": "image",
            "action": "add_tags",
            "pk": image.pk,
        },
        "admin/bulk/ · documents": {
            "app_label": "wagtaildocs",
            "model_name": "document",
            "action": "add_tags",
            "pk": document.pk,
        },
        "admin/api/main/^images/": {"pk": image.pk},
        "admin/api/main/^documents/": {"pk": document.pk},
    }


def _translations() -> Samples:
    translation = cast("Translation", Translation.objects.first())
    sentence = StringSegment.objects.filter(source=translation.source).first()
    replaced = OverridableSegment.objects.filter(source=translation.source).first()
    return {
        "admin/localize/": {
            "translation_source_id": translation.source.pk,
            "translation_id": translation.pk,
            "string_segment_id": sentence.pk if sentence else NOTHING,
            "overridable_segment_id": replaced.pk if replaced else NOTHING,
            "app_label": "content",
            "model_name": "standardpage",
            "pk": 1,
            "mode": "draft",
        }
    }


def _rules(world: World) -> Samples:
    former = Version.objects.get(subject="ladder", key="default", status=VersionStatus.PUBLISHED)
    publish_one("ladder", "default", former.definition)
    begun = draft(subject="ladder", key="default", definition=former.definition, actor=world.land.actor("owner"))
    publish_one("ladder", "spare", former.definition)
    ending = draft_end(published("ladder", "spare").pk, actor=world.land.actor("owner"))
    table = published("routing", "main")
    routing = draft(subject="routing", key="main", definition=table.definition, actor=world.land.actor("owner"))
    danger = draft(subject="danger", key="danger", definition=shipped(), actor=world.land.actor("owner"))
    return {
        "admin/studio/drafts/<int:version_id>/try/": {"version_id": routing.pk},
        "admin/studio/drafts/<int:version_id>/end/": {"version_id": ending.pk},
        "admin/studio/drafts/<int:version_id>/canvas/": {"version_id": published("process", "complaint").pk},
        "admin/studio/": {"subject": "ladder", "key": "default", "version_id": begun.pk},
        "admin/studio/letters/": {"key": "acknowledged"},
        "admin/studio/segments/": {"key": "new"},
        "admin/studio/versions/": {"version_id": former.pk},
        "admin/studio/versions/<int:version_id>/danger/": {"version_id": danger.pk},
        "admin/studio/versions/<int:version_id>/effect/": {"version_id": Version.objects.get(key="jordan").pk},
        **{
            f"admin/studio/versions/<int:version_id>/{page}/": {"version_id": published("process", "complaint").pk}
            for page in ("past", "examples", "walk", "before-and-after", "bpmn", "diagram")
        },
        "admin/studio/versions/<int:version_id>/move/": {"version_id": published("process", "complaint").pk},
        "admin/studio/moving/": {"plan_id": _plan(world).pk},
        "admin/studio/calendar/": {"key": "jordan"},
        "admin/sheets/of/": {"code": "rules", "key": "main", "kind": "csv", "sent_id": _sent("rules", "main").pk},
    }


def _plan(world: World) -> MovingPlan:
    """A plan that moves the open praise to a version like the one on which it is."""
    former = published("process", "praise")
    publish_one("process", "praise", former.definition)
    return begin(former, actor=world.land.actor("owner"))


def _own_reports(world: World) -> Samples:
    """A report that the liaison officer saved, and its file."""
    owner = world.land.people[SEATS["liaison"].login].pk
    question = {"measures": ["received"], "period": {"named": "last_month"}}
    report = save_report(name="x", question=question, drawn="table", owner_id=owner)
    file = ask_for_file(CopyWanted("x", question, "table", "csv", "ar"), reader_id=owner)
    return {"admin/reports/own/": {"report_id": report.pk, "key": file.key}}


def _area() -> Area:
    return Area.objects.create(key="irbid", name={"ar": "إربد", "en": "Irbid"})


def _people(world: World) -> Samples:
    person, other = world.land.people["staff-moe"], world.land.people["level1-moe"]
    gone, former = (User.objects.create(username=name, is_active=False) for name in ("gone", "former"))
    mine, colleague = (world.land.people[name] for name in ("staff-moh", "level1-moh"))
    place = RoleAtAgency.objects.get(role__code="officer", agency__code="moh")
    RoleHolding.objects.create(user=former, place=place, starts=LONG_AGO, ends=LONG_AGO + timedelta(days=1))
    return {
        "admin/users/": {"pk": person.pk},
        "admin/access/": {"user_id": person.pk, "to_id": other.pk, "act": "grant", "code": "officer"},
        "admin/access/ · own people": {"user_id": mine.pk, "to_id": colleague.pk, "act": "grant", "code": "moh"},
        "admin/access/people/<int:user_id>/hand-over/<int:to_id>/ · own people": {
            "user_id": former.pk,
            "to_id": colleague.pk,
        },
        "admin/access/emergencies/": {"emergency_id": given_alone(world)},
        "admin/access/bodies/": {"code": "moe"},
        "admin/access/areas/": {"key": _area().key},
        "admin/sheets/pages/": {"code": "contacts", "kind": "csv", "sent_id": _sent("contacts").pk},
        "admin/sheets/list/": {"code": "bodies", "kind": "csv", "sent_id": _sent("bodies").pk},
        "admin/access/bodies/<slug:code>/passing-on/": {"code": _closed().code},
        "admin/access/posts/": {"code": "moe", "post": Post.objects.filter(agency__code="moe")[0].pk},
        "admin/access/posts/ · own people": {"code": "moh", "post": Post.objects.filter(agency__code="moh")[0].pk},
        "admin/access/people/<int:user_id>/hand-over/<int:to_id>/": {"user_id": gone.pk, "to_id": other.pk},
        "<language>/start/factor/": {"token": make_link(person, LinkPurpose.FACTOR, actor=Actor.operator)},
        "<language>/start/": {"token": make_link(person, LinkPurpose.FIRST_ADMINISTRATOR, actor=Actor.operator)},
        "admin/password_reset/": {
            "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
            "token": default_token_generator.make_token(person),
        },
    }


def _sent(sheet: str, key: str = "") -> SentSheet:
    """A file of nothing that changes anything."""
    by = User.objects.get(username="editor")
    return SentSheet.objects.create(sheet=sheet, key=key, by=by, sent_at=now(), language="en", name="list.csv")


def _closed() -> Agency:
    """A body that has closed, of which nothing has been passed on yet."""
    heir = Agency.objects.get(code="moe")
    return Agency.objects.create(
        code="closed", name={"ar": "مغلقة", "en": "Closed"}, active=False, closes_on=LONG_AGO.date(), heir=heir
    )


def posted(route: str, samples: Samples, of: str = "") -> dict[str, Any]:
    """What is sent to screens that break on a form without any field."""
    if route.startswith("admin/pages/") and route.endswith("/copy/"):
        return {"new_parent_page": samples["admin/pages/"]["parent_page_id"]}
    if route.endswith("/pofile/upload/"):
        return {"file": ContentFile(_OF_ANOTHER_PAGE, "another.po")}
    if route == "admin/access/posts/<slug:code>/":
        own = " · own people" if of else ""
        return {"do": "bring", "post": samples[f"admin/access/posts/{own}"]["post"], "role": ""}
    if route == "<language>/of-use/":
        return {"article": ArticlePage.objects.live().values_list("pk", flat=True)[0], "of_use": "yes"}
    if route == "<language>/hints/":
        return {"page": FormPage.objects.live().filter(kind="complaint").values_list("pk", flat=True)[0]}
    if route == "<language>/hints/answered/":
        return {"article": ArticlePage.objects.live().values_list("pk", flat=True)[0]}
    return _POSTED.get(route, {})


_OF_ANOTHER_PAGE = b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: another\\n"\n'
_NO_BLOCKS = {"body-count": "0"}
_POSTED: dict[str, dict[str, Any]] = {
    "admin/suggestions/<slug:act>/": {"about": "body"},
    "admin/studio/calendar/<slug:key>/body/": {"body": "moh"},
    "admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/": _NO_BLOCKS,
    "admin/pages/<int:page_id>/edit/": _NO_BLOCKS,
    "admin/pages/<int:page_id>/revisions/<int:revision_id>/revert/": _NO_BLOCKS,
    "admin/choose-external-link/": {"external-link-chooser-url": "https://example.org/"},
}
