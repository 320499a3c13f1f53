# SPDX-License-Identifier: GPL-3.0-or-later
"""Agendas, attendance and minutes from the command line: the life of a COPIL (6.2) and of a COSUI (6.3) by the
reference day alone, and wrong input for each command."""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

cli = sys.argv[1]
folder = tempfile.mkdtemp()
count = 0


def run(*arguments, database="contract.gvn", today="2026-12-31", text="", form=("--json",)):
    return subprocess.run([cli, "--database", os.path.join(folder, database), *form, "--today", today, *arguments],
                          capture_output=True, encoding="utf-8", errors="surrogateescape", input=text)


def check(good, what, *detail):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, *(detail if not good else ()))


def value(*arguments, **options):
    got = run(*arguments, **options)
    return json.loads(got.stdout) if got.returncode == 0 else got.stderr


def done(what, *arguments, **options):
    got = run(*arguments, **options)
    check(got.returncode == 0 and got.stderr == "", what, got.returncode, got.stderr)


def refused(status, what, words, *arguments, **options):
    got = run(*arguments, **options)
    check(got.returncode == status and len(got.stderr.strip().splitlines()) == 1 and words in got.stderr
          and got.stdout == "", what, got.returncode, got.stdout[:80], got.stderr)


def states(meeting, today, database="contract.gvn"):
    """The state of each version of the minutes on a day."""
    return [v["state"] for v in value("minutes", "show", meeting, today=today, database=database)["versions"]]


def file(name, content):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as output:
        output.write(content)
    return path, hashlib.sha256(content.encode()).hexdigest()


print("TAP version 13")
run("init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--end", "2031-02-28", today="2026-11-02")
run("meetings", "plan", "--year", "2026", today="2026-11-02")
COPIL, COSUI, NEXT = "COPIL@2026-11-19", "COSUI-AESN@2026-11-18", "COPIL@2026-12-17"
copil = next(m["id"] for m in value("meetings", "list", "--body", "COPIL") if m["start"].startswith("2026-11-19"))

# How a meeting is named
done("a meeting by its body and day", "meetings", "convene", COPIL, today="2026-11-03T09:00")
check(value("facts", "list", COPIL) == value("facts", "list", copil) != [], "by its identifier, the same")
refused(1, "no such meeting", "none", "agenda", "show", "none")
refused(1, "no such body", "COPILOTE", "agenda", "show", "COPILOTE@2026-11-19")
refused(1, "no meeting that day", "meetings list --body COPIL", "minutes", "show", "COPIL@2026-11-20")
refused(1, "no such day", "2026-02-30", "attendance", "show", "COPIL@2026-02-30")

# 6.2: the fourteen points of a COPIL, then an item of one side
check(value("agenda", "carry", COPIL, today="2026-11-03") == {"added": 14}, "the standing items of 6.2 are added")
check(value("agenda", "carry", COPIL, today="2026-11-03") == {"added": 0}, "each once")
item = value("agenda", "add", COPIL, "--title", "Centre de calcul", "--text", "-", "--side", "dsiun", "--minutes", "15",
             "--ticket", "OCEAN-12", text="- date\n- coût\n", today="2026-11-03")["id"]
plan, plan_hash = file("plan.txt", "Plan de déménagement")
done("an item moves up", "agenda", "up", item, today="2026-11-03")
done("and down", "agenda", "down", item, today="2026-11-03")
done("a file supports it", "agenda", "attach", item, plan, today="2026-11-03")
done("its time changes alone", "agenda", "edit", item, "--minutes", "20", today="2026-11-03")
agenda = value("agenda", "show", COPIL, today="2026-11-03")
check(list(agenda) == ["meeting", "frozen", "items", "late_items"] and agenda["meeting"] == copil
      and agenda["frozen"] is False and agenda["late_items"] == [], "an agenda's keys", agenda)
first, last = agenda["items"][0], agenda["items"][-1]
check(list(first) == ["id", "number", "origin", "title", "clause", "source", "source_text", "text", "files", "minutes",
                      "side", "by", "ticket", "matter", "verdict", "postponed", "late"], "an item's keys", list(first))
