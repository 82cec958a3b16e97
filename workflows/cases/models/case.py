"""The case: one request of one citizen, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from permissions.writing import written_length
from workflows.cases.models.encrypted import EncryptedRow, EncryptedText, Rows
from workflows.figures.row import Promises
from workflows.routing.priority import Priority


class Track(models.TextChoices):
    """Who may see a case at all."""

    ORDINARY = "ordinary", _("ordinary")
    SENSITIVE = "sensitive", _("sensitive")


HIDDEN: Final = Q(guarded=True) | Q(track=Track.SENSITIVE)
"""The condition for what is sealed or accuses somebody, of ``Case`` and ``Work``: it is in no number of an owner's."""


class Channel(models.TextChoices):
    """How a case reached us: by the forms of the site, by the call centre, by a machine, or recorded elsewhere."""

    WEB = "web", _("website")
    APP = "app", _("phone app")
    CALL = "call", _("call centre")
    WALK_IN = "walk_in", _("visit in person")
    LETTER = "letter", _("letter on paper")
    API = "api", _("another system")
    IMPORT = "import", _("import")


class CaseStatus(models.TextChoices):
    """Where a case stands, in the words the staff reads; its citizen has others: for them, a question is their turn."""

    TRIAGE = "triage", _("finding the right agency")
    IN_PROGRESS = "in_progress", _("being worked on")
    WAITING = "waiting", _("waiting for the citizen’s answer")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class Concern(models.TextChoices):
    """Whom of the body a case is about, as its form says."""

    PERSON = "person", _("someone who works there")
    HEAD = "head", _("whoever heads the agency")
    BODY = "body", _("the agency as a whole")


