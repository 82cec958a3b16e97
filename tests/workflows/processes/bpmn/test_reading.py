"""A file becomes a draft as a whole or not at all: what runs is taken, and each element that does not is named."""

from __future__ import annotations

import io
import os
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from tests.call_count import count_calls
from tests.workflows.processes.bpmn.made import EVERYTHING, ORDER, file_of, unnamed
from tests.workflows.processes.whole import named, task, whole
from workflows.processes.bpmn.elements import MOST_BYTES, NotTaken
from workflows.processes.bpmn.reading import Brought, find_joins, from_bpmn
from workflows.processes.bpmn.writing import as_bpmn
from workflows.processes.checks import MOST_STEPS, check_process
from workflows.processes.filling import KEY

FILES = os.environ.get("BPMN_FILES", "")


def steps_of(brought: Brought) -> dict[str, dict[str, Any]]:
    return {step["key"]: step for step in brought.definition["steps"]}


def ways_of(step: dict[str, Any]) -> dict[str, str]:
    return {outcome["key"]: outcome["next"] for outcome in step["outcomes"]}


def told(brought: Brought) -> set[tuple[str, str, str]]:
    return {(each.element, each.id, each.advice) for each in brought.unrun}


def test_a_purchase_order_is_taken_as_far_as_it_runs() -> None:
    brought = from_bpmn(file_of(ORDER))
    steps = steps_of(brought)
    assert {key: step["type"] for key, step in steps.items()} == {
        "check_order": "task",
        "correct": "task",
        "how_much": "decision",
        "twqya_mdyr": "task",
        "both": "split",
        "book_budget": "task",
        "send_order": "service",
        "all": "join",
        "delivery_time": "timer",
        "ordered": "end",
    }
    assert brought.definition["start"] == "check_order"
    assert brought.definition["name"] == {"ar": "", "en": "Purchasing"}
    assert ways_of(steps["check_order"]) == {"yes": "how_much", "no": "correct"}
    assert ways_of(steps["correct"]) == {"done": "check_order"}
    assert steps["check_order"]["performer"] == {"agency": "@routed"}
    assert steps["twqya_mdyr"]["name"] == {"ar": "توقيع المدير", "en": ""}
    assert (steps["how_much"]["default"], [each["next"] for each in steps["how_much"]["branches"]]) == (
        "both",
        ["twqya_mdyr"],
    )
    assert (steps["both"]["branches"], steps["both"]["join"]) == (["book_budget", "send_order"], "all")
    assert (steps["delivery_time"]["days"], steps["delivery_time"]["next"]) == (10, "ordered")
    assert not brought.ours


def test_each_element_of_the_order_that_does_not_run_is_named_with_what_to_use_instead() -> None:
    brought = from_bpmn(file_of(ORDER))
    assert told(brought) == {
        *{("collaboration", "shop", "pool"), ("participant", "pool", "pool"), ("participant", "supplier", "pool")},
        *{("messageFlow", "asked", "message"), ("lane", "buyers", "lane"), ("documentation", "check", "remark")},
        *{("exclusiveGateway", "amount", "decision"), ("conditionExpression", "f6", "condition")},
        *{
            ("sendTask", "send", "service"),
            ("boundaryEvent", "late", "attached"),
            ("intermediateCatchEvent", "rest", "days"),
        },
        ("textAnnotation", "remark", "remark"),
    }
    assert list(unnamed(file_of(ORDER), brought)) == []
    lane = next(each for each in brought.unrun if each.element == "lane")
    assert lane.detail == "Check the order"
    with override("en"):
        assert lane.said == "Say at each of these steps who acts."
    with override("ar"):
        assert lane.said not in ("", "Say at each of these steps who acts.")


def test_what_does_not_run_cannot_be_published_unseen() -> None:
    """What stands in its place has a problem of its own, beside those of names in one language."""
    brought = from_bpmn(file_of(EVERYTHING))
    stands_in = [step for step in brought.definition["steps"] if step.get("performer") == {"agency": ""}]
    services = [step for step in brought.definition["steps"] if step["type"] == "service"]
    assert (len(stands_in), len(services)) == (9, 3)
    with override("en"):
        found = check_process("all", brought.definition)
    assert sum("does not say who acts" in each for each in found) == len(stands_in)
    assert sum("does not say what is to be done" in each for each in found) == len(services)


