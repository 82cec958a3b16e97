"""A voice is recorded in the page, heard, and sent as any other file; a photo goes along once, small beside its row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from content.forms.preparing import prepare_waiting
from content.forms.upload import Preparation, Upload
from tests.content.forms import made
from tests.content.forms.recordings_made import needs_ffmpeg
from tests.journeys.filling import SEND, write
from tests.site.portal.queue.at_work import until
from workflows.cases.models import File

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), needs_ffmpeg]
FOCUSED = "() => document.activeElement.dataset.do ?? document.activeElement.dataset.take"
REFUSES = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"


def test_a_voice_and_a_photo_go_with_a_request(
    phone_page: Page, barriers: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    made.published_forms()
    page, photo = phone_page, tmp_path / "حفرة.jpg"
    photo.write_bytes(made.photo())
    write(page)
    page.locator("[data-take=voice]").press("Enter")
    page.locator("[data-state=recording]").wait_for()
    assert page.evaluate(FOCUSED) == "stop"
    until(lambda: page.evaluate("document.querySelector('[data-level]').value > 0"))  # it beeps once a second
    assert barriers(page) == []
    page.keyboard.press("Enter")
    page.locator("[data-state=done]").wait_for()
    assert page.evaluate(FOCUSED) == "take"
    assert "استمع" in page.locator("[data-voice-panel] [role=status]").inner_text()
    assert page.evaluate("document.querySelector('[data-voice-panel] audio').play().then(() => 'plays')") == "plays"
    assert barriers(page) == []
    page.keyboard.press("Enter")
    page.locator("li[data-arrived]").wait_for()
    assert page.evaluate(FOCUSED) == "voice"
    page.set_input_files("input[type=file]", photo)
    page.locator("li[data-arrived] >> nth=1").wait_for()
    page.set_input_files("input[type=file]", photo)
    assert "مرفق أصلًا" in page.locator("li[data-refused]").inner_text()
    page.locator(SEND).click()
    page.locator("[data-tracking]").wait_for()
    assert sorted(File.objects.values_list("content_type", flat=True)) == ["audio/mp4", "image/jpeg"]
    assert (Upload.objects.count(), prepare_waiting()) == (2, 1)
    assert Upload.objects.get(content_type="audio/mp4").preparation == Preparation.READY
    page.goto(f"/ar/track/{File.objects.first().case.tracking}/")  # type: ignore[union-attr]  # there are two
    page.locator("img.seen").scroll_into_view_if_needed()
    until(lambda: page.evaluate("document.querySelector('img.seen').naturalWidth > 0"))
    assert page.locator("audio.player[src]").count() == 1


TONE = 220
SPEAKS = f"""navigator.mediaDevices.getUserMedia = async () => {{
  const sound = new AudioContext()
  const out = sound.createMediaStreamDestination()
  const voice = new OscillatorNode(sound, {{ frequency: {TONE} }})
  voice.connect(out)
  voice.start()
  return out.stream
}}
const toPlay = URL.createObjectURL
URL.createObjectURL = (recording) => toPlay.call(URL, (window.recorded = recording))"""
HEIGHT = """async () => {
  const bytes = await window.recorded.arrayBuffer()
  const heard = await new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes)
  const wave = heard.getChannelData(0).slice(4800, 4800 + 24000)
  const strengthOf = (pitch) => {
    const step = (2 * Math.PI * pitch) / 24000
    const along = (turn) => wave.reduce((sum, each, at) => sum + each * turn(step * at), 0)
    return Math.hypot(along(Math.cos), along(Math.sin))
  }
  const pitches = Array.from({ length: 300 }, (_, at) => 100 + at)
  const strengths = pitches.map(strengthOf)
  return pitches[strengths.indexOf(Math.max(...strengths))]
}"""


def _height(page: Page) -> float:
    """How high what was just recorded is, in cycles a second."""
    page.locator("[data-state=recording]").wait_for()
    until(lambda: page.locator("[data-clock]").inner_text() >= "0:02")
    page.locator("[data-do=stop]").click()
    page.locator("[data-state=done]").wait_for()
    return float(page.evaluate(HEIGHT))


def test_in_a_sealed_form_a_voice_is_recorded_higher_or_lower_than_it_is(
    phone_page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    made.published_forms()
    page = phone_page
    page.add_init_script(SPEAKS)
    page.goto("/ar/file/rights/")
    page.locator("[data-take=voice]").first.click()
    change = page.locator("[data-change-voice]")
    change.wait_for()
    assert (change.is_checked(), page.evaluate(FOCUSED)) == (True, "start")
    assert barriers(page) == []
    page.keyboard.press("Enter")
    assert 0.15 < abs(_height(page) / TONE - 1) < 0.35
    change.uncheck()
    page.locator("[data-do=start]").click()
    assert abs(_height(page) / TONE - 1) < 0.02


def test_where_no_voice_can_be_changed_none_is_recorded_as_it_is(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.add_init_script(f"{SPEAKS}; AudioContext.prototype.createDelay = () => {{ throw new Error() }}")
    page.goto("/en/file/rights/")
    page.locator("[data-take=voice]").first.click()
    page.locator("[data-do=start]").click()
    page.locator("[data-state=refused]").wait_for()
    assert "can’t change a voice" in page.locator("[data-voice-panel] [role=status]").inner_text()


def test_without_leave_to_listen_it_says_what_to_do(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.add_init_script(REFUSES)
    write(page)
    page.locator("[data-take=voice]").click()
    page.locator("[data-state=refused]").wait_for()
    assert "اسمح" in page.locator("[data-voice-panel] [role=status]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("[data-voice-panel]").count() == 0
    assert page.evaluate(FOCUSED) == "voice"
