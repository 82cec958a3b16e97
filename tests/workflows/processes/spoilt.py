"""Processes that each lack one thing, by the sentence in which the check says so."""

from __future__ import annotations

import copy

from tests.workflows.processes.whole import (
    Spoil,
    amount,
    asks_for,
    decides,
    inner_splits,
    named,
    runs_into_another_join,
    task,
)
from workflows.processes.checks import MOST_STEPS
from workflows.processes.filling import LONGEST_NAME, MOST_POINTS

A_POINT = {"key": "sign", "name": {"ar": "وُقّع", "en": "It is signed"}}
A_CHOICE = {"key": "post", "name": {"ar": "بريد", "en": "By post"}}


SPOILT: dict[str, Spoil] = {
    "The process cannot be read: “start” is missing.": lambda it: it.raw.pop("start"),
    "The process cannot be read: nothing is known of “steps[11].colour”.": lambda it: it["closed"].update(colour="red"),
    "This version was written for a newer release. Upgrade first.": lambda it: it.raw.update(format=5),
    "The process cannot be read: “steps[10].days” is not as it must be.": lambda it: it["confirm"].update(days="5"),
    f"A process has at most {MOST_STEPS} steps; this one has 10012.": lambda it: it.raw["steps"].extend(
        named(f"end_{number}", "end") for number in range(10_000)
    ),
    "Two steps have the key “closed”.": lambda it: it.add(named("closed", "end")),
    "The step key “Été” may only have small Latin letters, digits and underscores.": lambda it: (
        it["closed"].update(key="Été"),
        [way.update(next="Été") for way in it["confirm"]["outcomes"][:2]],
    ),
    "The step “Handling” needs a name in Arabic.": lambda it: it["handle"].update(name={"en": "Handling"}),
    "The process needs a name in Arabic.": lambda it: it.raw.update(name={"en": "Process"}),
    f"A name has at most {LONGEST_NAME} letters; that of “handle” has more.": lambda it: it["handle"]["name"].update(
        ar="ا" * 10_000
    ),
    f"A name has at most {LONGEST_NAME} letters; that of “the process” has more.": lambda it: it.raw["name"].update(
        en="x" * 201
    ),
    f"A name has at most {LONGEST_NAME} letters; that of “done” has more.": lambda it: it["handle"]["outcomes"][
        0
    ].update(words={"ar": "ا" * 201, "en": "x"}),
    "The first step “nowhere” does not exist.": lambda it: it.raw.update(start="nowhere"),
    "The process has no end.": lambda it: (
        it.drop("closed"),
        [way.update(next="handle") for way in it["confirm"]["outcomes"]],
    ),
    "No way leads to the step “Step orphan”.": lambda it: it.add(named("orphan", "end")),
    "From the step “Step trap” no way leads to an end.": lambda it: (
        it.add(task("trap", "trap")),
        it["handle"]["outcomes"].append(decides("trap", "trapped")),
    ),
    "The step “Step which” leads back to itself without anyone acting.": lambda it: it["which"].update(default="which"),
    "The step “Step handle” does not say everywhere what happens next: choose the next step.": lambda it: it["handle"][
        "outcomes"
    ][0].update(next=""),
    "The step “Step handle” leads by “done” to “nowhere”, which does not exist.": lambda it: it["handle"]["outcomes"][
        0
    ].update(next="nowhere"),
    "The step “Step both” leads by “branch 2” to “nowhere”, which does not exist.": lambda it: it["both"].update(
        branches=["left", "nowhere"]
    ),
    "The step “Step handle” does not say who acts.": lambda it: it["handle"]["performer"].update(agency=""),
    "By “done” a citizen would act, and at the step “Step handle” an officer does.": lambda it: it["handle"].update(
        outcomes=[decides("confirm", "well"), {"key": "done", "next": "confirm", "effect": "accept"}]
    ),
    "“referred” sends the request to another agency, but the step behind it has an agency of its own.": lambda it: (
        it["sort"]["outcomes"].append(decides("handle")),
        it["sort"]["outcomes"][0].update(next="sort"),
    ),
    "“Step handle” must not be done by the person who did “nobody”, which isn’t another task.": lambda it: it[
        "handle"
    ].update(not_by=["nobody"]),
    "“Step handle” must not be done by the person who did “Step confirm”, which isn’t another task.": lambda it: it[
        "handle"
    ].update(not_by=["sort", "confirm"]),
    "“Step handle” must not be done by the person who did “Step handle”, which isn’t another task.": lambda it: it[
        "handle"
    ].update(not_by=["handle"]),
    "“Step sort” must not be done by the person who did “Step handle”, which isn’t before it.": lambda it: it[
        "sort"
    ].update(not_by=["handle"]),
    "The step “Step handle” doesn’t say who gets its work if no one there may do it.": lambda it: it["handle"].update(
        otherwise={"to": "heir", "level": 1, "role": "officer"}
    ),
    "The step “Step sort” sends the request on in two ways; one is enough.": lambda it: it["sort"]["outcomes"].append(
        {"key": "also", "next": "handle", "effect": "refer"}
    ),
    "The step “Step trap” has no outcome.": lambda it: (
        it.add(named("trap", "task", performer={"agency": "@central"}, status="triage", outcomes=[])),
        it["find"].update(not_found="trap"),
    ),
    "The step “Step handle” has the outcome “done” twice.": lambda it: it["handle"]["outcomes"].append(
        decides("confirm")
    ),
    "The outcome “Done” may only have small Latin letters, digits and underscores.": lambda it: it["handle"][
        "outcomes"
    ][0].update(key="Done"),
    "The outcome “done” decides, and does not say with which result.": lambda it: it["handle"]["outcomes"][0].pop(
        "result"
    ),
    "The outcome “accepted” has a result, and decides nothing.": lambda it: it["confirm"]["outcomes"][0].update(
        result="resolved"
    ),
    "The outcome “done” needs a name in Arabic.": lambda it: it["handle"]["outcomes"][0].update(words={"en": "Done"}),
    "At the step “Step confirm” the citizen has the word, and one of its outcomes is an officer’s.": lambda it: it[
        "confirm"
    ]["outcomes"].append(decides("closed")),
    "The step “Step confirm” must have one way for a citizen to accept the answer.": lambda it: it["confirm"][
        "outcomes"
    ].pop(0),
    "The step “Step confirm” must say once what happens when the citizen stays silent.": lambda it: it["confirm"][
        "outcomes"
    ].append({"key": "still_silent", "next": "closed", "effect": "silent"}),
    "The step “Step confirm” must have one way for a citizen to object.": lambda it: it["confirm"]["outcomes"].pop(2),
    "The step “Step confirm” must wait between 1 and 60 working days.": lambda it: it["confirm"].update(days=61),
    "The step “Step rest” must wait between 1 and 60 working days.": lambda it: it["rest"].update(days=0),
    "The act of the step “Step print” is tried from 1 to 10 times.": lambda it: it["print"].update(
        retry={"tries": 11, "minutes": 1440}
    ),
    "Between two tries of the act of the step “Step print” lie from 1 to 1440 minutes.": lambda it: it["print"].update(
        retry={"tries": 10, "minutes": 0}
    ),
    "The step “Step which” asks nothing: it has no condition.": lambda it: it["which"].update(branches=[]),
    "The step “Step print” does not say what is to be done.": lambda it: it["print"].update(action=""),
    "The step “Step both” must split into two to six branches.": lambda it: (
        it["both"].update(branches=["left"]),
        it.drop("right"),
    ),
    "The step “Step both” does not say where its branches come together.": lambda it: it["both"].update(join="handle"),
    "At the step “Step lone” the branches of exactly one split must come together.": lambda it: (
        it.add(named("lone", "join", next="find")),
        it["met"].update(next="lone"),
    ),
    "The step “Step left” lies in two branches of “Step both”.": lambda it: it["right"].update(
        outcomes=[decides("met"), decides("left", "over")]
    ),
    "The step “Step both” lies inside a branch and outside of it.": lambda it: it["left"]["outcomes"].append(
        decides("both", "again")
    ),
    "The step “Step left” lies inside a branch and outside of it.": lambda it: (
        it.raw.update(start="left"),
        it["right"]["outcomes"].append(decides("right", "again")),
    ),
    "A branch of “Step both” runs into “Step met2”, where others come together.": runs_into_another_join,
    "“Step handle” leads into a branch of “Step both” from outside.": lambda it: it["handle"]["outcomes"].append(
        decides("left", "aside")
    ),
    "“Step handle” leads to where the branches of “Step both” come together, and is in none.": lambda it: it["handle"][
        "outcomes"
    ].append(decides("met", "aside")),
    "The step “Step ask” asks the citizen about the whole answer: it cannot lie in a branch.": lambda it: (
        it.add({**copy.deepcopy(it["confirm"]), **named("ask", "wait")}),
        [way.update(next="met") for way in it.raw["steps"][-1]["outcomes"]],
        it["left"]["outcomes"].append(decides("ask", "asked")),
    ),
    "The step “Step x3” lies in more than 3 splits.": inner_splits,
    "The step “Step handle” names a level and a role: one of them says who acts.": lambda it: it["handle"][
        "performer"
    ].update(level=1, role="officer"),
    "The step “Step handle” names a level that no agency has.": lambda it: it["handle"]["performer"].update(level=11),
    "The outcome “done” decides: the citizen must get an answer.": lambda it: it["handle"]["outcomes"][0].update(
        answers=False
    ),
    "By “accepted” no officer answers the citizen.": lambda it: it["confirm"]["outcomes"][0].update(answers=True),
    "At the step “Step confirm” a citizen may go to another instance in one way only.": lambda it: it["confirm"][
        "outcomes"
    ].extend({"key": key, "next": "handle", "effect": "appeal"} for key in ("to_one", "to_another")),
    "The step “Step confirm” has more than one way to say that what was promised wasn’t done.": lambda it: it[
        "confirm"
    ]["outcomes"].extend({"key": key, "next": "handle", "effect": "not_done"} for key in ("undone", "left_undone")),
    "The step “Step left” decides an objection: who acts there follows from who decided before.": lambda it: it["left"][
        "performer"
    ].update(agency="@objection", level=1),
    "The step “Step sort” decides an objection: it must have an outcome that decides, and no referral.": lambda it: it[
        "sort"
    ]["performer"].update(agency="@objection"),
    "The step “Step which” has the branch “branch_1” twice.": lambda it: it["which"]["branches"].append(
        it["which"]["branches"][0]
    ),
    "The branch “Été” may only have small Latin letters, digits and underscores.": lambda it: it["which"]["branches"][
        0
    ].update(key="Été"),
    "The branch “branch_1” of the step “Step which” needs a name in Arabic.": lambda it: it["which"]["branches"][
        0
    ].update(name={"en": "Known"}),
    f"A name has at most {LONGEST_NAME} letters; that of “branch_1” has more.": lambda it: it["which"]["branches"][
        0
    ].update(name={"ar": "ا" * 201, "en": "x"}),
    "A process has at most 40 fields.": lambda it: it.raw["fields"].extend(
        amount(key=f"amount_{number}") for number in range(40)
    ),
    "Two fields have the key “amount”.": lambda it: it.raw["fields"].append(amount()),
    "The field key “Été” may only have small Latin letters, digits and underscores.": lambda it: it.raw["fields"][
        0
    ].update(key="Été"),
    "The field “Amount” needs a name in Arabic.": lambda it: it.raw["fields"][0].update(name={"en": "Amount"}),
    "The hint of the field “Amount” needs words in Arabic.": lambda it: it.raw["fields"][0].update(
        help={"en": "In dinars"}
    ),
    "The field “Way” is chosen from a list, and the list is empty.": lambda it: it.raw["fields"][1].pop("choices"),
    "The field “Amount” has a list of choices, and is not chosen from one.": lambda it: it.raw["fields"][0].update(
        choices=[A_CHOICE]
    ),
    "A name, a hint and a choice have at most 200 letters; of “Amount” one has more.": lambda it: it.raw["fields"][
        0
    ].update(help={"ar": "ا" * 201, "en": "x"}),
    "The field “Way” has more than 40 choices.": lambda it: it.raw["fields"][1].update(
        choices=[{**A_CHOICE, "key": f"way_{number}"} for number in range(41)]
    ),
    "The field “Way” has the choice “post” twice.": lambda it: it.raw["fields"][1]["choices"].append(A_CHOICE),
    "The choice “Été” may only have small Latin letters, digits and underscores.": lambda it: it.raw["fields"][1][
        "choices"
    ][0].update(key="Été"),
    "The choice “post” of “Way” needs a name in Arabic.": lambda it: it.raw["fields"][1]["choices"][0].update(
        name={"en": "By post"}
    ),
    "At “accepted” of the step “Step confirm” no officer acts: nobody can fill in fields.": lambda it: it["confirm"][
        "outcomes"
    ][0].update(fields=[{"field": "amount"}]),
    "At “done” the step “Step handle” asks for the field “amount” twice.": lambda it: it["handle"]["outcomes"][
        0
    ].update(fields=[{"field": "amount"}, {"field": "amount", "required": False}]),
    "At “done” the step “Step handle” asks for the field “weight”, which does not exist.": lambda it: it["handle"][
        "outcomes"
    ][0].update(fields=[{"field": "weight"}]),
    f"The checklist of the step “Step handle” has more than {MOST_POINTS} points.": lambda it: it["handle"].update(
        checklist=[A_POINT | {"key": f"sign_{number}"} for number in range(MOST_POINTS + 1)]
    ),
    "Two points of the checklist of “Step handle” have the key “sign”.": lambda it: it["handle"].update(
        checklist=[A_POINT, A_POINT]
    ),
    "A key has small letters, digits and _, and begins with a letter: “Été” has not.": lambda it: it["handle"].update(
        checklist=[A_POINT | {"key": "Été"}]
    ),
    "Each point of the checklist of “Step handle” needs words in Arabic.": lambda it: it["handle"].update(
        checklist=[A_POINT | {"name": {"en": "Signed"}}]
    ),
    f"A point of the checklist of “Step handle” has more than {LONGEST_NAME} letters.": lambda it: it["handle"].update(
        checklist=[A_POINT | {"name": {"ar": "وُقّع", "en": "x" * (LONGEST_NAME + 1)}}]
    ),
    "The step “Step large” asks for “Amount”, which nobody can have filled in before it.": lambda it: (
        it.add(asks_for("amount")),
        it["confirm"]["outcomes"][0].update(next="large"),
    ),
}


BESIDE: dict[str, tuple[str, ...]] = {
    "The step “Step handle” does not say who acts.": (
        "“referred” sends the request to another agency, but the step behind it has an agency of its own.",
    ),
    "The step “Step both” lies inside a branch and outside of it.": (
        "The step “Step right” lies in two branches of “Step both”.",
        "“Step print” leads into a branch of “Step both” from outside.",
    ),
    "The step “Step left” lies inside a branch and outside of it.": tuple(
        f"No way leads to the step “Step {key}”." for key in ("which", "rest", "print", "both", "right")
    ),
    "A branch of “Step both” runs into “Step met2”, where others come together.": (
        "“Step left2” leads into a branch of “Step both” from outside.",
        "“Step right2” leads into a branch of “Step both” from outside.",
        "“Step left” leads to where the branches of “Step both2” come together, and is in none.",
        "The step “Step confirm” asks the citizen about the whole answer: it cannot lie in a branch.",
    ),
    "The step “Step x3” lies in more than 3 splits.": tuple(
        f"The step “Step {key}” lies in more than 3 splits." for key in ("y2", "split3", "y3", "join3")
    ),
}
"""What is said besides, of what cannot be spoilt without it."""