check([i["number"] for i in agenda["items"]] == list(range(1, 16)) and first["origin"] == "standing"
      and first["clause"] == "6.2" and first["source"] == "service_analysis", "the items in order")
check(last == last | {"id": item, "origin": "proposed", "title": "Centre de calcul", "text": "- date\n- coût",
                      "files": [{"name": "plan.txt", "sha256": plan_hash}], "minutes": 20, "side": "dsiun",
                      "ticket": "OCEAN-12"}, "what was proposed is kept", last)
check("CPROB" in agenda["items"][3]["source_text"], "the calendar until the next COPIL has the CPROB of 14 December")
lines = run("agenda", "show", COPIL, today="2026-11-03", form=()).stdout.splitlines()
check(lines[0].startswith("COPIL, 19 November 2026") and lines[1].strip() == f"1. {first['title']} — Standing, 6.2"
      and "     - coût" in lines, "the agenda as text", lines[:3])
unsent = value("agenda", "show", COPIL, "--markdown", today="2026-11-12")["markdown"]
check("## 15. Centre de calcul" in unsent, "the agenda as it would be sent")

refused(1, "an empty title", "no title", "agenda", "add", COPIL, "--title", " ")
refused(2, "an item without a title", "--title", "agenda", "add", COPIL)
refused(1, "a side that is none", "no side", "agenda", "add", COPIL, "--title", "x", "--side", "them")
refused(1, "too long for a meeting", "1 to 600", "agenda", "add", COPIL, "--title", "x", "--minutes", "601")
refused(2, "a time that is no number", "many", "agenda", "add", COPIL, "--title", "x", "--minutes", "many")
refused(2, "an edit of nothing", "--title", "agenda", "edit", item)
refused(1, "an edit to an empty title", "no title", "agenda", "edit", item, "--title", "")
refused(1, "the contract's title", "contract", "agenda", "edit", first["id"], "--title", "x")
refused(1, "the contract's item", "contract", "agenda", "remove", first["id"])
for verb in ("edit", "remove", "up", "down", "postpone", "attach"):
    more = {"edit": ["--text", "x"], "attach": [plan]}.get(verb, [])
    refused(1, f"{verb} of an unknown item", "no item", "agenda", verb, "none", *more)
refused(1, "a file that does not exist", "/nowhere", "agenda", "attach", item, "/nowhere")
refused(1, "a proof that does not exist", "/nowhere", "agenda", "send", COPIL, "--proof", "/nowhere")
refused(1, "a document that does not exist", "/nowhere", "agenda", "send", COPIL, "--file", "/nowhere")
refused(1, "a sending to come", "2027", "agenda", "send", COPIL, "--at", "2027-03-01T10:00")
refused(1, "a moment that is none", "noon", "agenda", "send", COPIL, "--at", "noon")
refused(1, "nobody's agreement", "no side", "agenda", "agree", COPIL, "--side", "them")
for verb in ("add", "carry", "agree", "send", "receive"):
    refused(1, f"agenda {verb} of an unknown meeting", "none", "agenda", verb, "none",
            *(["--title", "x"] if verb == "add" else []))

# Sent, it is frozen
mail, mail_hash = file("mail.eml", "Ordre du jour")
done("the DSIUN agrees", "agenda", "agree", COPIL, "--side", "dsiun", today="2026-11-12T08:00")
done("the agenda is sent with a proof", "agenda", "send", COPIL, "--proof", mail, today="2026-11-12T09:00")
done("and received", "agenda", "receive", COPIL, today="2026-11-12T10:00")
facts = {f["kind"]: f for f in value("facts", "list", COPIL)}
check(facts["agenda_sent"]["proof"] == mail_hash and facts["agenda_sent"]["at"] == "2026-11-12T09:00:00+01:00"
      and facts["agenda_received"]["at"] == "2026-11-12T10:00:00+01:00", "what happened, when and with which proof", facts)
late = value("agenda", "add", COPIL, "--title", "Panne de la nuit", today="2026-11-12T11:00")["id"]
for verb in ("edit", "remove", "up", "attach"):
    more = {"edit": ["--text", "x"], "attach": [plan]}.get(verb, [])
    refused(1, f"{verb} on a frozen agenda", "frozen", "agenda", verb, item, *more)
