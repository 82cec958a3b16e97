"""The address at which the citizen of a sealed or anonymous request is told that there is news, and nothing else."""

from __future__ import annotations

from typing import Final

from django.db import models

PLACE: Final = "relay address of case {}"
"""Where it stands, for its encryption, by the id of its case."""


class RelayAddress(models.Model):
    """Kept apart from who filed it, under the key of the case: no screen, file, search or custodian reads it. The code
    that sends letters does, and erasing the case removes it."""

    case = models.OneToOneField("workflows.Case", models.CASCADE, primary_key=True, related_name="relay")
    address = models.CharField(max_length=600, help_text="Encrypted under the key of the case.")

    class Meta:
        app_label = "workflows"
        default_permissions = ()

    def __str__(self) -> str:
        return f"relay address of case {self.case_id}"
