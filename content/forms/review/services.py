"""The road of a form from a draft to the public: ready, agreed or sent back, and taken back within a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from content.forms.page import FormPage
from content.forms.review.digest import content_digest
from content.forms.review.gate import agreement
from content.forms.review.models import FormReview, ReviewAct, ReviewPage, ReviewState
from content.forms.twins import untranslated
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from workflows.notifications.to_editors import LAPSED, PUBLISHED, READY, SENT_BACK, TAKEN_BACK, tell_editors
from workflows.transactions.turn import write_transaction
from workflows.versions.services import digest_of

WITHIN: Final = timedelta(days=1)
"""For so long one of the two editors alone may take a publication back."""


class ReviewRefused(Exception):
    """It was not done; ``reasons`` are sentences for the editor."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One language of a form. ``live``: its row as the public has it, None where it is not on the site; ``draft``: what
    would be published, None where nothing would change; ``untranslated``: sentences for which a translator is awaited.
    """

    page: FormPage
    live: FormPage | None
    draft: FormPage | None
    untranslated: int = 0


def pages_of(form: UUID) -> list[FormPage]:
    """The pages of a form, the one first of which the others are translations."""
    pages = FormPage.objects.filter(translation_key=form, alias_of=None).select_related("locale", "live_revision")
    return sorted(pages, key=lambda page: (_translation_to(page) is not None, page.pk))


def drafts_of(form: UUID) -> list[DraftPage]:
    """What would be published in each language."""
    return [_draft_of(page) for page in pages_of(form)]


def offer_for_translation(page: FormPage) -> None:
    """Let translators have the sentences of a draft before it is published, so that all languages go together."""
    if TranslationSource.objects.get_for_instance_or_none(page) is not None:
        TranslationSource.update_or_create_from_instance(page.get_latest_revision_as_object())


def is_translation(page: FormPage) -> bool:
    """Whether its words are those of a translator."""
    return _translation_to(page) is not None


def _translation_to(page: FormPage) -> Translation | None:
    found = Translation.objects.select_related("source", "target_locale")
    return found.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True).first()


def _draft_of(page: FormPage) -> DraftPage:
    live = page if page.live else None
    translation = _translation_to(page)
    missing = 0 if translation is None else untranslated(translation)
    if missing:
        return DraftPage(page, live, None, missing)
    if translation is None:
        draft = page.get_latest_revision_as_object()
    else:
        draft = translation.source.get_ephemeral_translated_instance(page.locale, fallback=False)
    # As it would be saved: checking writes keys in the place of words. What is wrong is said by ``problems_of``.
    with suppress(ValidationError):
        draft.full_clean()
    same = live is not None and content_digest(live) == content_digest(draft)
    return DraftPage(page, live, None if same else draft)


def problems_of(drafts: Iterable[DraftPage]) -> list[str]:
    """What stands in the way of publishing these drafts, in sentences."""
    return [sentence for each in drafts if each.draft is not None for sentence in _problems(each.draft)]


def _problems(draft: FormPage) -> Iterator[str]:
    try:
        draft.full_clean()
    except ValidationError as error:
        messages = error.messages
        yield from (f"{draft.locale.get_display_name()}: {message}" for message in messages if message)


def authors_of(form: UUID) -> frozenset[int]:
    """Everybody who wrote part of what is not published yet, translators too: none of them is its second editor.

    Whoever puts an earlier version back wrote no part of it.
    """
    return frozenset().union(*(_authors(page) for page in pages_of(form)))


def _authors(page: FormPage) -> set[int]:
    revisions, of_page = page.revisions.all(), {"context__object_id": page.translation_key, "locale": page.locale_id}
    translations, overrides = StringTranslation.objects.filter(**of_page), SegmentOverride.objects.filter(**of_page)
    if page.live_revision_id is not None:
        # Also where its author typed on after it was published: Wagtail then writes into the same revision.
        since = page.last_published_at or now()
        revisions = revisions.filter(Q(pk__gt=page.live_revision_id) | Q(created_at__gt=since))
    elif page.last_published_at is not None:
        revisions = revisions.filter(created_at__gt=page.last_published_at)
    if page.last_published_at is not None:
        translations = translations.filter(updated_at__gt=page.last_published_at)
        overrides = overrides.filter(updated_at__gt=page.last_published_at)
    writers = {
        *_writers(page, revisions),
        *translations.values_list("last_translated_by", flat=True),
        *overrides.values_list("last_translated_by", flat=True),
    }
    return {writer for writer in writers if writer is not None}


def _writers(page: FormPage, revisions: QuerySet[Revision]) -> frozenset[int | None]:
    """Who wrote the last of some revisions: a version that says the same as an earlier one has the writers of that."""
    rows = list(revisions.order_by("created_at", "pk"))
    users = frozenset(row.user_id for row in rows)
    if len(users) < 2:
        return users
    writers: dict[str, frozenset[int | None]] = {content_digest(page) if page.live else "": frozenset()}
    last: frozenset[int | None] = frozenset()
    for row in rows:
        last = writers.setdefault(content_digest(row.as_object()), last | {row.user_id})
    return last


def waiting_reviews() -> QuerySet[FormReview]:
    """What waits for a second editor, the longest first; not of a form that was deleted meanwhile."""
    waiting = FormReview.objects.filter(Exists(ReviewPage.objects.filter(review=OuterRef("pk"))))
    return waiting.filter(state=ReviewState.WAITING).select_related("ready_by").order_by("ready_at")


def waiting_for(user_id: int) -> list[FormReview]:
    """What waits for this person as the second editor."""
    waiting = waiting_reviews().exclude(ready_by=user_id)
    return [review for review in waiting if is_current(review) and user_id not in parties_of(review)]


def parties_of(review: FormReview) -> frozenset[int]:
    """Who may not be its second editor."""
    return authors_of(review.form) | {review.ready_by_id}


def is_current(review: FormReview) -> bool:
    """Whether the drafts are still those that it is about: a draft that was changed since is nobody's to agree on."""
    rows = list(review.pages.select_related("page", "revision"))
    return bool(rows) and all(_is_current(review, row) for row in rows)


