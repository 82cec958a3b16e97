"""By which words each case is found."""

from __future__ import annotations

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class TokensField(models.TextField):  # type: ignore[type-arg]  # Django's fields take no arguments when it runs
    """Tokens with a space between them: a ``tsvector`` on PostgreSQL, a text on SQLite, whose index follows it.

    Tokens are letters, digits and underscores, so that neither takes them apart.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class CaseWords(models.Model):
    """The words of one case as ``search.tokens`` writes them. Only ``search.rows`` writes here, in the act itself.

    Of a case whose citizen is hidden, or that is sealed, there is its number, and what stands for address and phone.
    """

    case = models.OneToOneField("workflows.Case", models.CASCADE, primary_key=True, related_name="found_by")
    at = TokensField(help_text="The ids of the bodies where it lies.")
    words = TokensField()

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    @property
    def tokens(self) -> list[str]:
        """The words as they were written; PostgreSQL shows each between quotation marks."""
        return str(self.words).replace("'", "").split()

    def __str__(self) -> str:
        return f"words of case {self.case_id}"