class Outcome(models.TextChoices):
    """How a case ended."""

    RESOLVED = "resolved", _("resolved")
    PARTLY = "partly_resolved", _("partly resolved")
    EXPLAINED = "explained", _("answered with an explanation")
    REFUSED = "refused", _("refused")
    ELSEWHERE = "go_elsewhere", _("outside the agencies: go elsewhere")
    NOTED = "noted", _("noted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPAM = "spam", _("closed as spam")


NOT_ANSWERED = (Outcome.WITHDRAWN, Outcome.SPAM)
"""How a case ended without an answer: none of these is offered to whoever answers, rated, or opened again by a plain
objection to an answer."""


class Solved(models.TextChoices):
    """Whether its citizen got what they needed, as they say when they rate."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")


class Recording(models.TextChoices):
    """In what a citizen said what they did not write."""

    VOICE = "voice", _("voice message")
    VIDEO = "video", _("video message")


class Listening(models.TextChoices):
    """Whether an officer has written down what such a message says, or nothing can be heard in it."""

    WAITING = "waiting", _("to be listened to")
    SILENT = "silent", _("nothing can be heard")
    SUMMARISED = "summarised", _("summarised by the agency")
    TITLED = "titled", _("subject and summary by the agency")


OVER = Q(status__in=[CaseStatus.ANSWERED, CaseStatus.CLOSED])
"""The agency has said its last word, for now or for good."""


class Case(EncryptedRow):
    """One request, as the citizen and lists see it; the diary is in its events. Only ``cases.record`` writes here.

    ``agency``, ``status``, ``level``, ``due``, ``due_by_day`` and ``referrals`` show the piece of work that leads
    (``cases.state``); ``subject_agency`` is the one the citizen named.
    """

    tracking = models.CharField(_("tracking number"), max_length=20, unique=True)
    secret_hash = models.CharField(max_length=200)
    kind = models.ForeignKey("workflows.RequestKind", models.PROTECT, related_name="cases", verbose_name=_("kind"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    language = models.CharField(_("language"), max_length=2)
    track = models.CharField(_("track"), max_length=10, choices=Track, default=Track.ORDINARY)
    priority = models.CharField(_("priority"), max_length=6, choices=Priority, default=Priority.NORMAL)
    category = models.CharField(
        _("category"), max_length=40, blank=True, default="", help_text="A key of the tree that its kind has."
    )
    guarded = models.BooleanField(
        _("accuses someone"), default=False, help_text="Someone is shut out of it: see Party."
    )
    held = models.BooleanField(
        _("suspected spam"), default=False, help_text="The complaints unit looks at it before any agency has it."
    )
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text="The agency does not learn who filed it."
    )
    anonymous = models.BooleanField(
        default=False, help_text="Whoever filed it left neither a name nor an address, and was not signed in."
    )
    concerns = models.CharField(
        max_length=10,
        choices=Concern,
        blank=True,
        default="",
        help_text="What the form said of a body that nobody knows yet: the first it goes to is meant.",
    )
    idempotency_key = models.CharField(max_length=80)

    subject = EncryptedText(_("subject"), max_length=200)
    place = EncryptedText(_("place"), max_length=200, blank=True)
    recording = models.CharField(
        max_length=5,
        choices=Recording,
        blank=True,
        default="",
        db_default="",
        help_text="What was sent in place of a subject or a text; empty for most.",
    )
    recording_seconds = models.PositiveIntegerField(
        default=0, db_default=0, help_text="How long it is; 0 as long as nobody knows."
    )
    listening = models.CharField(max_length=10, choices=Listening, blank=True, default="", db_default="")
    search_text = models.TextField(
        help_text="Number, subject and place, folded so that spellings meet; of one who is hidden the number."
    )

    agency = models.ForeignKey(
        "permissions.Agency", models.PROTECT, related_name="cases", db_index=False, verbose_name=_("agency")
    )
    subject_agency = models.ForeignKey(
        "permissions.Agency", models.PROTECT, null=True, related_name="+", db_index=False
    )
    status = models.CharField(_("status"), max_length=12, choices=CaseStatus)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    due = models.DateTimeField(_("due"), null=True)
    due_by_day = models.BooleanField(default=False, help_text="People are told the day of what is due, and no hour.")
    limit_due = models.DateTimeField(
        _("to be decided by"), null=True, help_text="By the overall limit; null where it has none, or it is paused."
    )
    limit_by_day = models.BooleanField(default=False, help_text="The same as due_by_day, of the overall limit.")
    missed = models.PositiveSmallIntegerField(
        _("promises to the citizen missed"), default=0, db_default=0, help_text="See figures.row."
    )
    missed_since = models.DateTimeField(null=True, help_text="The first date of these.")
    missed_inside = models.PositiveSmallIntegerField(_("promises missed inside"), default=0, db_default=0)
    missed_inside_since = models.DateTimeField(null=True, help_text="The first date of these.")
    rating = models.PositiveSmallIntegerField(_("rating"), null=True)
    referrals = models.PositiveSmallIntegerField(_("referrals"), default=0)
    reopenings = models.PositiveSmallIntegerField(_("reopenings"), default=0)
    events_count = models.PositiveIntegerField(default=0)

    opened_at = models.DateTimeField(_("opened at"))
    changed_at = models.DateTimeField(_("last change"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    erased_at = models.DateTimeField(
        _("erased at"), null=True, help_text="Since when nothing that anybody wrote is kept."
    )

    lead = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="followers",
        db_index=False,
        help_text="With which it is answered, as long as it is not; null for most.",
    )
    leads = models.BooleanField(default=False, help_text="Others are answered with it: only then are they asked for.")
    process_version = models.ForeignKey("workflows.Version", models.PROTECT, related_name="+")
    fresh_key: bytes | None = None
    """Its key, while it has no row of its own yet: what is encrypted of a case is so from its first statement on."""
    secret: str = ""
    """The sixteen digits, only in the hands of whoever has just opened the case; the database has their hash."""
    was_open: bool = False
    """Whether it was there already when it was to be opened: the same sending came before."""
    has_links: bool = True
    has_tags: bool = True
    has_copies: bool = True
    """Whether it may be linked with others, lies where there is a list of tags, and has redacted copies of files: until
    it was asked, it may."""
    is_watched: bool = False
    """Whether somebody wants to hear of each change; told with the lock, so that of most cases nobody is looked for."""
    under_hold: bool = False
    """Whether it is under a legal hold; told with the page. ``held`` is what is suspected to be spam."""
    watched_here: bool = False
    """Whether whoever has the page before them is one of those; told with the page."""
    last_said: Mapping[str, Any] | None = None
    """What the audit trail says of it with its last event; told with the lock."""
    as_read: tuple[object, ...] | None = None
    """Its columns that may change, as the database has them where that is known (``cases.columns``)."""

    engine_process = models.BigIntegerField(null=True, help_text="The engine's running process; working memory.")

    objects = Rows["Case"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["channel", "idempotency_key"], name="case_once_per_key"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="case_rating_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="case_closed_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "status", "-opened_at"], name="case_by_agency"),
            models.Index(fields=["track", "-opened_at"], name="case_by_track"),
            models.Index(fields=["kind", "category"], condition=~Q(category=""), name="case_by_category"),
            models.Index(fields=["lead"], condition=Q(lead__isnull=False), name="case_by_lead"),
            models.Index(fields=["opened_at", "id"], condition=Q(held=True), name="case_held"),
            models.Index(
                fields=["kind", "track", "closed_at"],
                condition=Q(closed_at__isnull=False, erased_at__isnull=True),
                name="case_to_erase",
            ),
            # Of what is over alone: open work has its own lists, and pays nothing for these.
            models.Index(fields=["agency", "status", "-changed_at", "-id"], condition=OVER, name="case_over_by_agency"),
            models.Index(fields=["track", "status", "-changed_at", "-id"], condition=OVER, name="case_over_by_track"),
        ]

    @property
    def whose_key(self) -> int:
        return self.pk

    @property
    def bound_to(self) -> str:
        return self.tracking

    @property
    def title(self) -> str:
        """What it is about, as lists and pages name it: of a message without a subject what it is and how long, in the
        reader's language; of one that was erased, that it was."""
        if self.erased_at is not None:
            return gettext("Erased request")
        return self.subject or self.recording_words

    @property
    def marked_title(self) -> str:
        """The same where nothing beside it says whose words they are."""
        if not self.subject_by_agency:
            return self.title
        return gettext("%(subject)s (in the agency’s words)") % {"subject": self.title}

    @property
    def recording_words(self) -> str:
        """``Voice message, 1 min 20 secs``; empty of what was written."""
        words = {Recording.VOICE: gettext("Voice message"), Recording.VIDEO: gettext("Video message")}
        called = words.get(Recording(self.recording), "") if self.recording else ""
        if not (called and self.recording_seconds):
            return called
        length = written_length(self.recording_seconds)
        return gettext("%(message)s, %(length)s") % {"message": called, "length": length}

    @property
    def waits_for_listening(self) -> bool:
        """Whether nobody has written down yet what it says, and somebody still should: it is not over."""
        return self.listening == Listening.WAITING and self.erased_at is None and self.closed_at is None

    @property
    def is_silent(self) -> bool:
        """Whether nothing can be heard in it, and its citizen has sent nothing since."""
        return self.listening == Listening.SILENT and self.erased_at is None

    @property
    def subject_by_agency(self) -> bool:
        """Whether its subject is an officer's words and not its citizen's."""
        return self.listening == Listening.TITLED

    @property
    def own_subject(self) -> str:
        """The subject in the citizen's words; empty where they wrote none."""
        return "" if self.subject_by_agency else self.subject

    @property
    def promises(self) -> Promises:
        """Which promises were missed so far."""
        return Promises(self.missed, self.missed_since, self.missed_inside, self.missed_inside_since)

    @property
    def by_day(self) -> bool:
        """Whether people are told the days of what happened to it, and no hours: by the hour at which it was sent its
        citizen could be found. What is stored is exact."""
        return self.track == Track.SENSITIVE or self.anonymous

    def __str__(self) -> str:
        return self.tracking
