"""What people said, gave and are: the only rows that hold words or identity. They can be sealed and erased."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.cases.models.encrypted import EncryptedJSON, EncryptedRow, EncryptedText, EncryptedWords, Rows

PROOF = "for_proof"
"""The key of the question for what proves that somebody may file for another."""


class MessageKind(models.TextChoices):
    """What a text is in the conversation."""

    STATEMENT = "statement", _("statement of the citizen")
    ADDITION = "addition", _("addition by the citizen")
    NOTE = "note", _("internal note")
    QUESTION = "question", _("question to the citizen")
    ANSWER = "answer", _("answer of the citizen")
    REPLY = "reply", _("reply")
    DECISION = "decision", _("decision")
    REASON = "reason", _("reason")
    ADDENDUM = "addendum", _("addition to the answer")
    CORRECTED = "corrected", _("part of the answer that no longer holds")
    CORRECTION = "correction", _("what holds instead")
    TRANSLATED = "translated", _("translation of what the citizen wrote")
    SUBJECT = "subject", _("subject by the agency")
    SUMMARY = "summary", _("summary by the agency")
    RULE = "rule", _("rule on which the refusal rests")
    INSTEAD = "instead", _("what the citizen can do instead")
    CONSULTING = "consulting", _("question to another agency")
    ADVICE = "advice", _("statement of another agency")


class Notices(models.TextChoices):
    """Which letters go to one address of a citizen's."""

    ALL = "all", _("All letters")
    NEEDED = "needed", _("Only the necessary ones")
    NONE = "none", _("none")


