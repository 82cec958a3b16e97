"""Every state in which a citizen finds a request of theirs, and the way to it: tours that walk there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import mail

from permissions.actors import Actor
from permissions.citizens import services
from permissions.citizens.models import AddressKind, Citizen
from permissions.now import now, standing_at
from portal.citizen.own_data import make_waiting
from portal.citizen.request_list import LONG
from tests.journeys.walking import ADDRESS, Walk
from tests.scenes import file_case, publish_one
from tests.workflows.cases.appealing import with_appeal
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Action, AskCitizen, Decide, Reopen, Withdraw
from workflows.cases.erasing import erase_again
from workflows.cases.lifecycle import apply
from workflows.clock.sweep import sweep_clock
from workflows.notifications.chosen import fewer_token
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.reaching import set_address

if TYPE_CHECKING:
    pass

PHONE = "+962790000002"


def after_filing(walk: Walk) -> Iterator[str]:
    for kind in ("praise", "integrity"):
        answers = {"subject": "حفرة في الشارع", "text": "حفرة أمام المدرسة منذ شهر."}
        walk.file(kind, answers)
        yield f"filed: {kind}"


def a_request_to_its_end(walk: Walk) -> Iterator[str]:
    page = walk.page
    with standing_at(now() - timedelta(days=5)):
        case = file_case(phone="+962790000001")
    with standing_at(now() - timedelta(minutes=5)):
        sweep_clock()
    walk.prove(case)
    yield "escalated"
    walk.unfolded()
    yield "escalated, unfolded"
    acts: list[tuple[str, Action, str]] = [
        ("asked", AskCitizen(text="متى كان الموعد؟"), "level1-moh"),
        ("answered", Decide(outcome="resolved", text="حُدّد الموعد."), "level1-moh"),
    ]
    for name, action, who in acts:
        apply(case.pk, action, actor=walk.land.actor(who))
        page.reload()
        yield name
        walk.unfolded()
        yield f"{name}, unfolded"
        walk.refused("form[action$='/answer/'] button, form[action$='/reopen/'] button")
        yield f"{name}: an act that is refused"
        walk.go(f"track/{case.tracking}/")
        if name == "asked":
            page.locator("form[action$='/answer/'] textarea").fill("يوم الأحد الماضي")
            page.locator("form[action$='/answer/'] button").last.click()
            page.locator(".toast").wait_for()
            yield "an act that is done"
    page.locator("form[action$='/accept/'] button").first.click()
    page.locator("[data-status=closed]").wait_for()
    yield "closed"
    page.locator("form[action$='/rate/'] .rate label").last.click()
    page.locator("form[action$='/rate/'] button").last.click()
    page.locator(".toast").wait_for()
    yield "rated"


def before_another_instance(walk: Walk) -> Iterator[str]:
    publish_one("process", "complaint", with_appeal())
    case, page = file_case(key=f"appeal-{walk.language}"), walk.page
    apply(case.pk, Decide(outcome="refused", text="لا يحقّ.", refusal=REFUSAL), actor=walk.land.actor("officer-moh"))
    walk.prove(case)
    page.locator("#reopen > summary").click()
    yield "an objection is offered"
    walk.refused("#reopen form button.btn")
    yield "an objection: nothing typed"
    page.locator("#reopen textarea").fill("القرار غير مسبّب.")
    page.locator("#reopen form button.btn").last.click()
    page.locator(".toast").wait_for()
    walk.unfolded()
    yield "before another instance"


def other_ends(walk: Walk) -> Iterator[str]:
    acts: dict[str, list[tuple[Action, str]]] = {
        "refused": [(Decide(outcome="refused", text="لا يحقّ.", refusal=REFUSAL), "officer-moh")],
        "reopened": [
            (Decide(outcome="resolved", text="حُلّ."), "officer-moh"),
            (Reopen(reason="لم يُحلّ."), ""),
        ],
        "withdrawn": [(Withdraw(), "")],
    }
    for name, done in acts.items():
        case = file_case(key=f"{name}-{walk.language}")
        for action, who in done:
            apply(case.pk, action, actor=walk.land.actor(who) if who else Actor.citizen(case.pk))
        walk.prove(case)
        walk.unfolded()
        yield name
    case = file_case(kind="integrity", key=f"sealed-{walk.language}")
    walk.prove(case)
    walk.unfolded()
    yield "sealed"


def sealed_and_erased(walk: Walk) -> Iterator[str]:
    """What a witness meets beside their request, and what is left of it."""
    page, case = walk.page, file_case(kind="integrity", key=f"witness-{walk.language}")
    yield walk.go("protected/")
    yield walk.go("file/integrity/")
    walk.prove(case)
    walk.unfolded()
    page.locator("[data-relay] input[type=email]").fill("quiet-reed@example.org")
    page.locator("[data-relay] form button").click()
    page.locator(".toast").wait_for()
    walk.unfolded()
    yield "an address that nobody sees"
    yield walk.go(f"track/{case.tracking}/data/")
    page.locator("#data-form button").click()
    page.locator("[data-own-data]").wait_for()
    make_waiting()
    page.locator("[data-own-data=made]").wait_for()
    yield "own data: the file"
    erase_again(case.pk, now())
    page.goto(f"/{walk.language}/track/{case.tracking}/")
    page.locator("[data-erased]").wait_for()
    yield "erased"


def entering(walk: Walk) -> Iterator[str]:
    page, case = walk.page, file_case()
    walk.go("track/")
    walk.refused("form:has([name=secret]) button")
    yield "track: nothing typed"
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=secret]", "1111 2222 3333 4444")
    walk.refused("form:has([name=secret]) button")
    yield "track: a wrong code"
    walk.go("track/lost/")
    walk.refused("form:has([name=address]) button")
    yield "lost: nothing typed"
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=address]", ADDRESS)
    page.locator("form:has([name=address]) button").last.click()
    page.wait_for_url("**/lost/?sent")
    yield "lost: sent"
    walk.go("track/new-code/over/")
    yield "lost: a link that is over"
    page.goto(link_to_a_new_code())
    yield "lost: the link"
    page.locator("main form button").last.click()
    page.locator("[data-secret]").wait_for()
    yield "lost: the new code"


def link_to_a_new_code() -> str:
    """Of the newest letter, below our address."""
    deliver_waiting()
    found = re.findall(r"/(?:ar|en)/track/new-code/[^/\s]+/", " ".join(str(letter.body) for letter in mail.outbox))
    return str(found[-1])


def reaching(walk: Walk) -> Iterator[str]:
    page, case = walk.page, file_case()
    walk.prove(case)
    yield walk.go(f"track/{case.tracking}/address/")
    walk.refused("main form:has([name=address]) button")
    yield "address: nothing typed"
    page.fill("[name=address]", "other@example.org")
    page.locator("main form:has([name=address]) button").last.click()
    page.wait_for_url("**/address/code/")
    yield "address: its code"
    walk.refused("main form:has([name=code]) button")
    yield "address: a wrong code"
    yield walk.go(f"track/{case.tracking}/letters/")
    yield walk.go("letters/over/")
    walk.go(f"letters/{fewer_token(case)}/")
    yield "fewer letters"
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    yield "fewer letters: done"


def signed_in(walk: Walk) -> Iterator[str]:
    page, case = walk.page, file_case()
    walk.go("my/")
    walk.refused("#sign-in button")
    yield "sign in: nothing typed"
    page.fill("[name=address]", ADDRESS)
    page.locator("#sign-in button").last.click()
    page.wait_for_url("**/my/code/")
    yield "sign in: the code"
    walk.refused("main form:has([name=code]) button")
    yield "sign in: a wrong code"
    deliver_waiting()
    code = re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[-1]
    page.fill("[name=code]", code)
    page.locator("main form:has([name=code]) button").last.click()
    page.wait_for_url("**/my/")
    yield "mine: none"
    page.locator("#join").evaluate("each => { const box = each.closest('details'); if (box) box.open = true }")
    page.locator("#join button").last.click()
    page.locator("[data-errors]").wait_for()
    yield "mine: nothing typed"
    page.fill("#join [name=tracking]", case.tracking)
    page.fill("#join [name=secret]", case.secret)
    page.locator("#join button").last.click()
    page.locator(f"[data-mine='{case.tracking}']").wait_for()
    yield "mine"
    yield from _listed_for_a_phone(walk)
    yield walk.go("file/complaint/?agency=moh")
    yield walk.go("my/forget/")


def _listed_for_a_phone(walk: Walk) -> Iterator[str]:
    """By a phone that was not proved in this session: its requests are read, and an act asks for proof."""
    services.add_address(Citizen.objects.get(), AddressKind.PHONE, PHONE)
    cases = [file_case(email="", phone=PHONE, subject=f"إنارة {number}") for number in range(LONG + 1)]
    for case in cases:
        set_address(case, AddressKind.PHONE, PHONE)
    yield walk.go("my/")
    walk.go("my/?q=zzz")
    yield "mine: nothing fits"
    walk.go(f"track/{cases[0].tracking}/")
    yield "read alone"
    walk.go(f"track/{cases[0].tracking}/proof/")
    yield "asked for proof"


def on_the_device(walk: Walk) -> Iterator[str]:
    """What lies on it, put there as the form does; none of it is sent while its line is cut."""
    page = walk.page
    walk.go("device/")
    page.evaluate(
        """async (language) => {
            const store = await import("/static/js/app-store.js");
            const address = `/${language}/file/complaint/`;
            const promised = { readers: [], answer: ["4"], closes: "", agency: "", revision: 1 };
            const now = { ...promised, answer: ["5"], revision: 2 };
            const words = { title: "شكوى", subject: "حفرة", sentences: ["اكتب ما تريد قوله."] };
            const sent = { number: "26-1234-5678-9", link: address };
            const draft = { ...words, ...sent, address, at: Date.now(), fields: [], promised, now };
            for (const state of ["waiting", "changed", "asks", "sent"])
                await store.keepDraft({ ...draft, key: store.newKey(), state, tried: 0 }, []);
        }""",
        walk.language,
    )
    page.route("**/*?fresh*", lambda route: route.fulfill(status=503, json={}))
    page.reload()
    page.locator("[data-drafts] [data-stands=sent]").wait_for()
    yield "device: what waits, was changed, is asked about and was sent"
    walk.file("praise", {"subject": "شكرًا", "text": "شكرًا لكم جميعًا."})
    walk.go("track/")
    yield "track, on a device that knows a request"