def _is_current(review: FormReview, row: ReviewPage) -> bool:
    page = row.page
    if review.act == ReviewAct.END:
        return page.live and content_digest(page) == row.digest
    if row.revision is None or page.latest_revision_id != row.revision_id:
        return False
    with suppress(ValidationError):
        return content_digest(_as_published(row.revision)) == row.digest
    return False


def as_read(review: FormReview) -> str:
    """The digest of all that the second editor has before them."""
    rows = [
        [row.page_id, row.revision_id, row.digest, content_digest(row.page) if row.page.live else ""]
        for row in review.pages.select_related("page")
    ]
    return digest_of([review.pk, review.act, review.words, rows])


def ready(form: UUID, *, words: str, actor: Actor) -> FormReview:
    """Say that the drafts of a form are ready for a second editor; what waited before is withdrawn.

    Raises ``ReviewRefused`` where nothing would change, or something stands in the way.
    """
    with write_transaction():
        for page in pages_of(form):
            offer_for_translation(page)
        drafts = drafts_of(form)
        if not any(each.draft for each in drafts):
            raise ReviewRefused([_("Nothing changes yet: the draft is the same as what is published.")])
        if problems := problems_of(drafts):
            raise ReviewRefused(problems)
        review = _propose(form, ReviewAct.PUBLISH, words, actor)
        for each in drafts:
            if each.draft is not None:
                _add_page(review, each.page, each.draft, actor)
        return _announce(review, actor)


def propose_end(form: UUID, *, words: str, actor: Actor) -> FormReview:
    """Propose that a form is taken off the site in all its languages. Raises ``ReviewRefused`` where it is on none."""
    with write_transaction():
        live = [page for page in pages_of(form) if page.live]
        if not live:
            raise ReviewRefused([_("This form is not on the site.")])
        review = _propose(form, ReviewAct.END, words, actor)
        for page in live:
            ReviewPage.objects.create(review=review, page=page, digest=content_digest(page))
        return _announce(review, actor)


def _propose(form: UUID, act: ReviewAct, words: str, actor: Actor) -> FormReview:
    for waiting in FormReview.objects.select_for_update().filter(form=form, state=ReviewState.WAITING):
        _withdraw(waiting, actor)
    return FormReview.objects.create(form=form, act=act, ready_by=_person(actor), ready_at=now(), words=words)