class Person(EncryptedRow):
    """Who filed a case and how to reach them; every field may be empty."""

    case = models.OneToOneField("workflows.Case", models.CASCADE, related_name="person")
    name = EncryptedText(_("name"), max_length=200, blank=True)
    email = EncryptedText(_("email"), max_length=254, blank=True, if_unreadable=False)
    phone = EncryptedText(_("phone"), max_length=32, blank=True, if_unreadable=False)
    phone_blind = models.CharField(
        max_length=64, blank=True, help_text="What stands for the phone number, to find it again (permissions.blind)."
    )
    email_blind = models.CharField(max_length=64, blank=True, help_text="The same of the address.")
    national_number = EncryptedText(
        _("national number"),
        max_length=40,
        blank=True,
        help_text="Where it stands, it and the name were proved by the national identity provider.",
    )
    notices = models.JSONField(
        default=dict, help_text="Notices by the column of an address; all where nothing is said."
    )

    objects = Rows["Person"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        indexes = [
            models.Index(fields=["phone_blind"], condition=~models.Q(phone_blind=""), name="person_by_phone"),
            models.Index(fields=["email_blind"], condition=~models.Q(email_blind=""), name="person_by_email"),
        ]

    @property
    def others(self) -> list[OtherPerson]:
        """Who else is named on the case; no query where whoever read the row found that nobody is."""
        if not getattr(self, "names_others", True):
            return []
        return list(self.case.others.all())

    @property
    def bound_to(self) -> str:
        return f"{self.case_id}"

    def notices_by(self, kind: str) -> Notices:
        """Which letters go to the address in the column of that name."""
        return Notices(self.notices.get(kind, Notices.ALL))

    def __str__(self) -> str:
        return f"person of case {self.case_id}"


class NamedAs(models.TextChoices):
    """Why somebody beside the citizen is named on a case."""

    ABOUT = "about", _("filed for")
    TOGETHER = "together", _("files it together with them")


class Relation(models.TextChoices):
    """What whoever files is to the person for whom it is."""

    PARENT = "parent", _("I am their parent")
    GUARDIAN = "guardian", _("I am their guardian")
    LAWYER = "lawyer", _("I am their lawyer")
    AGENT = "agent", _("They have authorised me")
    RELATIVE = "relative", _("I am a relative")
    CARER = "carer", _("I care for them")
    NEIGHBOUR = "neighbour", _("I am a neighbour")
    OTHER = "other", _("Another relation")


class Consent(models.TextChoices):
    """Whether the person for whom a request is filed agrees to it, as whoever files it says."""

    AGREES = "agrees", _("They know and agree")
    CANNOT = "cannot", _("They can’t agree")


class OtherPerson(EncryptedRow):
    """Somebody named on a case beside whoever filed it. Known to those who may know who filed it, and to nobody."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="others")
    role = models.CharField(max_length=10, choices=NamedAs)
    relation = models.CharField(max_length=10, choices=Relation, blank=True)
    position = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="As which of them they were named.")
    name = EncryptedText(max_length=200)
    national_number = EncryptedText(max_length=40, blank=True, help_text="As it was written: nobody proved it.")
    email = EncryptedText(max_length=254, blank=True, if_unreadable=False)
    phone = EncryptedText(max_length=32, blank=True, if_unreadable=False)

    consent = models.CharField(max_length=10, choices=Consent, blank=True, default="", db_default="")
    why_no_consent = EncryptedText(max_length=200, blank=True, default="")

    objects = Rows["OtherPerson"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["case", "id"]

    @property
    def bound_to(self) -> str:
        return f"{self.case_id}|{self.role}|{self.position}"

    def __str__(self) -> str:
        return f"{self.role} on case {self.case_id}"


class Message(EncryptedRow):
    """A text in a case, tied to the event it came with."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="messages")
    event_number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=MessageKind)
    public = models.BooleanField(help_text="The citizen may read it.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = EncryptedWords()
    at = models.DateTimeField()

    objects = Rows["Message"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["case", "event_number", "id"]

    @property
    def bound_to(self) -> str:
        return f"{self.case_id}|{self.event_number}|{self.kind}"

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"


class Answer(EncryptedRow):
    """The answer to one question of the form, with the question as it was put."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="answers")
    key = models.CharField(max_length=40)
    question = models.CharField(max_length=300)
    value = EncryptedJSON()
    shown = EncryptedWords(help_text="The value as the citizen saw it.")
    type = models.CharField(
        max_length=10, blank=True, help_text="What it was asked as (facts.FactType); empty where nobody said it."
    )
    position = models.PositiveSmallIntegerField()

    objects = Rows["Answer"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["case", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="answer_once_per_key")]

    @property
    def bound_to(self) -> str:
        return f"{self.case_id}|{self.key}"

    def __str__(self) -> str:
        return f"{self.key} of case {self.case_id}"


class FilledField(EncryptedRow):
    """What an officer filled in where they chose an outcome, with the field as it was put; the latest of a key counts.

    ``shown``: by language, empty where the value is read as it was written.
    """

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="filled")
    work = models.ForeignKey("workflows.Work", models.CASCADE, related_name="+")
    event_number = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    name = models.JSONField(help_text="By language.")
    value = EncryptedWords(blank=True, help_text="As conditions compare it; empty where it was emptied.")
    shown = EncryptedJSON(default=dict, help_text="By language.", if_unreadable=False)
    type = models.CharField(max_length=10, help_text="What it was asked as (facts.FactType).")
    at = models.DateTimeField()

    objects = Rows["FilledField"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["case", "event_number", "id"]

    @property
    def bound_to(self) -> str:
        return f"{self.case_id}|{self.event_number}|{self.key}"

    def __str__(self) -> str:
        return f"{self.key} of case {self.case_id}"


class File(EncryptedRow):
    """A file that came with a message. Its bytes are stored before the commit that names it.

    ``number`` is no column: 1, 2 … among the files of its case, and by what an address names it. Ids are given out in
    turn over all cases: whoever reads many of them could tell from the gaps how many files the sealed ones have.
    ``held_back`` is none either: why nobody may fetch it now, as the floor above knows; nor ``has_thumbnail``; nor
    ``withheld``: whoever reads the case reads a redacted copy in its place (``cases.redacted``).
    """

    number: int = 0
    held_back: str = ""
    has_thumbnail: bool = False
    withheld: bool = False
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="files")
    event_number = models.PositiveIntegerField()
    name = EncryptedText(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=200)
    public = models.BooleanField(default=True, help_text="The citizen may read it.")
    asked_by = models.CharField(max_length=40, blank=True, help_text="The key of the question of the form, if of one.")
    redacts = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="copies", help_text="Of which file it is a redacted copy."
    )
    withdrawn = models.BooleanField(default=False, help_text="A redacted copy that nobody is to read any more.")
    bytes_encrypted = models.BooleanField(
        default=False, db_default=False, help_text="Its bytes are, too: where the row is, the queue sees to it."
    )
    at = models.DateTimeField()

    objects = Rows["File"].as_manager()

    class Meta:
        app_label = "workflows"
        default_permissions = ()
        ordering = ["case", "event_number", "id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(encrypted=True, bytes_encrypted=False), name="file_still_plain")
        ]

    @property
    def bound_to(self) -> str:
        return f"{self.case_id}|{self.event_number}|{self.storage_key}"

    @property
    def tells_who(self) -> bool:
        """It is kept as a name is: it proves who somebody is to whom."""
        return self.asked_by == PROOF

    def __str__(self) -> str:
        return f"file {self.pk} of case {self.case_id}"