agenda = value("agenda", "show", COPIL, today="2026-11-13")
check(agenda["frozen"] and len(agenda["items"]) == 15 and [i["id"] for i in agenda["late_items"]] == [late],
      "what came later is apart")
check(value("agenda", "show", COPIL, "--markdown", today="2026-11-13")["markdown"] == unsent, "what was sent stays")
done("an item left for the next meeting", "agenda", "postpone", item, today="2026-11-19T15:00")

# Who was there
seats = value("attendance", "show", COPIL)
check(list(seats[0]) == ["id", "name", "role", "perimeter", "side", "person", "permanent", "state", "represented_by",
                         "objection", "objection_side"], "a seat's keys", list(seats[0]))
done("by the name", "attendance", "set", COPIL, "roc", "present")
refused(1, "a name that several have", "AELB", "attendance", "set", COPIL, "Responsable de site", "present")
done("by what tells them apart", "attendance", "set", COPIL, "site (AESN)", "represented", "--by", "Adjoint")
done("by the identifier", "attendance", "set", COPIL, seats[0]["id"], "excused")
done("all who are still expected", "attendance", "all", COPIL, "absent")
seats = {s["id"]: s for s in value("attendance", "show", COPIL)}
by_role = {(s["role"], s["perimeter"]): s for s in seats.values()}
check(by_role["roc", None]["state"] == "present" and by_role["site_manager", "AESN"]["represented_by"] == "Adjoint"
      and list(seats.values())[0]["state"] == "excused", "what was said of each", by_role)
extra = value("attendance", "call", COPIL, "--name", "Éditeur", "--side", "contractor")["id"]
refused(1, "an objection by their own side", "same side", "attendance", "object", extra, "--side", "contractor",
        "--reason", "x")
done("an objection", "attendance", "object", extra, "--side", "dsiun", "--reason", "Confidentiel")
check(value("attendance", "show", COPIL)[-1]["objection"] == "Confidentiel", "is kept")
check("Éditeur — Contractor — DSIUN objects: Confidentiel" in run("attendance", "show", COPIL, form=()).stdout,
      "the attendance as text")
refused(1, "a state that is none", "represented", "attendance", "set", COPIL, "roc", "there")
refused(1, "a state that is none, of all", "represented", "attendance", "all", COPIL, "there")
refused(1, "somebody represented by nobody", "give the name", "attendance", "set", COPIL, "roc", "represented")
refused(1, "nobody of that name", "Nemo", "attendance", "set", COPIL, "Nemo", "present")
refused(2, "a state is missing", "attendance set", "attendance", "set", COPIL, "roc")
refused(2, "a call without a side", "--side", "attendance", "call", COPIL, "--name", "x")
refused(1, "a call of nobody", "name", "attendance", "call", COPIL, "--name", "", "--side", "dsiun")
refused(1, "an objection to a member", "member", "attendance", "object", by_role["roc", None]["id"], "--side", "dsiun",
        "--reason", "x")
refused(1, "an objection to nobody", "identifier", "attendance", "object", "none", "--side", "dsiun", "--reason", "x")
refused(2, "an objection without a reason", "--reason", "attendance", "object", extra, "--side", "dsiun")
for words in (["set", "none", "roc", "present"], ["all", "none", "present"], ["show", "none"],
              ["call", "none", "--name", "x", "--side", "dsiun"]):
    refused(1, f"attendance {words[0]} of an unknown meeting", "none", "attendance", *words)

# Minutes: written, and refused
check(value("minutes", "show", COPIL) == {"meeting": copil, "writer": "contractor", "validation": "tacit",
                                          "versions": []}, "no minutes yet")
refused(1, "what no version says", "minutes write", "minutes", "show", COPIL, "--markdown")
refused(1, "minutes before the meeting", "not been held", "minutes", "send", COPIL, today="2026-11-18")
done("held", "meetings", "hold", COPIL, today="2026-11-19T16:00")
done("what the minutes open with", "minutes", "write", COPIL, "--text", "-", text="Synthèse du mois\n",
     today="2026-11-19T16:30")
done("what they say under an item", "minutes", "write", COPIL, "--item", "15", "--text", "À décaler en mars",
     today="2026-11-19T16:30")
