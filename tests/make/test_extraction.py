"""Every sentence that a person reads is found, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction import NotLiteral, Sentence, in_python, in_template, sentences


def test_python_is_read_by_whatever_name_it_imports() -> None:
    source = """
from django.utils.translation import gettext as say, gettext_lazy as _, ngettext, npgettext_lazy, pgettext
from django.utils import translation
_("one")
say("two "
    "halves")
ngettext("%(n)d day", "%(n)d days", 2)
pgettext("of a case", "open")
npgettext_lazy("of time", "hour", "hours", "n")
translation.gettext("three")
other("not this")
"""
    assert set(in_python(source, "x.py")) == {
        Sentence("one"),
        Sentence("two halves"),
        Sentence("%(n)d day", plural="%(n)d days"),
        Sentence("open", context="of a case"),
        Sentence("hour", context="of time", plural="hours"),
        Sentence("three"),
    }


@pytest.mark.parametrize(
    "words", ["f'Dear {name}'", "'Dear %s' % name", "'Dear ' + name", "'Dear' if name else 'Hello'", "name", ""]
)
def test_a_sentence_put_together_at_run_time_is_refused_by_file_and_line(words: str) -> None:
    source = f"from django.utils.translation import gettext as say\nname = 'x'\nsay({words})\n"
    with pytest.raises(NotLiteral, match=r"letters\.py:3"):
        list(in_python(source, "letters.py"))


def test_a_sentence_inside_a_formatted_text_is_refused_since_not_every_python_finds_it() -> None:
    source = "from django.utils.translation import gettext as _\nf'{_(\"Late\")}: 2'\n"
    with pytest.raises(NotLiteral, match=r"letters\.py:2"):
        list(in_python(source, "letters.py"))


def test_templates_are_read() -> None:
    source = """{% load i18n %}
{% translate "It's late" %} {% translate 'a "word"' %} {% trans "open" context "of a case" as state %}
{% blocktranslate trimmed with name=agency.name %}
    With {{ name }},
    100% yours
{% endblocktranslate %}
{% blocktranslate count days=n %}{{ days }} day{% plural %}{{ days }} days{% endblocktranslate %}
{{ value|default:_("nothing") }} {% include "x.html" with title=_("Title") %} {# translate "no" #}
gettext("not this")
"""
    assert set(in_template(source, "x.html")) == {
        Sentence("It's late"),
        Sentence('a "word"'),
        Sentence("open", context="of a case"),
        Sentence("With %(name)s, 100%% yours"),
        Sentence("%(days)s day", plural="%(days)s days"),
        Sentence("nothing"),
        Sentence("Title"),
    }


def test_a_sentence_is_listed_once_with_every_file_that_speaks_it(tmp_path: Path) -> None:
    (tmp_path / "site" / "templates").mkdir(parents=True)
    (tmp_path / "content").mkdir()
    line = "from django.utils.translation import gettext as _\n_('same')\n_('same')\n"
    (tmp_path / "content" / "one.py").write_text(line, encoding="utf-8")
    (tmp_path / "site" / "templates" / "two.html").write_text('{% translate "same" %}', encoding="utf-8")
    assert sentences(tmp_path) == {Sentence("same"): ["content/one.py", "site/templates/two.html"]}
