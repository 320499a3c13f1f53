# SPDX-License-Identifier: GPL-3.0-or-later
"""What is saved is read by two mail readers that are not ours: Python's and s-nail; wrong input is refused."""
import email
import email.policy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import icalendar

cli = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp())
database = folder / "demo.gvn"
count = 0


def command(*arguments, today="2028-03-08"):
    return [cli, "--database", str(database), "--today", today, "--author", "Chef de service EXPL", *map(str, arguments)]


def run(*arguments, env=None, **named):
    return subprocess.check_output(command(*arguments, **named), text=True, env=env)


def read(*arguments, **named):
    return json.loads(run("--json", *arguments, **named))


def refusal(status, *arguments):
    done = subprocess.run(command(*arguments), capture_output=True, text=True)
    return done.stderr if done.returncode == status and done.stderr.count("\n") == 1 else ""


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "")


def load(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def sound(message):
    parts = list(message.walk())
    return not any(p.defects for p in parts) and not any(p[h].defects for p in parts for h in p.keys())


def attached(message):
    return {part.get_filename(): part for part in message.iter_attachments()}


def s_nail(path, *instructions):
    """What s-nail makes of a message, which it takes in a mailbox alone."""
    box = folder / "box"
    text = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
    box.write_bytes(b"From box@example.org Wed Mar  8 08:00:00 2028\n" + text + b"\n")
    calls = [word for one in (*instructions, "exit") for word in ("-Y", one)]
    return subprocess.run(["s-nail", "-n", "-R", "-Snoheader", "-Sttycharset=UTF-8", *calls, "-f", str(box)],
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=60, cwd=folder,
                          env=dict(os.environ, HOME=str(folder), LC_ALL="C.UTF-8")).stdout.decode()


print("TAP version 13")
run("demo")

# A convocation, with accents in names and subject, and the appointment.
run("mail", "templates", "edit", "convocation", "--subject", "Réunion « {code} » du {date} — à confirmer")
said = read("mail", "convocation", "COPIL@2028-03-16")[0]
path = folder / "convocation.eml"
run("mail", "convocation", "COPIL@2028-03-16", "--eml", path)
message = load(path)
to = [(a.display_name, a.addr_spec) for a in message["To"].addresses]
check(sound(message), "a message without a fault")
check(to == [(r["name"], r["email"]) for r in said["recipients"]] and len(to) == 17 and not message["Cc"],
      "to the 12 of the DSIUN and the 5 of the contractor (6.2)", to)
check(("Délégué socle", "delegue-socle@dsiun.example") in to and ("Responsable de site Rozérieulles",
                                                                "site-rozerieulles@dsiun.example") in to,
      "with the accents of their names")
check(message["Subject"] == said["subject"] == "Réunion « COPIL » du Thursday 16 March 2028 — à confirmer",
      "and of the subject", message["Subject"])
check(message["From"].addresses[0].addr_spec == "chef-expl@dsiun.example" and message["X-Unsent"] == "1",
      "a draft from who signs")
check(message["Date"].datetime.isoformat() == "2028-03-08T08:00:00+01:00"
      and re.fullmatch(r"<[0-9a-f-]{36}@dsiun\.example>", message["Message-ID"]), "dated by the injected clock")
check(message.get_body(("plain",)).get_content().replace("\r\n", "\n") == said["text"], "which says what was printed")
events = icalendar.Calendar.from_ical(attached(message)["COPIL-2028-03-16.ics"].get_content()).walk("VEVENT")
check(len(events) == 1 and events[0]["DTSTART"].dt.isoformat() == "2028-03-16T14:00:00+01:00",
      "with the appointment attached")
first = path.read_bytes()
run("mail", "convocation", "COPIL@2028-03-16", "--eml", path)
check(path.read_bytes() == first and first.isascii() and b"\n" not in first.replace(b"\r\n", b""), "the same twice")

text = s_nail(path, "type 1")
check("Subject: Réunion « COPIL » du Thursday 16 March 2028 — à confirmer" in text
      and "Responsable de site Rozérieulles <site-rozerieulles@dsiun.example>" in text
      and "18. Échecs des sauvegardes nocturnes de Courbevoie" in text and "BEGIN:VEVENT" in text,
      "s-nail reads the same", text)

# An agenda with the file of an item, minutes written here, minutes received as a file.
support = folder / "Tableau de bord — février.csv"
support.write_bytes("indicateur;valeur\r\nDécroché;93 %\r\n".encode())
items = read("agenda", "show", "COPIL@2028-03-16")["items"]
run("agenda", "attach", items[1]["id"], support)
run("mail", "agenda", "COPIL@2028-03-16", "--eml", path)
files = attached(load(path))
check(files[support.name].get_payload(decode=True) == support.read_bytes(), "an agenda goes with its supports",
      list(files))
agenda = folder / "agenda.pdf"
agenda.write_bytes(files["Agenda COPIL 2028-03-16.pdf"].get_payload(decode=True))
words = subprocess.run(["pdftotext", "-layout", agenda, "-"], capture_output=True, text=True).stdout
check("18. Échecs des sauvegardes nocturnes de Courbevoie" in words and "As sent, SHA-256" in words,
      "and with itself, as it is printed", words)
check("Décroché;93 %" in s_nail(path, "type 1"), "whose accents s-nail reads")
minutes = run("mail", "minutes", "COPIL@2028-02-17")
check("10 working days" in minutes and "(clause 6.2)" in minutes, "minutes say how silence validates them (6.2)")
run("mail", "minutes", "COPIL@2028-02-17", "--eml", path)
written = folder / "minutes.pdf"
part = attached(load(path))["Minutes COPIL 2028-02-17.pdf"]
written.write_bytes(part.get_payload(decode=True))
words = subprocess.run(["pdftotext", "-layout", written, "-"], capture_output=True, text=True).stdout
sent = read("minutes", "show", "COPIL@2028-02-17")["versions"][-1]["hash"]
check(part.get_content_type() == "application/pdf" and "Les incidents baissent de 4 % sur le mois" in words
      and f"SHA-256 {sent}" in words, "and go as the version that was sent, printed", words)
overdue = [d["id"] for d in read("deadlines") if d["state"] == "overdue" and d["reading"] == "contract"]
asked = read("mail", "relance", *overdue)
check([[r["name"] for r in m["recipients"]] for m in asked] == [["ROC"]] and asked[0]["about"] == overdue,
      "what the contractor owes late is asked of the ROC, all in one mail", asked)
received = folder / "CR COSUI Rhin-Meuse.docx"
received.write_bytes(bytes(range(256)) * 3)
run("minutes", "send", "COSUI-AERM@2028-02-16", "--at", "2028-03-07T10:00", "--file", received)
run("mail", "minutes", "COSUI-AERM@2028-02-16", "--eml", path)
check(attached(load(path))[received.name].get_payload(decode=True) == received.read_bytes(),
      "minutes received as a file are that file")
waiting = read("mail", "validation", "COSUI-AERM@2028-02-16")[0]
check({r["name"] for r in waiting["recipients"]} == {"Chef de service EXPL", "Superviseur support",
                                                      "Responsable de site Rozérieulles"}
      and any("Gestionnaire de parc" in line for line in waiting["missing"]),
      "each DSIUN participant is asked to validate (6.3); who has no address is told", waiting)

# Several at once: one mail to each, all recorded by one command, undone by one.
late = [a for a in read("actions", "list") if a["state"] == "overdue"]
mails = read("mail", "reminder", *[a["code"] for a in late])
check([m["recipients"][0]["name"] for m in mails] == list(dict.fromkeys(a["owner"] for a in late)) and mails,
      "one mail to each owner")
many = folder / "many"
names = run("mail", "reminder", *[a["code"] for a in late], "--folder", many).splitlines()
again = run("mail", "reminder", *[a["code"] for a in late], "--folder", many).splitlines()
check(len(set(names + again)) == 2 * len(mails) and all(sound(load(pathlib.Path(n))) for n in names + again),
      "in new files of a folder", names + again)
entries = len(read("journal", "list"))
run("mail", "reminder", *[a["code"] for a in late], "--sent", "2028-03-07T17:00", "--proof", names[0])
journal = read("journal", "list")
check(len(journal) == entries + 1, "recorded by one command")
run("journal", "undo")
check(subprocess.run(command("check"), capture_output=True).returncode == 0, "undone by one, and the contract is sound")
run("mail", "convocation", "COPIL@2028-03-16", "--sent", "2028-03-08T07:30")
check([m["state"] for m in read("meetings", "list", "--from", "2028-03-16", "--to", "2028-03-16", "--body", "COPIL")]
      == ["convened"], "a convocation that was sent is a fact")

journal = read("journal", "list")
check("Gestionnaire de parc" in refusal(1, "mail", "reminder", "A-5", "A-6", "--sent", "2028-03-07T17:00")
      and read("journal", "list") == journal, "who has no address was not reminded, nor anybody by that command")

# Texts.
run("mail", "templates", "edit", "relance", "--text", "Bonjour {owner},\n\n{items}\n")
french = dict(os.environ, LC_ALL="fr_FR.UTF-8", LANGUAGE="fr")
texts = {t["act"]: t for t in json.loads(subprocess.check_output(command("--json", "mail", "templates", "list"),
                                                                 env=french))}
check(texts["relance"]["edited"] and texts["relance"]["text"].startswith("Bonjour {owner}")
      and not texts["agenda"]["edited"] and texts["agenda"]["text"].startswith("Bonjour"),
      "an edited text stays, the others follow the language", texts["agenda"])
check("{datte}" in refusal(1, "mail", "templates", "edit", "agenda", "--subject", "Le {datte}"),
      "an unknown placeholder is refused by its name")
run("mail", "templates", "reset", "relance")
check(not {t["act"]: t for t in read("mail", "templates", "list")}["relance"]["edited"], "a text is taken back")

# Wrong input.
held = "COPIL@2028-02-17"
check(refusal(1, "mail", "letter", held) and refusal(1, "mail", "convocation", held)
      and refusal(1, "mail", "minutes", "COPIL@2028-04-20") and refusal(1, "mail", "reminder", "A-999")
      and refusal(1, "mail", "relance", "nothing"), "what cannot be written about is refused")
check(refusal(2, "mail", "convocation") and refusal(2, "mail", "agenda", held, "--proof", path)
      and refusal(2, "mail", "agenda", held, "--eml", path, "--folder", many)
      and refusal(2, "mail", "agenda", held, "COPIL@2028-03-16", "--eml", path), "wrong usage too")
check(refusal(1, "mail", "agenda", held, "--eml", folder / "no" / "where.eml")
      and refusal(1, "mail", "agenda", held, "--sent", "2028-03-09T10:00"),
      "as are a place that cannot be written and a day to come")
print(f"1..{count}")