def test_of_a_file_with_everything_nothing_is_passed_over_in_silence() -> None:
    brought = from_bpmn(file_of(EVERYTHING))
    assert list(unnamed(file_of(EVERYTHING), brought)) == []
    assert told(brought) >= {
        *{("startEvent", "e0", "begins"), ("subProcess", "e6", "inner"), ("task", "i2", "inside")},
        *{("subProcess", "b1", "attached"), ("task", "b3", "undone"), ("boundaryEvent", "b4", "attached")},
        *{("startEvent", "b5", "other_start"), ("multiInstanceLoopCharacteristics", "m1", "repeated")},
        *{("sequenceFlow", "b12", "nowhere"), ("extensionElements", "all", "others"), ("process", "other", "pool")},
        *{("intermediateCatchEvent", "e16", "no_days"), ("intermediateCatchEvent", "e17", "stands_in")},
        *{("inclusiveGateway", "e9", "inclusive"), ("complexGateway", "e10", "gate"), ("message", "r1", "message")},
        ("terminateEventDefinition", "e18", "ends"),
    }
    keys = [step["key"] for step in brought.definition["steps"]]
    assert len(set(keys)) == len(keys)
    assert all(KEY.fullmatch(key) for key in keys)


def changed(**swaps: str) -> Brought:
    """``whole`` written, changed elsewhere as ``swaps`` say (``a``, ``b``: from, to), and brought in again."""
    with override("en"):
        text = as_bpmn(whole(), key="one").decode()
    for name, old in swaps.items():
        if name.startswith("old"):
            assert text.count(old) == 1, old
            text = text.replace(old, swaps[f"new{name[3:]}"])
    return from_bpmn(text.encode())


def test_what_was_changed_in_another_tool_is_read_as_changed() -> None:
    flow = '<bpmn:sequenceFlow id="flow-handle-1" sourceRef="step-handle" targetRef="step-confirm">'
    brought = changed(
        old1=flow,
        new1='<bpmn:userTask id="new" name="Legal review"/><bpmn:sequenceFlow id="x" sourceRef="new" '
        f'targetRef="step-confirm"/>{flow.replace("step-confirm", "new")}',
        old2='id="step-handle" name="Step handle"',
        new2='id="step-handle" name="Handling"',
        old3="<bpmn:timeDuration>P5D</bpmn:timeDuration>",
        new3="<bpmn:timeDuration>P7D</bpmn:timeDuration>",
    )
    steps, before = steps_of(brought), {step["key"]: step for step in whole()["steps"]}
    assert steps["handle"]["name"] == {"ar": "خطوة handle", "en": "Handling"}
    assert steps["handle"]["outcomes"] == [{**before["handle"]["outcomes"][0], "next": "legal_review"}]
    assert ways_of(steps["legal_review"]) == {"done": "confirm"}
    assert steps["confirm"] == {**before["confirm"], "days": 7}
    assert brought.unrun == ()
    assert {key: step for key, step in steps.items() if key not in ("handle", "legal_review", "confirm")} == {
        key: step for key, step in before.items() if key not in ("handle", "confirm")
    }


RULES = """<process id="p"><startEvent id="s"/><businessRuleTask id="r" name="Which agency"/>{more}
  <task id="t" name="Work"/><task id="u" name="Other"/><endEvent id="e" name="Over"/>
  <sequenceFlow id="1" sourceRef="s" targetRef="r"/><sequenceFlow id="2" sourceRef="r" targetRef="{to}"/>
  <sequenceFlow id="3" sourceRef="t" targetRef="e"/><sequenceFlow id="4" sourceRef="u" targetRef="e"/></process>"""
CHOICE = """<exclusiveGateway id="g"/><sequenceFlow id="5" sourceRef="g" targetRef="t"/>
  <sequenceFlow id="6" sourceRef="g" targetRef="u"/>"""


def test_a_rule_task_of_another_tool_is_routing_where_it_has_one_way_and_stands_out_where_it_has_several() -> None:
    brought = from_bpmn(file_of(RULES.format(more="", to="t")))
    routing = steps_of(brought)["agency"]
    assert (routing["type"], routing["found"], routing["not_found"]) == ("route", "work", "")
    assert ("businessRuleTask", "r", "routes") in told(brought)
    with override("en"):
        assert any("choose the next step" in each for each in check_process("all", brought.definition)), "not unseen"
    several = from_bpmn(file_of(RULES.format(more=CHOICE, to="g")))
    assert (steps_of(several)["agency"]["type"], ("businessRuleTask", "r", "rules") in told(several)) == ("task", True)