def _announce(review: FormReview, actor: Actor) -> FormReview:
    """Record a proposal once it has its pages, and tell all other editors that it waits."""
    _record("form_ready", review, actor)
    title = title_of(review.form)
    tell_editors(READY, form=str(review.form), title=title, by=review.ready_by_id, words=review.words, mark=review.pk)
    return review


def _add_page(review: FormReview, page: FormPage, draft: FormPage, actor: Actor) -> None:
    revision = page.get_latest_revision() if page.has_unpublished_changes and _translation_to(page) is None else None
    if revision is None:  # a translation has none before it is wanted, nor has a page that the platform began
        revision = draft.save_revision(user=_person(actor), log_action=True)
    digest = content_digest(_as_published(revision))
    ReviewPage.objects.create(review=review, page=page, revision=revision, digest=digest)


def _as_published(revision: Revision) -> FormPage:
    """A revision as publishing it saves it. Raises ``ValidationError``."""
    page: FormPage = revision.as_object()
    page.full_clean()
    return page


def agree(review_id: int, *, read: str, actor: Actor) -> FormReview:
    """The second editor agrees: it is published at once, or at the hour that stands in the draft, or taken off.

    ``read`` as ``as_read``. Raises ``ReviewRefused``.
    """
    with write_transaction():
        review = _locked(review_id, ReviewState.WAITING)
        if actor.user_id in parties_of(review):
            raise ReviewRefused([_("You worked on this draft, so another editor decides.")])
        if not is_current(review) or read != as_read(review):
            raise ReviewRefused([_("The draft was changed meanwhile, so nothing was published. Read it again.")])
        user = _person(actor)
        review.state, review.decided_by, review.decided_at = ReviewState.AGREED, user, now()
        review.save()
        _carry_out(review, user)
        _record("form_published" if review.act == ReviewAct.PUBLISH else "form_ended", review, actor)
        _tell(PUBLISHED, review, user)
        return review


def _carry_out(review: FormReview, user: User) -> None:
    for row in review.pages.select_related("page__live_revision", "revision"):
        row.former = row.page.live_revision
        row.former_digest = content_digest(row.page) if row.page.live else ""
        row.save(update_fields=["former", "former_digest"])
        # Wagtail's own rights say of a form that nobody publishes it: the gate knows the agreement.
        try:
            if row.revision is not None:
                row.revision.publish(user=user, skip_permission_checks=True)
            else:
                UnpublishPageAction(row.page, user=user).execute(skip_permission_checks=True)
        except ValidationError as error:
            raise ReviewRefused(error.messages) from error


def send_back(review_id: int, *, reason: str, actor: Actor) -> FormReview:
    """The second editor does not agree, and says why. Raises ``ReviewRefused``."""
    with write_transaction():
        review = _locked(review_id, ReviewState.WAITING)
        if actor.user_id == review.ready_by_id:
            raise ReviewRefused([_("You said it’s ready: withdraw it instead.")])
        review.state, review.reason = ReviewState.SENT_BACK, reason
        review.decided_by_id, review.decided_at = actor.user_id, now()
        review.save()
        _record("form_sent_back", review, actor)
        _tell(SENT_BACK, review, _person(actor))
        return review


def withdraw(review_id: int, *, actor: Actor) -> FormReview:
    """Whoever said that it is ready takes that back before anybody decided. Raises ``ReviewRefused``."""
    with write_transaction():
        review = _locked(review_id, ReviewState.WAITING)
        if actor.user_id != review.ready_by_id:
            raise ReviewRefused([_("Only the editor who said it’s ready can withdraw it.")])
        _withdraw(review, actor)
        return review


def _withdraw(review: FormReview, actor: Actor) -> None:
    review.state = ReviewState.WITHDRAWN
    review.save()
    _record("form_withdrawn", review, actor)


def last_agreed(form: UUID) -> FormReview | None:
    """The last act of two editors on a form, which is what can be taken back."""
    found = FormReview.objects.filter(form=form, state=ReviewState.AGREED)
    return found.select_related("ready_by", "decided_by").first()


def may_take_back(review: FormReview, user_id: int | None) -> bool:
    """Whether one of its two editors may undo it alone: within a day, and where nothing was published over it."""
    at = published_at(review) or review.decided_at
    if review.takes_back_id is not None or user_id not in (review.ready_by_id, review.decided_by_id):
        return False
    return at is not None and now() - at <= WITHIN and last_agreed(review.form) == review


