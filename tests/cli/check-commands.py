# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line on good and wrong input: what it prints, and its exit status."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

cli = sys.argv[1]
folder = tempfile.mkdtemp()
count = 0


def run(*arguments, database="contract.gvn", today="2026-11-23"):
    return subprocess.run([cli, "--database", os.path.join(folder, database), "--json", "--today", today, *arguments],
                          capture_output=True, text=True)


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "")


def value(*arguments, **options):
    return json.loads(run(*arguments, **options).stdout)


def refused(status, what, *arguments, **options):
    got = run(*arguments, **options)
    check(got.returncode == status and len(got.stderr.strip().splitlines()) == 1 and got.stdout == "", what,
          (got.returncode, got.stdout[:80], got.stderr))


print("TAP version 13")
check(value("workdays", "add", "2026-11-12", "-5")["date"] == "2026-11-04", "five working days back from a COPIL")
check(value("workdays", "add", "2026-03-31", "5")["date"] == "2026-04-08", "five working days on")
check(len(value("workdays", "holidays", "2026")) == 11, "eleven holidays")
check(value("workhours", "between", "2026-11-10T17:00", "2026-11-12T09:00") == {"minutes": 120}, "business minutes")
check(value("workhours", "add", "2026-11-10T17:00", "120") == {"instant": "2026-11-12T09:00:00+01:00"}, "business hours")

refused(1, "an impossible date", "workdays", "add", "2026-02-30", "5")
refused(1, "a year out of range", "workdays", "holidays", "2200")
refused(1, "a moment that does not exist", "workhours", "add", "2027-03-28T02:30", "10")
refused(1, "not a number", "workdays", "add", "2026-11-12", "many")
refused(2, "an argument missing", "workdays", "add", "2026-11-12")
refused(2, "no such command", "meetings", "eat")
refused(2, "no such option", "meetings", "list", "--colour", "blue")
refused(2, "no command")
refused(1, "no contract yet", "meetings", "list")
refused(1, "a wrong reference day", "workdays", "holidays", "2026", today="tomorrow")
refused(2, "init without its dates", "init", "--signed", "2026-10-01")
refused(1, "init with dates out of order", "init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--end",
        "2026-12-01")
check(not os.path.exists(os.path.join(folder, "contract.gvn")), "a refused contract leaves no file")

template = os.path.join(folder, "broken.json")
with open(template, "w", encoding="utf-8") as file:
    file.write('{"code": "X", "title": "Y"}')
refused(1, "a broken template", "init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--end",
        "2031-02-28", "--template", template)
check(run("init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--end", "2031-02-28").returncode == 0,
      "init")
refused(1, "init twice", "init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--end", "2031-02-28")

plan = value("meetings", "plan", "--year", "2026", "--dry-run")
check(plan["added"] > 0 and value("meetings", "list") == [], "a dry run plans and stores nothing")
check(value("meetings", "plan", "--year", "2026")["changes"] == plan["changes"], "planning does what the dry run said")
check(value("meetings", "plan", "--year", "2026")["changes"] == [], "a second run changes nothing")
refused(1, "a year outside the contract", "meetings", "plan", "--year", "2040")
refused(2, "a plan without its year", "meetings", "plan")

copil = value("meetings", "list", "--body", "COPIL")[0]
check(list(copil) == ["id", "body", "perimeters", "start", "end", "state"], "a meeting's keys")
check(copil["start"] == "2026-11-19T14:00:00+01:00" and copil["state"] == "planned", "the first COPIL")
refused(1, "no such body", "meetings", "list", "--body", "COPILOTE")
refused(1, "no such perimeter", "meetings", "list", "--perimeter", "AEXX")
refused(1, "an empty period", "meetings", "list", "--from", "2027-01-01", "--to", "2026-01-01")
refused(1, "no such meeting", "meetings", "cancel", "none", "--reason", "x")
refused(1, "a cancellation without reason", "meetings", "cancel", copil["id"])
hits = value("search", "pilotage", "2026-11-19")
check([list(h) for h in hits] == [["kind", "id", "title", "detail"]] * len(hits)
      and copil["id"] in [h["id"] for h in hits], "a search finds the first COPIL")
