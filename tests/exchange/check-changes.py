# SPDX-License-Identifier: GPL-3.0-or-later
"""One meeting by itself, and what changed since the last export: nothing twice, nothing lost."""
import json
import os
import subprocess
import sys
import tempfile

import icalendar
import vobject

cli = sys.argv[1]
folder = tempfile.mkdtemp()
database = os.path.join(folder, "demo.gvn")
count = 0


def command(arguments, today):
    return [cli, "--database", database, "--json", "--today", today, *arguments]


def run(*arguments, today="2028-03-08"):
    return subprocess.check_output(command(arguments, today))


def refused(status, *arguments):
    return subprocess.run(command(arguments, "2028-03-08"), capture_output=True).returncode == status


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "")


def export(*arguments, today="2028-03-08"):
    return run("export", "ical", "-", *arguments, today=today)


def changes(*arguments, today="2028-03-08"):
    return export("--changes", *arguments, today=today)


def events(data):
    vobject.readOne(data.decode()).validate(raiseException=True)
    read = {str(e["UID"]): e for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    assert not [e for e in read.values() if e.errors]
    return read


def method(data):
    return str(icalendar.Calendar.from_ical(data)["METHOD"])


print("TAP version 13")
run("demo")
meetings = {m["id"]: m for m in json.loads(run("meetings", "list"))}
copil = next(m for m in meetings.values() if m["body"] == "COPIL" and m["start"].startswith("2028-04"))
cab = next(m for m in meetings.values() if m["body"] == "CAB-AESN" and m["start"].startswith("2028-04"))

# One meeting.
name = f"COPIL@{copil['start'][:10]}"
data = export("--meeting", name)
read = events(data)
check(list(read) == [copil["id"]] and method(data) == "PUBLISH" and "ORGANIZER" in read[copil["id"]]
      and "ATTENDEE" not in read[copil["id"]], "a meeting by its body and its day")
check(export("--meeting", copil["id"]) == data, "or by its identifier, the same bytes")
check(int(read[copil["id"]]["SEQUENCE"]) == 0, "first published at 0")
run("meetings", "move", copil["id"], "2028-04-27T15:00")
data = export("--meeting", copil["id"], today="2028-03-09")
event = events(data)[copil["id"]]
check(int(event["SEQUENCE"]) == 1 and event.start.hour == 15 and method(data) == "PUBLISH", "its update is revised")
run("meetings", "cancel", copil["id"], "--reason", "Reporté", "--cause", "dsiun")
data = export("--meeting", copil["id"], today="2028-03-10")
event = events(data)[copil["id"]]
check(int(event["SEQUENCE"]) == 2 and str(event["STATUS"]) == "CANCELLED" and method(data) == "CANCEL"
      and "VALARM" not in data.decode(), "its cancellation is a CANCEL (RFC 5546 §4.1.3)")
check(len(events(export("--meeting", copil["id"], today="2028-05-10"))) == 1, "told whenever it is asked for")
check(refused(2, "export", "ical", "-", "--meeting", name, "--changes"), "one meeting and changes are two things")
check(refused(1, "export", "ical", "-", "--meeting", "COPIL@2028-04-02"), "a meeting that does not exist")

# What changed since the last export.
first = changes(today="2028-03-10")
whole = events(export("--perimeter", "AESN", today="2028-03-10"))
check(len(events(first)) > 500, "a first export of changes holds everything")
again = changes(today="2028-03-10")
check(events(again) == {} and b"BEGIN:VTIMEZONE" in again and again == changes(today="2028-03-11"),
      "without a change, an empty and valid calendar")
run("meetings", "move", cab["id"], "2028-04-06T11:00", today="2028-03-11")
expected = set(events(changes("--feed", "cab", today="2028-03-11")))
check(cab["id"] in expected, "another feed has its own last export")
read = events(changes(today="2028-03-11"))
check(cab["id"] in read and len(read) < 10 and int(read[cab["id"]]["SEQUENCE"]) == 1, "a move, and what follows from it",
      len(read))
check(events(changes(today="2028-03-11")) == {}, "once")

# A revision made by an export of something else is not lost.
run("meetings", "move", cab["id"], "2028-04-06T12:00", today="2028-03-12")
export("--meeting", cab["id"], today="2028-03-12")
export("--perimeter", "AESN", today="2028-03-12")
check(cab["id"] in events(changes(today="2028-03-12")), "what another export revised is given too")

# A file that cannot be written: rows and file agree.
run("meetings", "move", cab["id"], "2028-04-06T14:00", today="2028-03-13")
blocked = os.path.join(folder, "no", "where.ics")
rows = subprocess.check_output(["sqlite3", database, "SELECT * FROM publication"])
check(refused(1, "export", "ical", blocked, "--changes"), "a place that cannot be written is refused")
check(subprocess.check_output(["sqlite3", database, "SELECT * FROM publication"]) == rows, "nothing is marked")
with open("/dev/full", "wb") as full:
    status = subprocess.run(command(["export", "ical", "-", "--changes"], "2028-03-13"), stdout=full,
                            stderr=subprocess.DEVNULL).returncode
check(status == 1, "nor on a full output")
path = os.path.join(folder, "changes.ics")
run("export", "ical", path, "--changes", today="2028-03-13")
event = events(open(path, "rb").read()).get(cab["id"])
check(event is not None and event.start.hour == 14, "it is given the next time")

# A withdrawal is told even when the last export is older than its two weeks.
run("meetings", "cancel", cab["id"], "--reason", "Aucun changement", "--cause", "dsiun", today="2028-03-14")
export(today="2028-03-14")
run("journal", "undo", today="2028-03-14")
changes(today="2028-03-14")
run("journal", "redo", today="2028-03-14")
export("--feed", "cab", today="2028-03-14")
check(cab["id"] not in events(export("--feed", "cab", today="2028-04-20")), "after two weeks a feed leaves it out")
check(cab["id"] in events(changes(today="2028-04-20")), "who was given it is told all the same")

# Actions and emergency changes are days to keep.
actions = {m["id"]: m for m in json.loads(run("actions", "list")) if m["due"]}
read = events(export())
wrong = [i for i, a in actions.items() if i not in read or str(read[i].start) != a["due"]
         or str(read[i]["TRANSP"]) != "TRANSPARENT" or not read[i].walk("VALARM")]
check(actions and not wrong, "each action with a due date, all day, free, with an alarm", wrong)
ecabs = {e["id"]: e for e in json.loads(run("ecab", "list"))}
feed = events(export("--feed", "cab"))
check(ecabs and set(ecabs) <= set(feed), "the CAB feed holds the emergency changes")
check(feed == events(export("--feed", "cab", today="2028-03-09")), "that J+1 has passed is no revision")
owned = next(a for a in actions.values() if a["owner"])
check(owned["id"] in events(export("--person", owned["owner"])), "a person's feed holds their actions")
run("matters", "postpone", owned["code"], "--due", "2028-05-02")
check(int(events(export())[owned["id"]]["SEQUENCE"]) == 1, "a postponed action is revised")
print(f"1..{count}")
