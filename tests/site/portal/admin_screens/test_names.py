"""The name in each language is typed in the direction of that language, whatever the page is in."""

from __future__ import annotations

import pytest
from django.utils import translation

from portal.admin_screens.names import NamedForm


@pytest.mark.parametrize("page", ["ar", "en"])
def test_a_name_runs_as_its_language_does(page: str) -> None:
    with translation.override(page):
        arabic, english = (field.as_widget() for field in NamedForm().names)
    assert 'lang="ar"' in arabic
    assert 'dir="rtl"' in arabic
    assert 'lang="en"' in english
    assert 'dir="ltr"' in english