check(value("search", "nothing", "of", "the", "kind") == [], "a search that finds nothing is an empty list")
refused(2, "a search of no words", "search")
refused(2, "a search of no hits", "search", "copil", "--limit", "0")
refused(2, "a shift of nothing", "meetings", "shift", copil["id"])
refused(2, "a shift of no meeting", "meetings", "shift", "--weeks", "1")
refused(1, "a shift onto a day not worked", "meetings", "shift", copil["id"], "--days", "2")
shift = value("meetings", "shift", copil["id"], "--weeks", "-1", "--dry-run", today="2026-11-02")
check(any("2026-11-04" in line for line in shift["deadlines"]) and shift["conflicts"] == [],
      "a shift tells the deadlines it changes")
check(value("meetings", "list", "--body", "COPIL")[0] == copil, "and stores nothing when asked so")
refused(2, "an agenda without its moment", "meetings", "send-agenda", copil["id"])
refused(1, "a fact to come", "meetings", "send-agenda", copil["id"], "--at", "2026-12-24T10:00")
check(run("meetings", "send-agenda", copil["id"], "--at", "2026-11-12T10:00").returncode == 0, "send-agenda")
check(run("meetings", "hold", copil["id"]).returncode == 0, "hold")
check(run("minutes", "send", copil["id"], "--at", "2026-11-19T17:00").returncode == 0, "minutes send")
check(run("minutes", "receive", copil["id"], "--at", "2026-11-19T18:00").returncode == 0, "minutes receive")
deadlines = {d["kind"]: d for d in value("deadlines", today="2026-12-04")
             if d["subject_id"] == copil["id"] and d["reading"] == "contract"}
keys = ["id", "subject", "kind", "clause", "owner_side", "owner_role", "owner_person", "trigger", "due", "done", "state"]
check(list(deadlines["agenda"])[:11] == keys, "a deadline's keys")
check(deadlines["agenda"]["due"] == "2026-11-12" and deadlines["agenda"]["state"] == "met", "the agenda in time")
check(deadlines["remarks"]["due"] == "2026-12-03" and deadlines["remarks"]["state"] == "tacitly_validated",
      "minutes validated tacitly")
explanation = value("deadlines", "explain", deadlines["remarks"]["id"])["explanation"]
check([d["counted"] for d in explanation if d["counted"]] == list(range(1, 11)), "ten days counted")
fact = next(f for f in value("facts", "list", copil["id"]) if f["kind"] == "agenda_sent")
refused(2, "a correction without reason", "facts", "correct", fact["id"], "--at", "2026-11-13T10:00")
check("2026-11-12" in run("facts", "correct", fact["id"], "--at", "2026-11-13T10:00", "--reason", "Erreur").stdout,
      "a correction says what it changes")
check(run("journal", "verify").returncode == 0, "the journal holds")
labels = [e["label"] for e in value("journal", "list")]
check(run("journal", "undo").returncode == 0 and run("journal", "redo").returncode == 0, "undo and redo")
check(len(value("journal", "list")) == len(labels) + 2, "both are in the journal")
check(run("check").returncode == 0, "check")


