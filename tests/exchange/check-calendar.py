# SPDX-License-Identifier: GPL-3.0-or-later
"""The exported calendar read by independent readers, and a lexical lint."""
import json
import os
import re
import subprocess
import sys
import tempfile
import zoneinfo
from datetime import date, datetime

import icalendar
import vobject

cli = sys.argv[1]
folder = tempfile.mkdtemp()
database = os.path.join(folder, "demo.gvn")
paris = zoneinfo.ZoneInfo("Europe/Paris")
count = 0


def run(*arguments, today="2028-03-08"):
    return subprocess.check_output([cli, "--database", database, "--json", "--today", today, *arguments])


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "")


def export(*arguments, today="2028-03-08"):
    return run("export", "ical", "-", *arguments, today=today)


def events(data):
    return {str(e["UID"]): e for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}


print("TAP version 13")
run("demo")
data = export()

# Lint: CRLF, 75 octets, UTF-8, UTC stamps, one DTEND of the DTSTART's type, one UID each.
data.decode("utf-8", errors="strict")
lines = data.split(b"\r\n")
check(b"\n" not in data.replace(b"\r\n", b""), "every line ends in CRLF")
check(max(map(len, lines)) <= 75, "no line over 75 octets")
for line in lines:
    line.decode("utf-8", errors="strict")
unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")
stamps = [line for line in unfolded if line.startswith(("DTSTAMP", "LAST-MODIFIED"))]
check(all(re.fullmatch(r"(DTSTAMP|LAST-MODIFIED):\d{8}T\d{6}Z", line) for line in stamps), "stamps are in UTC")
uids = [line for line in unfolded if line.startswith("UID:")]
check(len(uids) == len(set(uids)) > 500, "one UID per event")
starts = [line for line in unfolded if line.startswith("DTSTART") and "1970" not in line]
check(all(re.fullmatch(r"DTSTART(;TZID=Europe/Paris:\d{8}T\d{6}|;VALUE=DATE:\d{8})", line) for line in starts),
      "starts are local with a zone, or dates")
check(not any(line.startswith(("ATTENDEE", "DURATION", "DUE")) for line in unfolded), "nothing PUBLISH forbids")

# Two independent readers agree with the command line, in Europe/Paris.
meetings = {m["id"]: m for m in json.loads(run("meetings", "list"))}
read = events(data)
wrong = [i for i, m in meetings.items()
         if i not in read or read[i].start.astimezone(paris) != datetime.fromisoformat(m["start"])
         or read[i].end.astimezone(paris) != datetime.fromisoformat(m["end"])]
check(not wrong, "icalendar reads the same starts and ends", wrong[:3])
check(not [e for e in read.values() if e.errors], "icalendar finds no fault")
calendar = vobject.readOne(data.decode())
calendar.validate(raiseException=True)
by_uid = {e.uid.value: e for e in calendar.vevent_list}
wrong = [i for i, m in meetings.items() if by_uid[i].dtstart.value != datetime.fromisoformat(m["start"])]
check(not wrong, "vobject reads the same starts", wrong[:3])

check(export() == data, "the same export is byte-identical")

# A moved and a cancelled meeting, right in the next export.
moved = next(m for m in meetings.values() if m["body"] == "COPIL" and m["start"].startswith("2028-04"))
cancelled = next(m for m in meetings.values() if m["body"] == "CAB-AESN" and m["start"].startswith("2028-04"))
kept = next(m for m in meetings.values() if m["body"] == "CPROB" and m["start"].startswith("2028-05"))
run("meetings", "move", moved["id"], "2028-04-27T15:00")
run("meetings", "cancel", cancelled["id"], "--reason", "Aucun changement", "--cause", "dsiun")
after = events(export(today="2028-03-09"))
event = after[moved["id"]]
check(event.start == datetime(2028, 4, 27, 15, 0, tzinfo=paris) and int(event["SEQUENCE"]) == 1, "moved")
event = after[cancelled["id"]]
check(str(event["STATUS"]) == "CANCELLED" and str(event["SUMMARY"]).startswith("ANNULÉ : ")
      and int(event["SEQUENCE"]) == 1, "cancelled")
check(int(after[kept["id"]]["SEQUENCE"]) == 0 and after[kept["id"]]["DTSTAMP"].dt == read[kept["id"]]["DTSTAMP"].dt,
      "what did not change keeps its revision")
check(cancelled["id"] in events(export(today="2028-03-22")), "withdrawn for 14 days")
check(cancelled["id"] not in events(export(today="2028-03-24")), "then no more")
run("journal", "undo", today="2028-03-24")
event = events(export(today="2028-03-24"))[cancelled["id"]]
check(str(event["STATUS"]) != "CANCELLED" and int(event["SEQUENCE"]) == 2, "a cancellation undone comes back, revised")

# Milestones: a day to keep, moved to the day it is reached; an internal note stays here.
milestones = {m["title"]: m for m in json.loads(run("milestones", "list"))}
desks = milestones["Renouvellement des postes de travail"]
event = events(export())[desks["id"]]
check(str(event["SUMMARY"]) == "Milestone: Renouvellement des postes de travail (AELB)" and event["DTSTART"].dt == date(2028, 6, 30)
      and str(event["TRANSP"]) == "TRANSPARENT" and desks["note"] and desks["note"] not in str(event["DESCRIPTION"]),
      "a milestone, all day", event)
