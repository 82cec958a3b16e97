"""The road of a form: ready, agreed by another editor, sent back, taken back within a day; and what voids it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import PageLogEntry, Revision
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationSource

from content.forms.review.models import FormReview, ReviewState
from content.forms.review.services import (
    ReviewRefused,
    agree,
    as_read,
    authors_of,
    drafts_of,
    is_current,
    last_agreed,
    offer_for_translation,
    propose_end,
    ready,
    send_back,
    take_back,
    waiting_for,
    withdraw,
)
from permissions.access.selectors import held_by
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from tests.content.forms.review.drafting import form, key, new_question, publish_by_two, save_draft, translate
from tests.scenes import Country, hire
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.selectors import count_new
from workflows.notifications.to_editors import written
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


def asked(language: str = "ar") -> set[str]:
    return {question.key for question in form(language).schema.questions}


def test_a_second_editor_publishes_what_one_has_drafted(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="For the buses", actor=land.actor("amal"))
    assert "bus" not in asked()
    assert [each.pk for each in waiting_for(land.people["basem"].pk)] == [review.pk]
    assert waiting_for(land.people["amal"].pk) == []
    agree(review.pk, read=as_read(review), actor=land.actor("basem"))
    assert "bus" in asked()
    log = PageLogEntry.objects.filter(page=form().pk, action="wagtail.publish").latest("timestamp")
    assert log.user == land.people["basem"]
    verbs = list(AuditEntry.objects.filter(subject="form").order_by("sequence").values_list("verb", "actor_user"))
    assert verbs == [("form_ready", land.people["amal"].pk), ("form_published", land.people["basem"].pk)]
    told = {(entry.topic, entry.user_id) for entry in OutboxEntry.objects.filter(topic__startswith="form_")}
    assert told == {
        ("form_ready", land.people["basem"].pk),
        ("form_ready", land.people["carol"].pk),
        ("form_agreed", land.people["amal"].pk),
    }


@pytest.mark.parametrize("second", ["amal", "carol"])
def test_nobody_agrees_to_a_draft_of_which_they_wrote_a_part(land: Country, second: str) -> None:
    save_draft(land, "carol", new_question())
    save_draft(land, "basem", heading="عنوان آخر")
    review = ready(key(), words="", actor=land.actor("amal"))
    with pytest.raises(ReviewRefused, match="worked on this draft"):
        agree(review.pk, read=as_read(review), actor=land.actor(second))
    assert "bus" not in asked()


def test_two_editors_in_one_draft_need_a_third(land: Country) -> None:
    save_draft(land, "amal", new_question())
    save_draft(land, "basem", heading="عنوان آخر")
    review = ready(key(), words="", actor=land.actor("basem"))
    assert (waiting_for(land.people["amal"].pk), waiting_for(land.people["basem"].pk)) == ([], [])
    agree(review.pk, read=as_read(review), actor=land.actor("carol"))
    assert "bus" in asked()


def test_a_draft_that_was_changed_since_is_agreed_on_by_nobody(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="", actor=land.actor("amal"))
    read = as_read(review)
    save_draft(land, "amal", heading="عنوان لم يقرأه أحد")
    assert not is_current(review)
    assert waiting_for(land.people["basem"].pk) == []
    with pytest.raises(ReviewRefused, match="changed meanwhile"):
        agree(review.pk, read=read, actor=land.actor("basem"))
    assert "bus" not in asked()
    publish_by_two(land)
    assert form().heading == "عنوان لم يقرأه أحد"


def test_a_page_that_was_read_before_the_words_changed_is_read_again(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="", actor=land.actor("amal"))
    with pytest.raises(ReviewRefused, match="changed meanwhile"):
        agree(review.pk, read="0" * 64, actor=land.actor("basem"))


def test_it_is_decided_once(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = publish_by_two(land)
    acts: tuple[Callable[[], object], ...] = (
        lambda: agree(review.pk, read="", actor=land.actor("carol")),
        lambda: send_back(review.pk, reason="", actor=land.actor("carol")),
        lambda: withdraw(review.pk, actor=land.actor("amal")),
        lambda: agree(review.pk + 1_000, read="", actor=land.actor("carol")),
    )
    for act in acts:
        with pytest.raises(ReviewRefused, match="decided meanwhile"):
            act()


def test_sent_back_with_a_reason_and_withdrawn_by_its_own(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="", actor=land.actor("amal"))
    with pytest.raises(ReviewRefused, match="withdraw it"):
        send_back(review.pk, reason="no", actor=land.actor("amal"))
    with pytest.raises(ReviewRefused, match="Only the editor who said"):
        withdraw(review.pk, actor=land.actor("basem"))
    send_back(review.pk, reason="Which bus?", actor=land.actor("basem"))
    (letter,) = OutboxEntry.objects.filter(topic="form_sent_back")
    assert (letter.user, letter.data["words"]) == (land.people["amal"], "Which bus?")
    again = ready(key(), words="", actor=land.actor("amal"))
    assert withdraw(again.pk, actor=land.actor("amal")).state == ReviewState.WITHDRAWN
    entry = AuditEntry.objects.get(verb="form_withdrawn")
    assert (entry.actor_user_id, entry.data["review"]) == (land.people["amal"].pk, again.pk)
    first = ready(key(), words="", actor=land.actor("amal"))
    ready(key(), words="Corrected", actor=land.actor("basem"))
    entry = AuditEntry.objects.filter(verb="form_withdrawn").latest("sequence")
    assert (entry.actor_user_id, entry.data["review"]) == (land.people["basem"].pk, first.pk)
    assert "bus" not in asked()


def test_nothing_is_ready_that_changes_nothing_or_is_wrong(land: Country) -> None:
    with pytest.raises(ReviewRefused, match="Nothing changes"):
        ready(key(), words="", actor=land.actor("amal"))
    save_draft(land, "amal", kind="no-such-kind")
    with pytest.raises(ReviewRefused, match="no such kind"):
        ready(key(), words="", actor=land.actor("amal"))
    assert not FormReview.objects.exists()


def test_both_languages_go_together_once_they_are_translated(land: Country) -> None:
    save_draft(land, "amal", new_question())
    offer_for_translation(form())
    assert [each.untranslated for each in drafts_of(key())] == [0, 1]
    translate(land, "amal", "رقم الحافلة", "Number of the bus")
    review = publish_by_two(land)
    assert review.pages.count() == 2
    english = {question.key: question.label for question in form("en").schema.questions}
    assert english["bus"] == "Number of the bus"


def test_one_language_alone_leaves_the_other_as_it_was_and_a_translator_is_an_author(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = publish_by_two(land)
    assert [row.page.locale.language_code for row in review.pages.all()] == ["ar"]
    assert "bus" not in asked("en")
    translate(land, "carol", "رقم الحافلة", "Number of the bus")
    later = ready(key(), words="", actor=land.actor("amal"))
    assert [row.page.locale.language_code for row in later.pages.all()] == ["en"]
    with pytest.raises(ReviewRefused, match="worked on this draft"):
        agree(later.pk, read=as_read(later), actor=land.actor("carol"))
    agree(later.pk, read=as_read(later), actor=land.actor("basem"))
    assert "bus" in asked("en")


@pytest.mark.parametrize("by", ["amal", "basem"])
def test_within_a_day_either_of_the_two_takes_it_back_alone_and_the_others_are_told(land: Country, by: str) -> None:
    former = form().live_revision_id
    save_draft(land, "amal", new_question())
    review = publish_by_two(land)
    with pytest.raises(ReviewRefused, match="Only its two editors"):
        take_back(review.pk, actor=land.actor("carol"))
    take_back(review.pk, actor=land.actor(by))
    assert "bus" not in asked()
    assert form().live_revision_id == former
    told = {entry.user.username for entry in OutboxEntry.objects.filter(topic="form_taken_back") if entry.user}
    assert told == {"amal", "basem", "carol"} - {by}
    last = AuditEntry.objects.filter(subject="form").latest("sequence")
    assert (last.verb, last.actor_user) == ("form_taken_back", land.people[by])
    with pytest.raises(ReviewRefused):  # nor is taking back taken back by one alone
        take_back(FormReview.objects.latest("pk").pk, actor=land.actor(by))


def test_after_a_day_or_after_another_publication_it_takes_two(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = publish_by_two(land)
    with standing_at(now() + timedelta(hours=24, seconds=5)), pytest.raises(ReviewRefused):
        take_back(review.pk, actor=land.actor("amal"))
    save_draft(land, "amal", heading="عنوان آخر")
    publish_by_two(land)
    with pytest.raises(ReviewRefused):
        take_back(review.pk, actor=land.actor("amal"))
    assert "bus" in asked()


def test_two_take_a_form_off_the_site_and_one_of_them_brings_it_back(land: Country) -> None:
    review = propose_end(key(), words="Nobody uses it", actor=land.actor("amal"))
    assert form().live
    with pytest.raises(ReviewRefused, match="worked on this draft"):
        agree(review.pk, read=as_read(review), actor=land.actor("amal"))
    agree(review.pk, read=as_read(review), actor=land.actor("basem"))
    assert (form().live, form("en").live) == (False, False)
    take_back(review.pk, actor=land.actor("basem"))
    assert (form().live, form("en").live) == (True, True)


def test_the_first_publication_of_a_form_is_taken_back_to_nothing(land: Country) -> None:
    end = propose_end(key(), words="", actor=land.actor("amal"))
    agree(end.pk, read=as_read(end), actor=land.actor("basem"))
    with standing_at(now() + timedelta(days=2)):
        review = publish_by_two(land)
        assert form().live
        take_back(review.pk, actor=land.actor("amal"))
    assert not form().live
    assert last_agreed(key()) is not None


def test_what_was_public_before_and_was_deleted_since_is_not_taken_back_to_nothing(land: Country) -> None:
    """Else one of the two editors takes a form off the site alone."""
    save_draft(land, "amal", new_question())
    review = publish_by_two(land)
    review.pages.get().former.delete()
    with pytest.raises(ReviewRefused, match="no longer there"):
        take_back(review.pk, actor=land.actor("amal"))
    assert form().live


def test_whoever_turned_a_link_elsewhere_in_one_language_is_an_author(land: Country) -> None:
    source = TranslationSource.objects.get(object_id=key())
    link = OverridableSegment.objects.filter(source=source).first()
    assert link is not None
    SegmentOverride.objects.create(
        locale=form("en").locale,
        context=link.context,
        data_json='"https://elsewhere.example/"',
        last_translated_by=land.people["carol"],
    )
    assert authors_of(key()) == {land.people["carol"].pk}


def test_whoever_types_on_in_the_published_revision_is_an_author_and_changes_nothing_of_what_is_taken_back(
    land: Country,
) -> None:
    """The editor of a page saves by itself, over the same revision, also after a second editor has published it."""
    save_draft(land, "amal", new_question())
    first = publish_by_two(land)
    page = form()
    draft = page.get_latest_revision_as_object()
    draft.heading = "عنوان لم يقرأه أحد"
    draft.save_revision(user=land.people["amal"], overwrite_revision=page.get_latest_revision())
    review = ready(key(), words="", actor=land.actor("basem"))
    with pytest.raises(ReviewRefused, match="worked on this draft"):
        agree(review.pk, read=as_read(review), actor=land.actor("amal"))
    last = agree(review.pk, read=as_read(review), actor=land.actor("carol"))
    with pytest.raises(ReviewRefused, match="no longer there"):
        take_back(last.pk, actor=land.actor("carol"))
    assert first.pages.get().revision == last.pages.get().revision


def test_a_revision_that_is_written_over_while_it_waits_is_read_again(land: Country) -> None:
    save_draft(land, "amal", new_question())
    review = ready(key(), words="", actor=land.actor("amal"))
    read = as_read(review)
    draft = form().get_latest_revision_as_object()
    draft.heading = "عنوان لم يقرأه أحد"
    draft.save_revision(user=land.people["amal"], overwrite_revision=form().get_latest_revision())
    with pytest.raises(ReviewRefused, match="changed meanwhile"):
        agree(review.pk, read=read, actor=land.actor("basem"))


def test_editors_hear_of_it_at_the_bell_and_by_letter_and_owners_do_not(land: Country) -> None:
    hire(land, "owner")
    save_draft(land, "amal", new_question())
    ready(key(), words="For the buses", actor=land.actor("amal"))
    deliver_waiting()
    for name, count in (("basem", 1), ("carol", 1), ("amal", 0), ("owner", 0)):
        assert count_new(land.people[name].pk, held_by(land.people[name].pk)) == count, name
    entry = OutboxEntry.objects.filter(topic="form_ready").first()
    assert entry is not None
    letter = written(entry, "en")
    assert letter is not None
    assert "For the buses" in letter.text
    assert str(key()) in letter.link
    ended = land.people["basem"]
    revoke(user=ended, role="editor", agency=land.agencies["central"], actor=Actor.operator)
    assert count_new(ended.pk, held_by(ended.pk)) == 0


def put_back(land: Country, by: str, revision: Revision) -> None:
    RevertToPageRevisionAction(form(), revision, user=land.people[by]).execute(skip_permission_checks=True)


def test_whoever_puts_an_earlier_version_back_wrote_none_of_it(land: Country) -> None:
    save_draft(land, "amal", new_question())
    of_amal = form().get_latest_revision()
    save_draft(land, "basem", heading="عنوان آخر")
    assert authors_of(key()) == {land.people["amal"].pk, land.people["basem"].pk}
    put_back(land, "basem", of_amal)
    assert authors_of(key()) == {land.people["amal"].pk}
    save_draft(land, "carol", heading="عنوان ثالث")
    put_back(land, "basem", of_amal)
    review = ready(key(), words="", actor=land.actor("amal"))
    agree(review.pk, read=as_read(review), actor=land.actor("basem"))
    assert "bus" in asked()


def test_what_was_put_back_by_another_still_belongs_to_who_wrote_it(land: Country) -> None:
    save_draft(land, "basem", new_question())
    of_basem = form().get_latest_revision()
    put_back(land, "amal", form().live_revision)
    save_draft(land, "amal", heading="عنوان آخر")
    assert authors_of(key()) == {land.people["amal"].pk}
    put_back(land, "amal", of_basem)
    review = ready(key(), words="", actor=land.actor("amal"))
    with pytest.raises(ReviewRefused, match="worked on this draft"):
        agree(review.pk, read=as_read(review), actor=land.actor("basem"))


def test_who_wrote_what_two_agreed_on_before_is_no_author_of_what_comes_after(land: Country) -> None:
    save_draft(land, "amal", new_question())
    publish_by_two(land)
    translate(land, "basem", "رقم الحافلة", "Number of the bus")
    publish_by_two(land, "amal", "carol")
    assert authors_of(key()) == set()
    save_draft(land, "carol", heading="عنوان آخر")
    assert authors_of(key()) == {land.people["carol"].pk}
