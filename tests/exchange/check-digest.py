# SPDX-License-Identifier: GPL-3.0-or-later
"""The digest says what the registers say, in the same order each time, as text and as a message."""
import email
import email.policy
import json
import os
import subprocess
import sys
import tempfile

cli = sys.argv[1]
folder = tempfile.mkdtemp()
database = os.path.join(folder, "demo.gvn")
count = 0


def command(*arguments, today="2028-03-08"):
    return [cli, "--database", database, "--today", today, *arguments]


def run(*arguments, **named):
    return subprocess.check_output(command(*arguments, **named), text=True)


def read(*arguments, **named):
    return json.loads(run("--json", *arguments, **named))


def refused(status, *arguments):
    return subprocess.run(command(*arguments), capture_output=True).returncode == status


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "")


print("TAP version 13")
run("demo")
text = run("digest")
check(run("digest") == text and not text.startswith("\n") and text.endswith("\n"), "the same text twice")
check("8 March 2028" in text.splitlines()[1], "with its reference day")

late, coming = text.split("\nTO COME\n")
check(late.count("\nOVERDUE\n") == 1 and "OVERDUE" not in coming, "what is overdue comes first")
owed = [d for d in read("deadlines") if d["reading"] == "contract"]
due = [d for d in owed if d["state"] in ("upcoming", "due_soon") and "2028-03-08" <= d["due"][:10] <= "2028-03-14"]
overdue = [d for d in owed if d["state"].startswith("overdue")]
actions = [a for a in read("actions", "list") if a["state"] in ("open", "due_soon", "overdue") and a["due"]]
waiting = [e for e in read("ecab", "list") if e["state"] in ("waiting", "late")]
passed = [a for a in actions if a["due"] < "2028-03-08"]
check(late.count("(clause ") == len(overdue) + len([e for e in waiting if e["due"] < "2028-03-08"]) > 0,
      "each overdue deadline, with its clause")
check(all(f"Action {a['code']} — {a['title']}" in late for a in passed) and passed, "the overdue actions")
check(all(f"— {d['subject']}" in text and f"(clause {d['clause']})" in text for d in due + overdue) and due,
      "each deadline of the week, with its clause")
meetings = [m for m in read("meetings", "list", "--from", "2028-03-08", "--to", "2028-03-14")
            if m["state"] not in ("held", "cancelled")]
check(sum("–" in line[:9] for line in coming.splitlines()) == len(meetings) > 0, "and each meeting, with its times")
days = [line for line in coming.splitlines() if line and not line.startswith("- ")]
check(len(days) == len(set(days)), "a day is said once")

# Of a person, of a side.
person = run("digest", "--person", "SDM TME")
seats = [m for m in meetings if not m["body"].startswith(("COSEC", "COSTRAT"))]
check(sum("–" in line[:9] for line in person.splitlines()) == len(seats), "a person's meetings are those they sit in")
owner = passed[0]["owner"]
mine = run("digest", "--person", owner)
check(passed[0]["code"] in mine and not [a for a in actions if a["owner"] != owner and f"Action {a['code']} " in mine],
      "a person's actions are theirs")
dsiun = run("digest", "--side", "dsiun")
check(all(e["name"] in dsiun for e in waiting) and "eCAB" not in run("digest", "--side", "contractor"),
      "an emergency change waits for the DSIUN")
owing = [d for d in due + overdue if d["owner_side"] == "dsiun"]
check(dsiun.count("(clause ") == len(owing) + len(waiting), "a side's deadlines are its own")
quiet = run("digest", "--days", "1", today="2035-08-15")
check("Nothing is due on these days." in quiet, "a day with nothing says so")

# As a message.
path = os.path.join(folder, "digest.eml")
run("digest", "--eml", path)
data = open(path, "rb").read()
message = email.message_from_bytes(data, policy=email.policy.default)
check(message.get_content().replace("\r\n", "\n") == text, "the message holds the text")
check(message["Subject"].startswith("What is due: ") and "8 March 2028" in message["Subject"] and message["From"]
      and message["Date"].datetime.isoformat() == "2028-03-08T08:00:00+01:00", "with its headers")
check(not message.defects and not any(message[h].defects for h in message.keys()), "without a fault", message.defects)
check(data.isascii() and b"\n" not in data.replace(b"\r\n", b"") and max(map(len, data.split(b"\r\n"))) <= 78,
      "in short lines of ASCII")
french = dict(os.environ, LC_ALL="fr_FR.UTF-8")
said = json.loads(subprocess.check_output(command("--json", "digest"), env=french))
check(said["subject"].startswith("Ce qui est attendu : ") and "mars 2028" in said["subject"]
      and "Vu du mercredi 8 mars 2028, pour 7 jours" in said["text"], "in the user's language", said)

check(refused(2, "digest", "--person", "SDM TME", "--side", "dsiun"), "of a person or of a side")
check(refused(1, "digest", "--side", "nobody") and refused(1, "digest", "--person", "Nobody"), "of somebody known")
check(refused(2, "digest", "--days", "0") or refused(1, "digest", "--days", "0"), "of a day at least")
check(refused(1, "digest", "--eml", os.path.join(folder, "no", "where.eml")), "to a place that can be written")
print(f"1..{count}")
