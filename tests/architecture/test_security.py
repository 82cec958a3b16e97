"""What SECURITY.md says in figures is what the code does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings

from content.forms import (
    apart,
    arriving,
    covering,
    file_types,
    filed_link,
    packages,
    pictures,
    preparing,
    quota,
    reader,
    recording_reader,
    resumable,
    serving,
    taking,
    uploads,
)
from permissions.access import factors, one_time_links
from permissions.citizens import codes, sessions
from permissions.limits import catalogue
from permissions.limits.decide import Limit
from permissions.looking import changes
from permissions.looking import services as looking
from permissions.openid import fetching
from permissions.people import passwords
from portal.audit_screen import spreadsheet
from portal.citizen import proof
from portal.desk import inbox_screen, together
from portal.gate import shedding
from portal.settings import environment, hashers, strength
from portal.sign_in import trying
from portal.studio import routing_form
from tests.architecture.sources import ROOT
from workflows.cases import change, renewing, tracking
from workflows.cases.actions import citizen, staff
from workflows.notifications import short_links
from workflows.notifications.transports.sms import backends
from workflows.processes import checks
from workflows.questions import types
from workflows.together import orders

PAGE = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
MB = 1024 * 1024
HOUR = timedelta(hours=1)

TOLD = [
    ("at most {} characters, one line", types.LINE_LIMIT),
    ("| at most {} characters; an officer's", types.TEXT_LIMIT),
    ("an officer's at most {} |", change.LONGEST_TEXT),
    ("number and secret | {} and", tracking.TRACKING_DIGITS),
    ("11 and {} digits", tracking.SECRET_DIGITS),
    ("a secret of {} digits", tracking.SECRET_DIGITS),
    ("one form or act | {} MB;", taking.MAX_BYTES / MB),
    ("sends in one piece | {} MB,", taking.MOST_BYTES / MB),
    ("200 MB, {} MB a piece", resumable.MOST_A_PIECE / MB),
    ("a piece; {} MB |", uploads.AT_ONCE_BYTES / MB),
    ("20 MB; {} |", taking.MAX_FILES),
    ("packed | {} parts", packages.MOST_PARTS),
    ("parts, {} MB unpacked", packages.MOST_UNPACKED / MB),
    ("a JPEG | {} scans", pictures.MOST_SCANS),
    ("at a time, {} seconds for all", apart.SECONDS),
    ("one request, {} seconds of CPU", reader.MOST_CPU),
    ("of CPU, {} MB |", reader.MOST_MEMORY / MB),
    ("covering places in a file | {} seconds,", covering.SECONDS),
    ("15 seconds, {} seconds of CPU, 768", covering.MOST_CPU),
    ("768 MB; {} places,", covering.MOST_BOXES),
    ("100 places, {} pages", covering.MOST_PAGES),
    ("sent yet | {} or", quota.FILES_A_FORM),
    ("sent yet | 30 or {} MB", quota.BYTES_A_FORM / MB),
    ("one at a time, {} seconds,", preparing.SECONDS_A_FILE),
    ("450 seconds, {} seconds of CPU", recording_reader.MOST_CPU),
    ("420 seconds of CPU, {} MB,", recording_reader.MOST_MEMORY / MB),
    ("1,536 MB, {} MB written", recording_reader.MOST_WRITTEN / MB),
    ("one hour and {} pixels", recording_reader.MOST_PIXELS),
    ("at most; begun {} times", preparing.MOST_TRIES),
    ("never filed | deleted after {} hours", settings.UPLOADS_WAITING_HOURS),
    ("never whole | deleted after {} hours", arriving.LIFETIME / HOUR),
    ("at most {} million pixels", settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS / 1_000_000),
    ("At most {} requests in one act", orders.MOST_IN_A_RUN),
    ("of the inbox, {} of them in one commit", together.MOST),
    ("shared at one agency, {} entries", spreadsheet.MOST),
    ("of the trail, {} rules", routing_form.MOST),
    ("routing table, {} steps", checks.MOST_STEPS),
    ("opened again for {} days", citizen.REOPEN_DAYS),
    ("has waited {} second for a free thread", environment.longest_wait("production")),
    ("turned away after {} seconds alone", environment.longest_wait("production") * shedding.BEGUN),
    ("without files: {} MB", settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000),
    ("one-time link of {} hours", one_time_links.LASTS / HOUR),
    ("at least {} characters, is none", passwords.LENGTH),
    ("after {} minutes without use", environment.session_idle("production").total_seconds() / 60),
    ("without use, and {} hours after", environment.session_longest("production").total_seconds() / 3_600),
    ("only within {} minutes of a proof", environment.proof_lasts("production").total_seconds() / 60),
    ("A code of {} seconds", factors.PERIOD),
    ("After {} wrong ones the owner", trying.TOLD_OF_SECOND_AT),
    ("can be sent for {} hours", serving.LIFETIME / HOUR),
    ("at least {} random characters", strength.LENGTH),
    ("Argon2id, {} MiB", hashers.LightArgon2.memory_cost / 1024),
    ("MiB, {} rounds", hashers.LightArgon2.time_cost),
    ("at most {} seconds for a gateway", backends.TIMEOUT_SECONDS),
    ("(`/admin/audit/looked/`), `verify` | {} days", changes.KEPT.days),
    ("leave at most {} rows a minute", looking.MOST),
    ("A code has {} digits", codes.DIGITS),
    ("digits, is good for {} minutes", codes.LIFETIME.total_seconds() / 60),
    ("for 10 minutes, {} tries", codes.TRIES),
    ("is sent a link there, good for {} minutes", renewing.LASTS.total_seconds() / 60),
    ("It works for {} days, until its request is erased", short_links.LASTS.days),
    ("ends after {} minutes without a request", sessions.IDLE.total_seconds() / 60),
    ("request and after {} hours, and with", sessions.ABSOLUTE / HOUR),
    ("by HTTPS; {} seconds, no redirects", fetching.WHOLE_SECONDS),
    ("budgets: {} a number", settings.SMS_A_NUMBER_A_DAY),
    ("a number and day, {} an hour", settings.SMS_AN_HOUR),
    ("an hour, {} a day, if", settings.SMS_A_DAY),
    ("in pages; {} pages of an inbox", inbox_screen.LAST_PAGE),
]

LIMITS = [
    ("requests filed from a network", catalogue.FILING),
    ("numbers and secrets tried from a network", catalogue.TRACKING),
    ("files from a network", catalogue.UPLOADS),
    ("letters to a citizen's address", catalogue.LETTERS),
    ("failed logins of an account from a network", catalogue.LOGIN_HERE),
    ("failed logins from a network", catalogue.LOGIN_NETWORK),
    ("failed logins of an account from anywhere", catalogue.LOGIN_ACCOUNT),
    ("wrong second factors of an account", catalogue.SECOND),
    ("passwords tried by whoever holds a session, where it is replaced", catalogue.OWN_PASSWORD),
    ("letters for a new password asked for from a network", catalogue.RESET),
    ("the same to one address", catalogue.RESET_LETTERS),
    ("one-time links that administrators send to one address", catalogue.LINK_LETTERS),
    ("the same by one administrator", catalogue.LINKS_SENT),
    ("trial letters that a process owner has sent to their own address", catalogue.TRIAL_LETTERS),
    (
        "codes to sign in as a citizen or for a new address, and links to a new code, asked for from a network",
        catalogue.CODES,
    ),
    ("such codes and links to one address or phone", catalogue.CODE_LETTERS),
    ("articles that a network says were of use, or not", catalogue.OF_USE),
    ("the same of one article", catalogue.OF_USE_HERE),
    ("answers of the API of the pages to a network", catalogue.CONTENT_API),
    ("searches over everything that is published from a network", catalogue.SEARCHES),
    ("callers that one call-taker looks up", catalogue.CALLERS),
    ("numbers and codes that one call-taker tries for callers", catalogue.CALL_CODES),
    ("codes typed from a network", catalogue.CODE_TRIES),
    ("short links of text messages that one network opens and that are none", catalogue.SHORT_LINKS),
    ("the same of all networks together", catalogue.SHORT_LINKS_IN_ALL),
]


@pytest.mark.parametrize(("words", "limit"), LIMITS, ids=[words for words, _limit in LIMITS])
def test_the_limits_of_an_hour_are_those_of_the_code(words: str, limit: Limit) -> None:
    most = "never" if limit.most is None else f"{limit.most:,}"
    assert f"| {words} | {limit.free:,} | {most}" in PAGE


@pytest.mark.parametrize(("words", "figure"), TOLD, ids=[words for words, _figure in TOLD])
def test_the_limits_that_are_written_down_are_those_of_the_code(words: str, figure: float) -> None:
    found = re.findall(re.escape(words).replace(re.escape("{}"), r"([\d,]+)"), PAGE)
    assert [int(each.replace(",", "")) for each in found] == [round(figure)]


def test_what_is_written_in_words_is_so_too() -> None:
    assert apart.SLOTS == 2
    assert staff.REFERRALS_BEFORE_THE_UNIT == 3
    assert proof.LIFETIME == filed_link.LIFETIME == HOUR  # an app's token, too: ``portal.api.opened`` has no other
    assert f"endings: {', '.join(file_types.ENDINGS)} |" in PAGE


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_library_is_locked_with_its_digest(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    libraries = re.split(r"^(?=[\w.\[\]-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(libraries) > 30
    assert [each.split()[0] for each in libraries if "--hash=sha256:" not in each] == []
