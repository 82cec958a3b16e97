"""What one editor asks a second one to agree on, and the pages that it is about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class ReviewAct(models.TextChoices):
    """What becomes of a form when the second editor agrees."""

    PUBLISH = "publish", _("published")
    END = "end", _("taken off the site")


class ReviewState(models.TextChoices):
    """How a review stands. ``AGREED``: published, or waiting for the hour that was set for it."""

    WAITING = "waiting", _("waits for a second editor")
    AGREED = "agreed", _("agreed by two editors")
    SENT_BACK = "sent_back", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn")
    TAKEN_BACK = "taken_back", _("taken back")


class FormReview(models.Model):
    """One proposal about a form in all its languages. ``ready_by`` proposes, ``decided_by`` is the second editor.

    ``takes_back``: the review whose publication this one undoes, by one of its two editors alone.
    """

    form = models.UUIDField(db_index=True, help_text="The translation key of its pages.")
    act = models.CharField(max_length=10, choices=ReviewAct)
    state = models.CharField(max_length=12, choices=ReviewState, default=ReviewState.WAITING)
    ready_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ready_at = models.DateTimeField()
    words = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")

    class Meta:
        app_label = "content"
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form"], condition=models.Q(state="waiting"), name="form_review_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.form} {self.state}"


class ReviewPage(models.Model):
    """One page of a review. ``digest`` is that of the content that two editors agree on (``digest.content_digest``).

    ``revision``: what is to be published, None where the page is taken off the site. ``former``: what was public
    before, with its digest: Wagtail writes into a revision again while its author types. ``done_at``: when the gate
    let it through, which it does once.
    """

    review = models.ForeignKey(FormReview, models.CASCADE, related_name="pages")
    page = models.ForeignKey("content.FormPage", models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    former = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    former_digest = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "content"
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "page"], name="review_page_once")]

    def __str__(self) -> str:
        return f"{self.page_id} of {self.review_id}"