def published_at(review: FormReview) -> datetime | None:
    """When it went through the gate; None while its hour is still to come."""
    done = [row.done_at for row in review.pages.all() if row.done_at is not None]
    return max(done) if done else None


def take_back(review_id: int, *, actor: Actor) -> FormReview:
    """Undo what two editors did: what was public before is public again. All other editors are told.

    What waits for its hour is called off. Raises ``ReviewRefused``.
    """
    with write_transaction():
        review = _locked(review_id, ReviewState.AGREED)
        if not may_take_back(review, actor.user_id):
            raise ReviewRefused([_("Only its two editors can take it back on their own, within a day.")])
        user = _person(actor)
        review.state = ReviewState.TAKEN_BACK
        review.save()
        back = FormReview.objects.create(
            form=review.form,
            act=ReviewAct.PUBLISH,
            state=ReviewState.AGREED,
            ready_by=user,
            ready_at=now(),
            decided_by=user,
            decided_at=now(),
            takes_back=review,
        )
        for row in review.pages.select_related("page", "former", "revision"):
            _put_back(back, row, user)
        _record("form_taken_back", review, actor)
        _tell(TAKEN_BACK, review, user)
        return back


def _put_back(back: FormReview, row: ReviewPage, user: User) -> None:
    page = FormPage.objects.get(pk=row.page_id)
    if row.done_at is None:
        page.revisions.filter(pk=row.revision_id).update(approved_go_live_at=None)
        return
    try:
        if row.former is not None:
            if content_digest(_as_published(row.former)) != row.former_digest:
                raise ReviewRefused([_("The earlier version is no longer there as it was, so it takes two.")])
            ReviewPage.objects.create(review=back, page=page, revision=row.former, digest=row.former_digest)
            row.former.publish(user=user, skip_permission_checks=True)
        elif row.former_digest:
            raise ReviewRefused([_("What was public before is no longer there as it was, so it takes two.")])
        elif page.live:
            back.act = ReviewAct.END
            back.save(update_fields=["act"])
            ReviewPage.objects.create(review=back, page=page, digest=content_digest(page))
            UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    except ValidationError as error:
        raise ReviewRefused(error.messages) from error


def drop_lapsed(at: datetime) -> None:
    """Take from the list of the clock what two editors have not agreed on, or no longer: it stays a draft, and all
    editors are told."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=at, content_type__model="formpage")
    for revision in due:
        page = FormPage.objects.get(pk=revision.object_id)
        try:
            digest = content_digest(_as_published(revision))
        except ValidationError:
            digest = ""
        if digest and agreement(page.pk, ReviewAct.PUBLISH, digest) is not None:
            continue
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        form = page.translation_key
        tell_editors(LAPSED, form=str(form), title=title_of(form), by=None, words="", mark=revision.pk)


def _person(actor: Actor) -> User:
    """Who acts: only people of the staff agree on forms."""
    return User.objects.get(pk=actor.user_id or 0)


def _locked(review_id: int, state: ReviewState) -> FormReview:
    review = FormReview.objects.select_for_update().filter(pk=review_id).first()
    if review is None or review.state != state:
        raise ReviewRefused([_("This has been decided meanwhile. Nothing was changed.")])
    return review


def title_of(form: UUID) -> dict[str, str]:
    """What a form is called, by language."""
    return {page.locale.language_code: page.draft_title or page.title for page in pages_of(form)}


def _tell(topic: str, review: FormReview, by: User) -> None:
    parties = None if topic == TAKEN_BACK else {review.ready_by_id}
    tell_editors(
        topic,
        form=str(review.form),
        title=title_of(review.form),
        by=by.pk,
        words=review.reason,
        mark=review.pk,
        only=parties,
    )


def _record(verb: str, review: FormReview, actor: Actor) -> None:
    """On the audit trail, by the page in the first language."""
    pages: list[Any] = [
        {"page": row.page_id, "revision": row.revision_id or 0, "digest": row.digest} for row in review.pages.all()
    ]
    first = pages_of(review.form)[0]
    data = {"kind": first.kind, "review": review.pk, "act": review.act, "pages": pages}
    append([NewEntry(verb=verb, subject="form", subject_id=first.pk, data=data)], actor=actor, at=now())