@pytest.mark.parametrize(
    ("arrows", "leads"),
    [
        (["t"], ("work", "work")),
        (["t", "u"], ("work", "other")),
        (["t", "u", "e"], ("work", "other")),
    ],
)
def test_routing_that_was_just_drawn_leads_where_its_arrows_lead(arrows: list[str], leads: tuple[str, str]) -> None:
    ours = (
        '<extensionElements><o:step xmlns:o="urn:insaf:process" kind="route">{"name":{}}</o:step></extensionElements>'
    )
    drawn = RULES.replace(
        'name="Which agency"/>', f'name="Which agency">{ours.replace("{", "{{").replace("}", "}}")}</businessRuleTask>'
    )
    flows = "".join(f'<sequenceFlow id="x{to}" sourceRef="r" targetRef="{to}"/>' for to in arrows[:-1])
    brought = from_bpmn(file_of(drawn.format(more=flows, to=arrows[-1])))
    routing = steps_of(brought)["agency"]
    assert (routing["type"], routing["found"], routing["not_found"]) == ("route", *leads)
    assert sum(each.element == "sequenceFlow" for each in brought.unrun) == max(len(arrows) - 2, 0)
    assert routing["name"] == {"ar": "", "en": "Which agency"}


def test_who_objects_is_sent_to_no_end_that_nobody_drew() -> None:
    wait = next(step for step in whole()["steps"] if step["key"] == "confirm")
    (number,) = (at for at, each in enumerate(wait["outcomes"], 1) if each["effect"] == "reopen")
    with override("en"):
        text = as_bpmn(whole(), key="one").decode()
    arrow = re.search(rf'<bpmn:sequenceFlow id="flow-confirm-{number}".*?(/>|</bpmn:sequenceFlow>)', text, re.DOTALL)
    assert arrow is not None
    brought = from_bpmn(text.replace(arrow[0], "").encode())
    assert ways_of(steps_of(brought)["confirm"])[wait["outcomes"][number - 1]["key"]] == ""
    assert ("intermediateCatchEvent", f"event-confirm-{number}", "no_way") in told(brought)
    with override("en"):
        assert any("choose the next step" in each for each in check_process("one", brought.definition))


def test_the_join_of_a_new_split_is_found_by_the_way_of_an_act_that_fails() -> None:
    steps: list[dict[str, Any]] = [
        named("both", "split", branches=["act", "other"], join=""),
        named("act", "service", action="print", values={}, next="done", failed="met"),
        task("other", "met"),
        named("met", "join", next="done"),
        named("done", "end"),
    ]
    find_joins(steps)
    assert steps[0]["join"] == "met"


def test_a_copy_of_a_step_gets_a_key_of_its_own() -> None:
    with override("en"):
        text = as_bpmn(whole(), key="one").decode()
    begins = text.index('<bpmn:userTask id="step-left"')
    step = text[begins : text.index("</bpmn:userTask>", begins) + len("</bpmn:userTask>")]
    copy = step.replace('id="step-left"', 'id="copied"').replace("flow-", "no-")
    brought = from_bpmn(text.replace(step, copy + step).encode())
    assert {"left", "step_left"} <= steps_of(brought).keys()


def test_our_own_part_that_was_spoilt_is_refused_and_named() -> None:
    with override("en"):
        text = as_bpmn(whole(), key="one").decode()
    for old, new in (
        ('"status":"triage"', '"status":'),
        ('"status":"triage"', '"status":3'),
        ('"format":4', '"format":9'),
    ):
        with pytest.raises(NotTaken):
            from_bpmn(text.replace(old, new).encode())
    with pytest.raises(NotTaken):
        from_bpmn(text.replace('{"name":', "[" * 200_000 + '{"name":').encode())


LETTERS = "abcdefghij"
TENFOLD = (f'<!ENTITY {new} "{("&" + old + ";") * 10}">' for old, new in pairwise(LETTERS))
BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(TENFOLD)
INNER = '<process id="p"><task id="t" name="x"/></process>'
ZIPPED = io.BytesIO()
with zipfile.ZipFile(ZIPPED, "w") as zipped:
    zipped.writestr("process.bpmn", "x")