done("by its identifier", "minutes", "write", COPIL, "--item", first["id"], "--text", "Conforme", today="2026-11-19T16:30")
check(states(COPIL, "2026-11-19T16:30") == ["draft"], "a draft")
refused(1, "a remark on a draft", "were not sent", "minutes", "remark", COPIL, "--text", "x")
refused(1, "a validation of a draft", "record the sending", "minutes", "validate", COPIL)
refused(2, "minutes that say nothing", "--text", "minutes", "write", COPIL)
refused(1, "an item the agenda has not", "no item 99", "minutes", "write", COPIL, "--item", "99", "--text", "x")
refused(1, "an item that does not exist", "no item", "minutes", "write", COPIL, "--item", "none", "--text", "x")
other = value("agenda", "add", NEXT, "--title", "Ailleurs", today="2026-11-20")["id"]
refused(1, "another meeting's item", "another meeting", "minutes", "write", COPIL, "--item", other, "--text", "x")

# 6.2: received on Thursday 2026-11-19, open to remarks through 2026-12-03, ten working days later (20, 23–27 and 30
# November, 1–3 December), tacitly validated from the day after
done("sent", "minutes", "send", COPIL, today="2026-11-19T17:00")
done("received", "minutes", "receive", COPIL, today="2026-11-19T18:00")
shown = value("minutes", "show", COPIL, "--version", "1", today="2026-12-03")["versions"][0]
check(list(shown) == ["id", "number", "state", "words", "due", "hash", "file", "sent", "received", "validated",
                      "remarks", "signers"], "a version's keys", list(shown))
check(shown["due"] == "2026-12-03" and shown["sent"] == "2026-11-19T17:00:00+01:00" and shown["validated"] is None,
      "its moments", shown)
sent = value("minutes", "show", COPIL, "--markdown")
check(hashlib.sha256(sent["markdown"].encode()).hexdigest() == shown["hash"] == sent["hash"]
      and "À décaler en mars" in sent["markdown"], "what was sent is what its hash says")
check(run("minutes", "show", COPIL, "--markdown", form=()).stdout == sent["markdown"], "the same as text")
check(states(COPIL, "2026-12-03") == ["open"] and states(COPIL, "2026-12-04") == ["tacit"], "by the clock alone")

# The same meeting twice over: in the copy silence until the end
run("backup", os.path.join(folder, "silence.gvn"))
done("a remark of the day after", "minutes", "remark", COPIL, "--text", "Trop tard", database="silence.gvn",
     today="2026-12-04T00:10")
shown = value("minutes", "show", COPIL, database="silence.gvn")["versions"][0]
check(shown["state"] == "tacit" and [(r["text"], r["in_time"]) for r in shown["remarks"]] == [("Trop tard", False)],
      "is kept and reopens nothing", shown)
done("an edit after the validation", "minutes", "write", COPIL, "--text", "Autre synthèse", database="silence.gvn")
versions = value("minutes", "show", COPIL, database="silence.gvn")["versions"]
check([(v["number"], v["state"]) for v in versions] == [(1, "tacit"), (2, "draft")]
      and versions[0]["hash"] == shown["hash"] and versions[1]["hash"] is None, "makes version 2, a draft", versions)
check("Autre synthèse" in value("minutes", "show", COPIL, "--markdown", database="silence.gvn")["markdown"]
      and value("minutes", "show", COPIL, "--markdown", "--version", "1", database="silence.gvn") == sent,
      "and version 1 says what it said")

# A remark on the last day stops the clock for everybody; answered, the next version has ten working days from its
# own reception: 2026-12-10 + 10 = 2026-12-24 (11, 14–18, 21–24)
done("a remark on the last day", "minutes", "remark", COPIL, "--text", "Le chiffre est faux", "--item", "3", "--by",
     "Délégué socle", "--side", "dsiun", today="2026-12-03T23:59")
done("and one the day after", "minutes", "remark", COPIL, "--text", "Et la date", today="2026-12-04T00:10")
shown = value("minutes", "show", COPIL)["versions"][0]
check(states(COPIL, "2026-12-04") == ["remarked"] and shown["state"] == "remarked"
      and [r["in_time"] for r in shown["remarks"]] == [True, False], "the clock stands", shown)