wan = milestones["Bascule du réseau étendu"]["id"]
run("milestones", "reach", wan, "--on", "2028-03-07")
event = events(export("--feed", "committees"))[wan]
check(str(event["SUMMARY"]) == "Reached: Bascule du réseau étendu" and event["DTSTART"].dt == date(2028, 3, 7)
      and int(event["SEQUENCE"]) == 1, "a milestone reached", event)
run("milestones", "delete", wan)
event = events(export())[wan]
check(str(event["STATUS"]) == "CANCELLED" and int(event["SEQUENCE"]) == 2, "a milestone withdrawn", event)
check(desks["id"] in events(export("--perimeter", "AELB")) and desks["id"] not in events(export("--feed", "cab")),
      "in the feed of its perimeter")

# Interventions: when they are planned, as long as their units say; a moved or cancelled one follows.
orders = {o["number"]: o for o in json.loads(run("orders", "list"))}
moving, night = orders["CMD-4"]["id"], orders["CMD-10"]["id"]
event = events(export())[moving]
check(event.start == datetime(2028, 3, 13, 8, 0, tzinfo=paris) and event.end == datetime(2028, 3, 16, 18, 0, tzinfo=paris)
      and str(event["STATUS"]) == "TENTATIVE" and str(event["SUMMARY"]).startswith("Intervention: CMD-4 — "),
      "four days of UO 14d from a Monday", event)
event = events(export("--feed", "orders"))[night]
check(event.start == datetime(2028, 3, 16, 18, 0, tzinfo=paris) and event.end == datetime(2028, 3, 16, 22, 0, tzinfo=paris),
      "four hours of UO 15d", event)
for arguments, there in ((("--perimeter", "AEAG"), True), (("--perimeter", "AERM"), False), (("--feed", "cab"), False),
                         (("--person", "ROC"), True), (("--person", "Superviseur support"), True),
                         (("--person", "Chef de service EXPL"), False), (("--to", "2028-03-12"), False)):
    check((moving in events(export(*arguments))) == there, "interventions by " + " ".join(arguments))
day = json.loads(run("orders", "new", "--uo", "14d=1", "--start", "2028-03-21T08:00", "--perimeter", "AERM"))["id"]
check(events(export())[day].end == datetime(2028, 3, 21, 18, 0, tzinfo=paris), "a new one")
moment = json.loads(run("orders", "new", "--uo", "15a=6", "--start", "2028-03-21T18:00"))["id"]
event = events(export())[moment]
check(event["DTSTART"].dt == datetime(2028, 3, 21, 18, 0, tzinfo=paris) and "DTEND" not in event,
      "hours that do not fit from their start on: a moment", event)
run("orders", "revise", night, "--uo", "15d=4", "--start", "2028-03-17T18:00")
event = events(export())[night]
check(event.start.day == 17 and int(event["SEQUENCE"]) == 1 and "DTEND" not in event, "moved to a Friday evening", event)
run("orders", "cancel", day, "--note", "Plus de besoin")
event = events(export())[day]
check(str(event["STATUS"]) == "CANCELLED" and str(event["SUMMARY"]).startswith("ANNULÉ : Intervention")
      and int(event["SEQUENCE"]) == 1, "cancelled with its order", event)
check(day in events(export(today="2028-03-21")) and day not in events(export(today="2028-03-23")), "for 14 days")
run("orders", "revise", moment, "--uo", "15a=6")
event = events(export())[moment]
check(str(event["STATUS"]) == "CANCELLED", "without a planned start there is none", event)

# The recurring orders: the day they are to be drafted by, then done.
[draft] = [d for d in json.loads(run("deadlines", "--from", "2028-03-20", "--to", "2028-03-20")) if d["subject_id"] == "2028-04"]
event = events(export("--feed", "orders"))[draft["id"]]
check(event["DTSTART"].dt == date(2028, 3, 20) and "April 2028" in str(event["SUMMARY"]), "recurring orders to draft", event)
check(draft["id"] not in events(export("--feed", "committees")), "in the feed of the orders alone")
run("recurring", "draft", "--month", "2028-04")
event = events(export("--feed", "orders"))[draft["id"]]
check(str(event["SUMMARY"]) == "Done: Commandes récurrentes — April 2028", "drafted", event)
run("journal", "undo")
check(str(events(export())[draft["id"]]["SUMMARY"]).startswith("Due: "), "undone, it is due again")

# Feeds.
cab = events(export("--feed", "cab"))
check(cab and {str(e["SUMMARY"])[:3] for e in cab.values()} <= {"CAB", "ANN", "Act"} | {
    str(e["SUMMARY"])[:3] for e in cab.values() if "eCAB" in e["SUMMARY"]}, "the CAB feed holds CABs and eCABs")
person = events(export("--person", "SDM TME", "--from", "2028-03-01", "--to", "2028-03-31"))
expected = {m["id"] for m in json.loads(run("meetings", "list", "--from", "2028-03-01", "--to", "2028-03-31"))
            if not m["body"].startswith(("COSEC", "COSTRAT"))}
check({i for i in person if i in meetings} == expected, "a person's feed holds the meetings they sit in")
perimeter = events(export("--perimeter", "AERM"))
check(all(meetings[i]["perimeters"] == ["AERM"] for i in perimeter if i in meetings), "a perimeter's feed")
print(f"1..{count}")
