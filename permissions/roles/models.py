"""A role is a named set of rights; a person holds it at an agency."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.telling_rows import TellsRows
from permissions.translated_text import TranslatedTextField, in_language


class Role(models.Model):
    """A named set of rights (code names of ``Agency`` permissions).

    ``held_at`` lists the kinds of agency (values of ``AgencyRole``) at which it can be held. ``delegable``: whoever
    holds it may lend it to a colleague while they are away. ``demands_factor``: it is worth nothing without a second
    factor, where the installation demands any.
    """

    code = models.SlugField(_("code"), unique=True, max_length=40)
    name = TranslatedTextField(_("name"))
    rights = models.JSONField(_("rights"), default=list)
    held_at = models.JSONField(_("can be held at"), default=list)
    delegable = models.BooleanField(_("can be delegated"), default=False)
    demands_factor = models.BooleanField(_("demands a second factor"), default=True)

    objects = TellsRows["Role"].as_manager()

    class Meta:
        app_label = "permissions"
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["code"]
        default_permissions = ()

    def __str__(self) -> str:
        return in_language(self.name)