remark = shown["remarks"][0]
check(remark == remark | {"by": "Délégué socle", "side": "dsiun", "at": "2026-12-03T23:59:00+01:00",
                          "item": agenda["items"][2]["id"], "answer": None}, "who said what, when", remark)
check("Délégué socle (DSIUN), remark in time\n    Le chiffre est faux\n    waits for its answer\n"
      in run("minutes", "show", COPIL, form=()).stdout, "the minutes as text")
refused(2, "a reason without a refusal", "--refuse", "minutes", "answer", remark["id"], "--reason", "x")
refused(1, "a refusal without a reason", "reason", "minutes", "answer", remark["id"], "--refuse")
refused(1, "an answer to nothing", "no remark", "minutes", "answer", "none")
done("answered by a new version", "minutes", "answer", remark["id"], today="2026-12-07")
refused(1, "answered twice", "has its answer", "minutes", "answer", remark["id"])
done("corrected", "minutes", "write", COPIL, "--text", "Synthèse corrigée", today="2026-12-07")
done("sent again", "minutes", "send", COPIL, today="2026-12-10T09:00")
check(value("minutes", "show", COPIL)["versions"][1]["due"] == "2026-12-24", "ten new working days")
check(states(COPIL, "2026-12-24") == ["superseded", "open"] and states(COPIL, "2026-12-25") == ["superseded", "tacit"],
      "the new version, by the clock alone")

refused(2, "a remark without words", "--text", "minutes", "remark", COPIL)
refused(1, "a remark of no words", "write it", "minutes", "remark", COPIL, "--text", " ")
refused(1, "a remark under another meeting's item", "another meeting", "minutes", "remark", COPIL, "--text", "x", "--item",
        other)
refused(1, "a remark of no side", "no side", "minutes", "remark", COPIL, "--text", "x", "--side", "them")
refused(1, "no such version", "no version 7", "minutes", "show", COPIL, "--version", "7")
refused(1, "a reception of nothing that exists", "/nowhere", "minutes", "receive", COPIL, "--file", "/nowhere")
refused(1, "a file for what was sent", "new version", "minutes", "receive", COPIL, "--file", plan)
refused(1, "silence validates here", "not validated by each", "minutes", "sign", COPIL, "roc")
for words in (["write", "none", "--text", "x"], ["send", "none"], ["receive", "none"], ["remark", "none", "--text", "x"],
              ["sign", "none", "roc"], ["validate", "none"], ["show", "none"]):
    refused(1, f"minutes {words[0]} of an unknown meeting", "none", "minutes", *words)

# 6.3: each DSIUN participant validates, never tacitly; received on 2026-11-25, reminded from 2026-12-09 (L-06)
refused(1, "nothing sent to sign", "sent", "minutes", "sign", COSUI, "SDM TME")
report, report_hash = file("CR COSUI.odt", "Compte rendu")
done("two were there", "attendance", "set", COSUI, "Responsable de site", "present")
done("or represented", "attendance", "set", COSUI, "Gestionnaire de parc", "represented", "--by", "Adjoint")
done("as were the contractor's", "attendance", "set", COSUI, "ROC", "present")
done("held", "meetings", "hold", COSUI, today="2026-11-18T18:00")
done("minutes as a file", "minutes", "send", COSUI, "--file", report, "--proof", mail, today="2026-11-25T09:00")
refused(1, "a file is opened, not shown", "CR COSUI.odt", "minutes", "show", COSUI, "--markdown")
done("a first validation", "minutes", "sign", COSUI, "responsable de site", today="2026-11-26T09:00")
shown = value("minutes", "show", COSUI, today="2027-02-01")["versions"][0]
check(shown["state"] == "awaiting" and shown["due"] == "2026-12-09" and shown["file"] == "CR COSUI.odt"
      and shown["hash"] == report_hash, "never tacit", shown)
check(sorted(s["at"] or "" for s in shown["signers"]) == ["", "2026-11-26T09:00:00+01:00"], "one is awaited", shown)
check("1 validation is awaited" in shown["words"] and " — validation awaited\n" in run("minutes", "show", COSUI,
      form=()).stdout, "in words")