REFUSED = {
    "empty": b"",
    "words": b"Hello",
    "a zip": ZIPPED.getvalue(),
    "a bomb": f"{BOMB}]>".encode() + file_of(INNER.replace("x", "&j;"), head=""),
    "a DOCTYPE": b"<!DOCTYPE definitions>" + file_of(INNER, head=""),
    "an entity of a file": b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + file_of(INNER.replace("x", "&a;"), head=""),
    "broken UTF-8": file_of(INNER.replace("x", "X")).replace(b"X", b"\xff\xfe"),
    "another root": b"<html><body/></html>",
    "another namespace": file_of(INNER).replace(b"omg.org", b"example.org"),
    "no process": file_of("<collaboration/>"),
    "an empty process": file_of('<process id="p"/>'),
    "cut off": file_of(ORDER)[:2000],
    "50 MB": file_of(INNER.replace("x", "x" * 50_000_000)),
    "deep": file_of("<process>" + "<subProcess>" * 20_000 + "</subProcess>" * 20_000 + "</process>"),
    "10,000 steps": file_of("<process>" + "".join(f'<task id="t{n}"/>' for n in range(10_000)) + "</process>"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_process_is_refused_with_a_sentence_and_at_once(what: str) -> None:
    def read() -> None:
        with pytest.raises(NotTaken) as refused:
            from_bpmn(REFUSED[what])
        assert str(refused.value).endswith((".", "”."))

    assert count_calls(read) < 200_000


def test_too_many_steps_and_too_many_bytes_are_said_in_figures() -> None:
    many = file_of("<process>" + "".join(f'<task id="t{n}"/>' for n in range(MOST_STEPS + 1)) + "</process>")
    annotations = "<textAnnotation/>" * 60_000
    with override("en"):
        with pytest.raises(NotTaken, match=f"at most {MOST_STEPS} steps; this one has {MOST_STEPS + 1}"):
            from_bpmn(many)
        with pytest.raises(NotTaken, match="at most 1000 signs in one process; this one has 10000"):
            from_bpmn(REFUSED["10,000 steps"])
        with pytest.raises(NotTaken, match="at most 50000 elements"):
            from_bpmn(file_of(f'<process id="p"><task id="t"/>{annotations}</process>'))
        with pytest.raises(NotTaken, match=r"3\.0 MB at most"):
            from_bpmn(b" " * (MOST_BYTES + 1))


def test_a_file_in_utf_16_is_read_like_any_other() -> None:
    text = file_of(ORDER).decode().replace("UTF-8", "UTF-16")
    assert from_bpmn(text.encode("utf-16")).definition == from_bpmn(file_of(ORDER)).definition


def test_a_file_without_a_beginning_or_an_end_gets_both_and_says_so() -> None:
    brought = from_bpmn(file_of(INNER), named="From the name of the file")
    (step, over) = brought.definition["steps"]
    assert (brought.definition["start"], ways_of(step), over["type"]) == ("x", {"done": over["key"]}, "end")
    assert told(brought) == {("process", "p", "no_start"), ("task", "t", "no_end")}
    assert brought.definition["name"]["en"] == "From the name of the file"


def test_gateways_in_a_circle_lead_to_an_end() -> None:
    circle = """<process id="p"><startEvent id="s"/><exclusiveGateway id="a"/><exclusiveGateway id="b"/>
      <sequenceFlow id="1" sourceRef="s" targetRef="a"/><sequenceFlow id="2" sourceRef="a" targetRef="b"/>
      <sequenceFlow id="3" sourceRef="b" targetRef="a"/></process>"""
    brought = from_bpmn(file_of(circle))
    assert [step["type"] for step in brought.definition["steps"]] == ["end"]


@pytest.mark.large
@pytest.mark.skipif(not FILES, reason="BPMN_FILES names no folder")
def test_no_file_of_a_folder_crashes_and_each_element_not_run_is_named() -> None:
    taken, refused, silent = 0, {}, {}
    for path in sorted([*Path(FILES).rglob("*.bpmn"), *Path(FILES).rglob("*.bpmn20.xml")]):
        content = path.read_bytes()
        try:
            brought = from_bpmn(content, named=path.stem)
        except NotTaken as error:
            refused[path.name] = str(error)
            continue
        taken += 1
        if missed := list(unnamed(content, brought)):
            silent[str(path)] = missed
    print(f"{taken} taken, {len(refused)} refused: {refused}")
    assert silent == {}
    assert taken > len(refused)


def test_an_id_that_bpmn_js_made_up_is_no_key() -> None:
    drawn = """<process id="p"><startEvent id="Event_0axql08"/><task id="Activity_1b2c3d4" name="مراجعة"/>
      <task id="Activity_review" name="؟"/>
      <task id="Gateway_0a1b2c3" name="؟"/>
      <sequenceFlow id="1" sourceRef="Event_0axql08" targetRef="Activity_1b2c3d4"/>
      <sequenceFlow id="2" sourceRef="Activity_1b2c3d4" targetRef="Activity_review"/>
      <sequenceFlow id="3" sourceRef="Activity_review" targetRef="Gateway_0a1b2c3"/></process>"""
    keys = [step["key"] for step in from_bpmn(file_of(drawn)).definition["steps"]]
    assert keys == ["mrajaa", "activity_review", "step_3", "over"]
