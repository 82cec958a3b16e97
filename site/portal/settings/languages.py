"""In which languages the platform speaks: Arabic and English, and those that the environment adds."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.settings.environment import ROOT, env

of_django: Final = _
"""For words that Django's own catalogues have, which need not be in ours."""
Language = tuple[str, str | Promise]
"""Code, and what it is called in the reader's own language."""
SHIPPED: Final[tuple[Language, ...]] = (("ar", _("Arabic")), ("en", _("English")))


def languages(folder: Path = ROOT / "locale") -> list[Language]:
    """The shipped ones, and ``INSAF_LANGUAGES``: codes with commas between, each with a catalogue in ``folder``."""
    given = (code.strip() for code in str(env.str("INSAF_LANGUAGES", default="")).split(","))
    shipped = dict(SHIPPED)
    further = [code for code in dict.fromkeys(given) if code and code not in shipped]
    return [*SHIPPED, *(_further(code, folder) for code in further)]


def _further(code: str, folder: Path) -> Language:
    if code not in LANG_INFO or "name" not in LANG_INFO[code]:
        raise ImproperlyConfigured(f"INSAF_LANGUAGES: there is no language with the code {code}.")
    catalogue = folder / code.replace("-", "_") / "LC_MESSAGES" / "django.po"
    if not catalogue.is_file():
        raise ImproperlyConfigured(f"INSAF_LANGUAGES: {code} has no catalogue. Make one first: {catalogue}")
    return code, of_django(LANG_INFO[code]["name"])