refused(1, "validated twice", "already", "minutes", "sign", COSUI, "responsable de site")
refused(1, "who is not of the DSIUN", "participants", "minutes", "sign", COSUI, "ROC")
refused(1, "nobody of that name signs", "Nemo", "minutes", "sign", COSUI, "Nemo")
done("the last validation", "minutes", "sign", COSUI, "Gestionnaire", "--at", "2026-12-08T10:00", "--proof", mail)
shown = value("minutes", "show", COSUI)["versions"][0]
check(shown["state"] == "validated" and shown["validated"] == "2026-12-08T10:00:00+01:00", "validates them", shown)
refused(1, "who was there is validated too", "validated", "attendance", "set", COSUI, "ROC", "absent")

# 6.2: both may validate before the delay ends; an edit then begins version 2
run("meetings", "hold", NEXT, today="2026-12-17T16:00")
run("minutes", "write", NEXT, "--text", "Première rédaction", today="2026-12-17T17:00")
run("minutes", "send", NEXT, today="2026-12-17T18:00")
done("validated by the DSIUN", "minutes", "validate", NEXT, "--by", "Délégué socle", "--side", "dsiun", "--proof", mail,
     today="2026-12-18T09:00")
done("edited", "minutes", "write", NEXT, "--text", "Seconde rédaction")
check(states(NEXT, "2026-12-31") == ["validated", "draft"], "a new version, which nobody has validated")

refused(1, "an input that is no text", "UTF-8", "minutes", "write", NEXT, "--text", "-", text="\udcff")
done("an extra session the same day", "meetings", "add", "COTECH", "2027-01-04T09:00", "--reason", "Panne")
done("and another", "meetings", "add", "COTECH", "2027-01-04T11:00", "--reason", "Panne")
refused(1, "a day with two meetings", "several", "agenda", "show", "COTECH@2027-01-04")
extra = value("meetings", "list", "--body", "COTECH", "--from", "2027-01-04", "--to", "2027-01-04")[0]["id"]
done("one of them cancelled", "meetings", "cancel", extra, "--reason", "Réglé")
check(value("agenda", "show", "COTECH@2027-01-04")["meeting"] != extra, "leaves the other its name")

done("a decision of a meeting named as everywhere", "decisions", "add", "--title", "Nous décidons", "--meeting", NEXT)
refused(1, "and one of no such meeting", "see “meetings list", "decisions", "add", "--title", "x", "--meeting",
        "COPIL@2026-12-18")

# 6.5: a step up is decided in a meeting that took place by then
alert = value("alerts", "add", "--title", "Sauvegardes", "--body", "CAB-AESN", today="2026-11-20")["code"]
refused(1, "a step up decided in a meeting to come", "had not been held", "escalate", alert, "--meeting", NEXT,
        today="2026-11-20")
done("and in one that was held", "escalate", alert, "--meeting", "CAB-AESN@2026-11-17", today="2026-11-20")

# In French, plural forms too
french = subprocess.run([cli, "--database", os.path.join(folder, "contract.gvn"), "--today", "2026-12-31", "agenda",
                         "carry", "CPROB@2026-12-14"], capture_output=True, encoding="utf-8",
                        env={**os.environ, "LC_ALL": "fr_FR.UTF-8",
                             "GOUVERNAIL_LOCALEDIR": os.path.join(os.path.dirname(os.path.dirname(cli)), "po")})
check("points ajoutés" in french.stdout, "what was added is said in French", french)

labels = [e["label"] for e in value("journal", "list")]
check("Write the minutes: COPIL, 19 November 2026" in labels and "Record agenda sent: COPIL, 19 November 2026" in labels,
      "the journal says what was done", labels[:5])
check(run("check").returncode == 0, "check")
help_text = run("--help", form=()).stdout
check(all(f"  {words} " in help_text for words in
          [f"agenda {w}" for w in "show add edit remove up down postpone attach carry agree send receive".split()]
          + [f"attendance {w}" for w in "show set all call object".split()]
          + [f"minutes {w}" for w in "show write send receive remark answer sign validate".split()]), "--help has all")
print(f"1..{count}")