def reword(table):
    """What listing meetings says of a copy of the contract whose table is made with other white space."""
    copy = os.path.join(folder, f"reworded-{table}.gvn")
    run("backup", copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace (sql, '(', ' (') WHERE name = ?", (table,))
    connection.close()
    return run("meetings", "list", database=copy)


check(reword("search_config").returncode == 0, "the full-text index's own tables follow the database's version")
refusal = reword("meeting")
check(refusal.returncode == 1 and "restore a backup" in refusal.stderr, "a table that is not the program's is refused")
meeting = next(m["id"] for m in value("meetings", "list") if m["body"] == "COPIL")
entries = value("journal", "history", "meeting", meeting)
check(entries[0]["changes"][0]["title"] == "Meeting COPIL" and entries[0]["changes"][0]["change"] == "added",
      "the history of a meeting begins where it was added", entries[0]["changes"][:1])
check(value("journal", "show", str(entries[0]["number"]))["label"] == entries[0]["label"], "an entry in words")
check(value("journal", "list", "--kind", "meeting", "--words", "NOBODY SAID THIS") == [], "the journal by words")
refused(1, "a history of nothing", "journal", "history", "meeting", "nothing")
refused(1, "a kind that does not exist", "journal", "list", "--kind", "unicorn")
refused(1, "an entry that does not exist", "journal", "show", "9999")
refused(2, "an entry that is no number", "journal", "undo", "last")
refused(1, "the contract's creation is not undone", "journal", "undo", "1")
refused(2, "cancelling takes no number of weeks", "meetings", "cancel", meeting, "--weeks", "1", "--reason", "x")
backup = os.path.join(folder, "copy.gvn")
check(run("backup", backup).returncode == 0 and run("restore", backup).returncode == 0, "backup and restore")
refused(1, "restoring what is no contract", "restore", template)
refused(1, "no such feed", "export", "ical", "-", "--feed", "visits")
refused(1, "nobody of that name", "export", "ical", "-", "--person", "Nobody")
refused(1, "a place that cannot be written", "export", "ical", os.path.join(folder, "no", "where.ics"))

readings = {s["key"]: s for s in value("settings", "list")}
clauses = " ".join(s["clause"] for s in readings.values())
slice_readings = ["L-01", "L-02", "L-03", "L-04", "L-05", "L-06", "L-07", "L-08", "L-18", "L-19", "L-20", "L-41", "L-43"]
check(all(reading in clauses for reading in slice_readings), "every reading of part L the slice touches", clauses)
check(readings["co-located-visits"]["current"].startswith("19 "), "19 sites are visited (L-01)")
refused(1, "a reading changed without its act", "settings", "set", "cosui-monthly-minimum", "2")
refused(1, "a reading of another value", "settings", "set", "reception-default", "never", "--act", "COPIL")
refused(1, "a reading decided elsewhere", "settings", "set", "conveners", "x", "--act", "COPIL")
check(run("settings", "set", "cosui-monthly-minimum", "2", "--act", "COPIL du 12 novembre").returncode == 0, "with its act")
check(value("settings", "list")[0] and next(s for s in value("settings", "list") if s["key"] == "cosui-monthly-minimum")["act"]
      == "COPIL du 12 novembre", "the act is kept")
rules = [r for r in value("rules", "list") if r["body"] == "COPIL" and r["kind"] == "agenda" and r["reading"] == "contract"]
check([r["count"] for r in rules] == [5], "the agenda of a COPIL, five days")
refused(1, "a rule changed without its act", "rules", "change", rules[0]["id"], "--count", "7", "--from", "2027-01-01")
check(run("rules", "change", rules[0]["id"], "--count", "7", "--from", "2027-01-01", "--act", "Avenant 1").returncode == 0,
      "a rule changed by its act")
refused(1, "a merge across kinds", "bodies", "merge", "CAB-AESN", "COPIL", "--from", "2027-01-01")
check(run("bodies", "merge", "CAB-AESN", "CAB-AEAP", "--from", "2027-01-01").returncode == 0
      and run("bodies", "unmerge", "CAB-AESN", "--from", "2027-06-01").returncode == 0, "merge and unmerge")

french = subprocess.run([cli, "--database", os.path.join(folder, "contract.gvn"), "--today", "2026-11-23", "agenda", "carry",
                         value("meetings", "list", "--body", "COPIL")[1]["id"]], capture_output=True, text=True,
                        env={**os.environ, "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"})
check(french.stdout.endswith("points ajoutés\n"), "a plural in the user's language", french)

# Decisions, actions, disagreements, alerts (6.1 to 6.5)
raised = ["--raised", "2026-11-20"]
action = value("actions", "add", "--title", "Relancer l'éditeur", "--side", "contractor", "--body", "COPIL", "--due",
               "2026-11-20", *raised)
check(list(action) == ["id", "code", "warning"] and action["code"] == "A-1" and action["warning"] is None,
      "an action", action)
alert = value("alerts", "add", "--title", "Sauvegardes en échec", "--body", "CAB-7eSI", *raised)
check(alert["code"] == "L-1", "an alert is cited by L", alert)
check(value("disagreements", "add", "--title", "Périmètre", "--body", "COSUI-AESN")["code"] == "S-1", "a disagreement")
beyond = run("decisions", "add", "--title", "Changer la clause", "--body", "COSUI-AESN", "--scope", "clause")
check(beyond.returncode == 0 and "6.3" in beyond.stderr and "6.3" in json.loads(beyond.stdout)["warning"],
      "a decision beyond the power of a COSUI is kept, with a note", beyond.stderr)
listed = value("actions", "list", "--state", "late")
check([m["code"] for m in listed] == ["A-1"] and listed[0]["state"] == "overdue", "a late action", listed)
keys = ["id", "code", "kind", "title", "state", "body", "perimeter", "owner", "owner_side", "raised", "due", "closed",
        "age_days", "scope", "ticket", "meeting", "detail"]
check(list(listed[0]) == keys, "an action's keys", list(listed[0]))
check([m["code"] for m in value("matters", "list")] == ["A-1", "D-1", "S-1", "L-1"], "all of them together")
check(value("actions", "list", "--side", "dsiun") == [] and value("decisions", "list", "--from", "2026-12-01") == [],
      "lists are filtered")
step = value("escalate", "l-1", "--reason", "Sans accord")
check((step["from"], step["to"]) == ("CAB-7eSI", "COPIL"), "without a COSUI of its own, to the COPIL (L-04)", step)
check(value("escalate", alert["id"])["to"] == "COSTRAT", "and on to the COSTRAT")
refused(1, "nothing is above the COSTRAT", "escalate", "L-1")
refused(1, "an action does not go up", "escalate", "A-1")
way = value("matters", "show", "L-1")["way"]
check([s["step"] for s in way] == ["raised", "escalated", "escalated"] and way[1]["note"] == "Sans accord", "its way", way)
refused(1, "an action without anybody to do it", "actions", "add", "--title", "x", "--body", "COPIL")
refused(1, "an action due before it was raised", "actions", "add", "--title", "x", "--body", "COPIL", "--side", "dsiun",
        "--due", "2026-11-01")
refused(2, "an action without its title", "actions", "add", "--body", "COPIL", "--side", "dsiun")
refused(1, "an action of nobody known", "actions", "add", "--title", "x", "--body", "COPIL", "--owner", "Nobody")
refused(1, "no such state", "actions", "list", "--state", "lost")
refused(1, "no such side", "actions", "list", "--side", "lost")
refused(1, "no such scope", "decisions", "add", "--title", "x", "--body", "COPIL", "--scope", "all")
refused(1, "no such action", "actions", "done", "A-99")
refused(2, "no owner to give", "matters", "assign", "A-1")
refused(2, "no due date to give", "matters", "postpone", "A-1")
refused(2, "a withdrawal without reason", "matters", "withdraw", "S-1")
refused(1, "a proof that cannot be read", "actions", "done", "A-1", "--proof", os.path.join(folder, "none.pdf"))
refused(1, "one of several that does not exist", "matters", "postpone", "A-1", "A-99", "--due", "2026-12-01")
check(run("matters", "postpone", "A-1", "S-1", "--due", "2026-11-30").returncode == 0
      and run("matters", "assign", "S-1", "--side", "dsiun").returncode == 0, "several at once")
check(run("actions", "done", "A-1", "--at", "2026-11-23T07:00", "--note", "Fait", "--proof", template).returncode == 0
      and run("matters", "withdraw", "S-1", "--reason", "Sans objet").returncode == 0, "done and withdrawn")
refused(1, "done twice", "actions", "done", "A-1")
check([(m["code"], m["state"], m["closed"]) for m in value("matters", "list", "--state", "done")]
      == [("A-1", "done", "2026-11-23"), ("S-1", "withdrawn", "2026-11-23")], "what is settled")
check(run("check").returncode == 0, "and all of it is sound")

demo = {"database": "demo.gvn", "today": "2028-03-08"}
run("demo", **demo)
opened = value("ecab", "open", "--perimeter", "AESN", "--subject", "Correctif paie", "--ticket", "CHN-12", "--at",
               "2028-03-03T17:30", **demo)
keys = ["id", "name", "perimeter", "subject", "detail", "ticket", "opened", "opened_by", "opened_fact", "due", "state",
        "verdict", "validator", "validated", "validated_fact", "reason"]
check(list(opened) == keys, "an emergency change's keys", opened)
name = opened["name"]
check(opened["due"] == "2028-03-06" and opened["state"] == "late", "opened on a Friday, due on the Monday (6.4)", opened)
refused(2, "an emergency change without its subject", "ecab", "open", "--perimeter", "AESN", **demo)
refused(1, "an emergency change of no perimeter", "ecab", "open", "--perimeter", "AEXX", "--subject", "x", **demo)
refused(1, "an emergency change to come", "ecab", "open", "--perimeter", "AESN", "--subject", "x", "--at",
        "2028-03-09T09:00", **demo)
refused(2, "a validation by nobody", "ecab", "validate", name, **demo)
refused(1, "a validation by the contractor (3.7)", "ecab", "validate", name, "--by", "SDM TME", **demo)
refused(1, "a validation by somebody unknown", "ecab", "validate", name, "--by", "Nobody", **demo)
refused(1, "a validation before the opening", "ecab", "validate", name, "--by", "Chef de service EXPL", "--at",
        "2028-03-03T17:29", **demo)
refused(1, "no such emergency change", "ecab", "validate", "eCAB-999", "--by", "Chef de service EXPL", **demo)
check(run("ecab", "validate", name.lower(), "--by", "Chef de service EXPL", "--no-go", "--reason", "Retour arrière absent",
          "--at", "2028-03-06T09:00", **demo).returncode == 0, "NO GO by a person of the DSIUN")
refused(1, "a validation twice", "ecab", "validate", opened["id"], "--by", "Chef de service EXPL", **demo)
last = value("ecab", "list", "--perimeter", "AESN", "--state", "refused", **demo)[-1]
check(last["name"] == name and last["verdict"] == "no_go" and last["reason"] == "Retour arrière absent",
      "a NO GO is listed", last)
check(run("facts", "correct", last["opened_fact"], "--at", "2028-03-02T17:30", "--reason", "Erreur", **demo).returncode == 0
      and value("ecab", "list", "--perimeter", "AESN", "--state", "refused", **demo)[-1]["due"] == "2028-03-03",
      "a corrected opening moves the due date")
refused(1, "no such state", "ecab", "list", "--state", "red", **demo)
refused(1, "no such perimeter for the emergency changes", "ecab", "list", "--perimeter", "AEXX", **demo)
freeze = value("freeze", "add", "Gel de la paie", "--from", "2028-03-06", "--to", "2028-03-10", "--perimeter", "AEAG",
               **demo)["id"]
entry = next(f for f in value("freeze", "list", **demo) if f["id"] == freeze)
check(list(entry) == ["id", "label", "perimeter", "from", "to"] and entry["to"] == "2028-03-10", "a freeze period", entry)
refused(2, "a freeze without its days", "freeze", "add", "Gel", **demo)
refused(1, "a freeze that ends before it begins", "freeze", "add", "Gel", "--from", "2028-03-10", "--to", "2028-03-06",
        **demo)
refused(1, "a freeze of no perimeter", "freeze", "add", "Gel", "--from", "2028-03-06", "--to", "2028-03-10",
        "--perimeter", "AEXX", **demo)
refused(1, "no such freeze", "freeze", "delete", "none", **demo)
week = value("cab", "week", "--date", "2028-03-12", **demo)
check((week["from"], week["to"]) == ("2028-03-06", "2028-03-12")
      and [c["perimeter"] for c in week["columns"]] == ["AEAG", "AEAP", "AELB", "AERM", "AERMC", "AESN", "7eSI"],
      "seven columns from Monday to Sunday (6.4)", week["from"])
aeag = week["columns"][0]
check(list(aeag) == ["perimeter", "cabs", "ecabs", "freezes", "days_off"]
      and list(aeag["cabs"][0]) == ["meeting", "body", "day", "start", "state", "left", "reason", "freeze"],
      "a column's keys", aeag)
check("Gel de la paie" in aeag["cabs"][0]["freeze"] and any(f["id"] == freeze for f in aeag["freezes"]),
      "a CAB in a freeze says why", aeag["cabs"])
refused(1, "a week of no day", "cab", "week", "--date", "2028-02-30", **demo)
check(run("freeze", "delete", freeze, **demo).returncode == 0 and run("check", **demo).returncode == 0, "delete and check")

demonstrated = {m["title"]: m["state"] for m in value("milestones", "list", **demo)}
check(sorted(demonstrated.values()) == ["reached", "upcoming", "upcoming"], "the demonstration has milestones", demonstrated)
milestone = value("milestones", "add", "--title", "Bascule du pare-feu", "--on", "2028-03-07", "--perimeter", "7eSI",
                  "--side", "dsiun", "--note", "Voir le plan", "--internal", **demo)["id"]
entry = next(m for m in value("milestones", "list", **demo) if m["id"] == milestone)
check(entry == {"id": milestone, "title": "Bascule du pare-feu", "perimeter": "7eSI", "side": "dsiun",
                "planned": "2028-03-07", "reached": None, "state": "late", "note": "Voir le plan", "internal": True},
      "a milestone that should have been reached", entry)
refused(2, "a milestone without its day", "milestones", "add", "--title", "Bascule", **demo)
refused(2, "a milestone without its title", "milestones", "add", "--on", "2028-05-15", **demo)
refused(2, "no note to be internal", "milestones", "add", "--title", "Bascule", "--on", "2028-05-15", "--internal", **demo)
refused(1, "a milestone of no title", "milestones", "add", "--title", " ", "--on", "2028-05-15", **demo)
refused(1, "a milestone on no day", "milestones", "add", "--title", "Bascule", "--on", "2028-02-30", **demo)
refused(1, "a milestone of no perimeter", "milestones", "add", "--title", "Bascule", "--on", "2028-05-15", "--perimeter",
        "AEXX", **demo)
refused(1, "a milestone of no side", "milestones", "add", "--title", "Bascule", "--on", "2028-05-15", "--side", "them", **demo)
refused(1, "a milestone twice", "milestones", "add", "--title", "bascule du pare-feu", "--on", "2028-05-15", "--perimeter",
        "7eSI", **demo)
refused(2, "reached without its day", "milestones", "reach", milestone, **demo)
refused(1, "reached on a day to come", "milestones", "reach", milestone, "--on", "2028-03-09", **demo)
refused(1, "no such milestone to reach", "milestones", "reach", "none", "--on", "2028-03-08", **demo)
check(run("milestones", "reach", milestone, "--on", "2028-03-08", **demo).returncode == 0, "reach a milestone")
entry = next(m for m in value("milestones", "list", **demo) if m["id"] == milestone)
check((entry["reached"], entry["state"], entry["note"]) == ("2028-03-08", "reached", "Voir le plan"), "it is reached", entry)
refused(1, "no such milestone to delete", "milestones", "delete", "none", **demo)
check(run("milestones", "delete", milestone, **demo).returncode == 0
      and all(m["id"] != milestone for m in value("milestones", "list", **demo)), "delete a milestone")
check(run("journal", "undo", **demo).returncode == 0 and run("check", **demo).returncode == 0
      and any(m["id"] == milestone for m in value("milestones", "list", **demo)), "undo brings it back")

cprob = [m for m in value("meetings", "list", "--body", "CPROB", **demo)]
past = [m["id"] for m in cprob if m["state"] == "held"][-1]
coming = [m["id"] for m in cprob if m["start"] > "2028-03-09"][0]
row = value("grid", "add", past, "--title", "Lenteurs de la messagerie", "--tme", "File saturée", "--priority", "2",
            **demo)["id"]
grid = value("grid", "show", past, **demo)
shown = next(r for r in grid["rows"] if r["id"] == row)
check(list(grid) == ["meeting", "body", "start", "rows"]
      and list(shown) == ["id", "follows", "title", "incidents", "impact", "priority", "diagnosis_tme", "diagnosis_tms",
                          "approved_by", "approved", "verdict", "reason", "ticket", "lacks", "notes"], "a grid's keys", shown)
check(shown["lacks"] == ["no impact", "no TMS part", "not approved by the ROC"], "what a row lacks (6.6)", shown["lacks"])
refused(2, "a row without its title", "grid", "add", past, **demo)
refused(1, "a row of another committee", "grid", "add", value("meetings", "list", "--body", "COPIL", **demo)[0]["id"],
        "--title", "x", **demo)
refused(1, "a priority out of range", "grid", "edit", row, "--priority", "9", **demo)
check(run("grid", "edit", row, "--impact", "200 utilisateurs", "--tms", "Appels", **demo).returncode == 0, "edit a row")
refused(2, "an approval by nobody", "grid", "approve", row, **demo)
refused(1, "an approval by another than the ROC (6.6)", "grid", "approve", row, "--by", "SDM TMS", **demo)
check(run("grid", "approve", row, "--by", "ROC", **demo).returncode == 0, "the ROC approves")
refused(2, "a verdict that is none", "grid", "decide", row, "perhaps", "--reason", "x", **demo)
refused(1, "a verdict without its reason", "grid", "decide", row, "problem", **demo)
check(run("grid", "decide", row, "problem", "--reason", "Récurrent", "--ticket", "PRB-1", **demo).returncode == 0,
      "the committee decides")
refused(2, "a follow-up of no word", "grid", "note", row, **demo)
check(run("grid", "note", row, "--text", "N3 relancé", **demo).returncode == 0, "follow up")
named = next(f"CPROB@{m['start'][:10]}" for m in cprob if m["id"] == coming)
check(value("grid", "carry", named, **demo)["added"] >= 1, "rows left open are carried over")
carried = next(r for r in value("grid", "show", coming, **demo)["rows"] if r["follows"] == row)
check(carried["ticket"] == "PRB-1" and carried["notes"][0]["text"] == "N3 relancé", "with what was said of them", carried)
refused(1, "a verdict before the committee", "grid", "decide", carried["id"], "problem", "--reason", "x", **demo)
refused(1, "no such row", "grid", "approve", "none", "--by", "ROC", **demo)
refused(1, "a place that is none", "grid", "move", carried["id"], "0", **demo)
check(run("check", **demo).returncode == 0, "check with a grid")

copils = value("meetings", "list", "--body", "COPIL", "--from", "2028-03-01", **demo)
march, april = copils[0]["id"], copils[1]["id"]
named = f"COPIL@{copils[0]['start'][:10]}"
element = value("preparation", "add", named, "--kind", "billing", "--title", "Facturation de février", "--amount",
                "1234.56", **demo)["id"]
preparation = value("preparation", "show", march, **demo)
check(list(preparation) == ["meeting", "body", "start", "quarter", "elements", "missing", "remarks", "since", "changes"],
      "a preparation's keys", list(preparation))
shown = next(e for e in preparation["elements"] if e["id"] == element)
check(list(shown) == ["id", "kind", "title", "amount", "contractor", "dsiun", "file"] and shown["amount"] == "1234.56"
      and shown["dsiun"] == {"position": "awaited", "note": None}, "an element's keys", shown)
check(preparation["quarter"] is None and value("preparation", "show", april, **demo)["quarter"]["to"] == "2028-03-31",
      "a quarter is settled in the first COPIL after its end (L-12)")
refused(2, "an element of no kind", "preparation", "add", march, "--title", "x", **demo)
refused(1, "an element of another kind", "preparation", "add", march, "--kind", "gift", "--title", "x", **demo)
refused(1, "an amount that is none", "preparation", "add", march, "--kind", "penalty", "--title", "x", "--amount", "1.234",
        **demo)
refused(1, "an element of another committee", "preparation", "add", coming, "--kind", "billing", "--title", "x", **demo)
refused(2, "a position that is none", "preparation", "position", element, "--side", "dsiun", "--position", "happy", **demo)
refused(1, "a side that settles nothing", "preparation", "position", element, "--side", "agency", "--position", "agreed",
        **demo)
refused(1, "contested without saying what", "preparation", "position", element, "--side", "dsiun", "--position",
        "contested", **demo)
check(run("preparation", "position", element, "--side", "dsiun", "--position", "contested", "--note", "Comptée deux fois",
          **demo).returncode == 0, "contested")
check(any("contested" in s and "Facturation de février" in s for s in value("preparation", "show", march, **demo)["missing"]),
      "and told")
bonus = value("preparation", "add", march, "--kind", "bonus", "--title", "Bonus TMS", **demo)["id"]
check(any("Bonus TMS" in s for s in value("preparation", "show", march, **demo)["remarks"]), "a bonus in March is remarked")
check(run("preparation", "move", bonus, "1", **demo).returncode == 0
      and value("preparation", "show", march, **demo)["elements"][0]["id"] == bonus, "move an element")
check(run("preparation", "remove", bonus, **demo).returncode == 0, "remove an element")
check(value("preparation", "copy", april, **demo)["added"] >= 1
      and value("preparation", "copy", april, **demo) == {"added": 0}, "copied once from the previous COPIL")
refused(1, "no such element", "preparation", "edit", "none", "--title", "x", **demo)
check(run("check", **demo).returncode == 0, "check with a preparation")

with open(os.path.join(folder, "letter.gvn"), "w", encoding="utf-8") as file:
    file.write("not a contract")
refused(1, "a file that is no contract", "meetings", "list", database="letter.gvn")
print(f"1..{count}")
