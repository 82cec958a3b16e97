"""What a citizen can ask for: complaint, inquiry, suggestion, praise, integrity report."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField, in_language


class RequestKind(models.Model):
    """A kind of request and the published things that work it."""

    code = models.SlugField(_("code"), unique=True, max_length=40)
    name = TranslatedTextField(_("name"))
    description = models.JSONField(
        _("description"), default=dict, blank=True, help_text="Language to a sentence, where kinds are chosen."
    )
    script = models.JSONField(
        _("script"), default=dict, blank=True, help_text="Language to what a call-taker says before and while they ask."
    )
    grounds = models.JSONField(
        _("grounds for refusing"), default=list, blank=True, help_text="Empty: those that Insaf comes with."
    )
    sensitive = models.BooleanField(_("sensitive"), default=False, help_text=_("Only the sensitive unit sees it."))
    process = models.SlugField(_("process"), max_length=40)
    routing = models.SlugField(_("routing table"), max_length=40, default="main")
    ladder = models.SlugField(_("escalation ladder"), max_length=40, blank=True, help_text=_("Empty: none."))
    active = models.BooleanField(default=True, help_text="Whether new requests of it are taken.")
    position = models.PositiveSmallIntegerField(default=0)

    objects = TellsRows["RequestKind"].as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = _("request kind")
        verbose_name_plural = _("request kinds")
        default_permissions = ()
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return in_language(self.name)
