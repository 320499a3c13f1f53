# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders by the command line: an order from the need to the invoice, forty taken over from a sheet with their
notes counted again by python3-holidays, and what is refused."""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import holidays
import openpyxl

cli = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp())
database = folder / "orders.gvn"
environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
off = holidays.France(years=range(2026, 2030))
count = 0


def command(*arguments, today="2028-02-01"):
    return [cli, "--database", str(database), "--today", today, "--author", "Cheffe SAQM", *map(str, arguments)]


def run(*arguments, **named):
    return subprocess.run(command(*arguments, **named), capture_output=True, text=True, env=environment)


def read(*arguments, **named):
    done = run("--json", *arguments, **named)
    return json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr}


def check(good, what, *detail):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what)
    if not good:
        print(what, *detail, file=sys.stderr)


def refused(words, *arguments, status=1):
    done = run(*arguments)
    check(done.returncode == status and words in done.stderr and done.stderr.count("\n") == 1,
          f"refused: {' '.join(map(str, arguments))[:70]}", done.returncode, done.stderr)


def is_worked(day):
    return day.weekday() < 5 and day not in off


def add_worked(day, n):
    while not is_worked(day):
        day += datetime.timedelta(days=1)
    while n > 0:
        day += datetime.timedelta(days=1)
        n -= is_worked(day)
    return day


def count_late(due, done):
    """Started working days after a day, what comes on one that is not worked having come on the next."""
    if done <= due:
        return 0
    while not is_worked(done):
        done += datetime.timedelta(days=1)
    return sum(is_worked(due + datetime.timedelta(days=i + 1)) for i in range((done - due).days))


print("TAP version 13")
run("init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--months", "4", "--end", "2031-02-28")

# The catalogue, and prices that name their faults
check(len(read("uo", "list")) == 108, "107 units and C1")
prices = folder / "prices.csv"
prices.write_text("code;prix\nUO 12a;650,00\nUO 12b;620,50\nUO 14d;abc\n", encoding="utf-8")
refused("Line 4, column 2", "prices", "import", prices)
prices.write_text("code;prix\nUO 12a;650,00\nUO 99z;620,50\n", encoding="utf-8")
refused("Line 3, column 1", "prices", "import", prices)
prices.write_text("code;prix\nUO 12a;650,00\nUO 12b;620,50\n", encoding="utf-8")
check(read("prices", "import", prices)["prices"] == 2, "a price list")

# D.9 by the command line
number = read("orders", "new", "--perimeter", "AESN", "--uo", "12a=3", "--title", "Étude Citrix", "--sent",
              "2027-06-01T17:59")["id"]
run("orders", "quote", number, "--at", "2027-06-09T11:00", "--side", "contractor")
for act, at in (("accept", "2027-06-09T15:00"), ("issue", "2027-06-10T09:00"), ("deliver", "2027-06-25T10:00"),
                ("defer", "2027-06-28T10:00"), ("deliver", "2027-06-30T10:00"), ("admit", "2027-07-02T10:00")):
    done = run("orders", act, number, "--at", at, *(("--due", "2027-06-25") if act == "issue" else ()))
    check(done.returncode == 0, f"{act} at {at}", done.stderr)
shown = read("orders", "show", number)
check(shown["notes"] == {"quote": 15, "execution": 20, "conformity": 15, "weighted": 16.82, "final": True},
      "the example of D.9", shown["notes"])
check(shown["state"] == "admitted" and shown["deferrals"] == 1 and shown["quote_due"].startswith("2027-06-08T18:00"),
      "what is shown of it", shown)
check(shown["quarter"] == "2027-Q3", "its quarter is that of the last PV (L-11)", shown["quarter"])
run("settings", "set", "order-note-quarter", "issue", "--act", "COPIL")
check(read("orders", "show", number)["quarter"] == "2027-Q2", "or that of the order")
check(shown["lines"][0]["amount"] == "1950.00" and shown["lines"][0]["unit_price"] == "650.00", "its amount",
      shown["lines"])
late = read("orders", "new", "--uo", "12a=3", "--sent", "2027-06-01T18:01")["id"]
check(read("orders", "show", late)["quote_due"].startswith("2027-06-09T18:00"), "18:01 is the next day")
check([o["id"] for o in read("orders", "list", "--late")] == [late], "what is late")
check(len(read("orders", "list", "--state", "sent")) == 1, "by state")
text = run("orders", "show", number).stdout
check("16.82" in text and "20 − 5 × 1" in text, "the notes in words", text)

run("orders", "edit", number, "--need", "FEB-7", "--finance", "ENG-9")
shown = read("orders", "show", number)
check([shown["need_number"], shown["finance_number"], shown["title"]] == ["FEB-7", "ENG-9", "Étude Citrix"],
      "its numbers", shown)

# Refusals
refused("no title", "orders", "edit", number, "--title", "")
refused("catalogue", "orders", "new", "--uo", "99z=1")
refused("12a=3", "orders", "new", "--uo", "12a")
refused("asks for nothing", "orders", "new", "--title", "Rien")
refused("specification", "orders", "new", "--uo", "13a=3", "--sent", "2027-06-01T10:00")
refused("CMD-99", "orders", "show", "CMD-99")
refused("no state", "orders", "list", "--state", "lost")
refused("not issued", "orders", "deliver", late)
refused("contradict", "orders", "issue", late, "--due", "2027-07-01", "--delay", "10", status=2)
refused("no unit of a delay", "orders", "issue", late, "--delay", "10", "--unit", "hour")
refused("has not come yet", "orders", "quote", late, "--at", "2029-01-01T10:00")
refused("Usage", "orders", "show", status=2)

# A crisis: agreed, counted by both, consolidated by DSIUN, ordered as counted
crisis = read("orders", "new", "--crisis", "--uo", "15d=1", "--title", "Cyberattaque")["id"]
run("orders", "mobilise", crisis, "--at", "2027-06-02T16:00", "--note", "ROC")
for side, end in (("contractor", "2027-06-03T01:30"), ("dsiun", "2027-06-03T01:00")):
    run("orders", "count-hours", crisis, "--who", "A. Martin", "--uo", "15d", "--side", side, "--from",
        "2027-06-02T17:00", "--to", end)
counted = read("orders", "hours", crisis)
check(len(counted["hours"]) == 2 and counted["consolidated"] == {"UO 15d": "4", "UO 15e": "3"}, "the hours of a crisis",
      counted)

refused("is no side", "orders", "count-hours", crisis, "--who", "A", "--uo", "15d", "--side", "force_majeure", "--from",
        "2027-06-02T17:00", "--to", "2027-06-02T18:00")

theirs, ours = [h["id"] for h in sorted(counted["hours"], key=lambda h: h["side"])]
run("orders", "edit-hours", crisis, ours, "--who", "A. Martin (N2)", "--to", "2027-06-02T23:00")
refused("from one moment to a later one", "orders", "edit-hours", crisis, ours, "--to", "2027-06-02T16:00")
refused("no identifier of hours", "orders", "edit-hours", crisis, number, "--who", "B")
run("orders", "remove-hours", crisis, theirs)
counted = read("orders", "hours", crisis)
check([h["who"] for h in counted["hours"]] == ["A. Martin (N2)"]
      and counted["consolidated"] == {"UO 15d": "4", "UO 15e": "1"}, "hours put right", counted)
run("orders", "consolidate", crisis, "--at", "2027-06-04T10:00")
run("orders", "issue", crisis, "--at", "2027-06-04T11:00", "--uo", "15d=4", "--uo", "15e=1", "--delay", "0")
check(read("orders", "show", crisis)["state"] == "issued", "ordered as counted", read("orders", "show", crisis))
for words in (("edit-hours", crisis, ours, "--who", "B"), ("remove-hours", crisis, ours),
              ("count-hours", crisis, "--who", "B", "--uo", "15d", "--from", "2027-06-02T17:00", "--to",
               "2027-06-02T18:00")):
    refused("issued with the hours as consolidated", "orders", *words)

# Files: the order's own beside the proofs of its facts
need = folder / "Cahier des charges.pdf"
need.write_bytes(b"%PDF-1.7 need")
quote = folder / "Devis Citrix.pdf"
quote.write_bytes(b"%PDF-1.7 quote")
proven = read("orders", "new", "--uo", "12a=3", "--sent", "2027-07-01T10:00")["id"]
run("orders", "quote", proven, "--at", "2027-07-02T10:00", "--proof", quote)
run("orders", "attach", proven, need)
files = read("orders", "show", proven)["files"]
check([(f["name"], f["size"]) for f in files] == [("Cahier des charges.pdf", 13), ("Devis Citrix.pdf", 14)]
      and files[0]["fact"] is None and files[0]["added"].startswith("2028-02-01") and files[1]["id"] is None
      and files[1]["fact"], "its files and the proofs of its facts", files)
check(list(read("orders", "show", proven))[-1] == "files", "after what was there before")
check([h["kind"] for h in read("search", "cahier charges")] == ["order"], "found by the name of a file",
      read("search", "cahier charges"))
refused("already", "orders", "attach", proven, need)
refused("cannot be read", "orders", "attach", proven, folder / "absent.pdf")
refused("proves a fact", "orders", "detach", proven, "Devis Citrix.pdf")
refused("no file of", "orders", "detach", proven, "absent.pdf")
run("backup", folder / "before.gvn")
check(run("orders", "detach", proven, need.name).returncode == 0, "detached by its name")
check(len(read("orders", "show", proven)["files"]) == 1, "and gone")
run("journal", "undo")
check(len(read("orders", "show", proven)["files"]) == 2, "and back")
run("orders", "detach", proven, files[0]["id"])
check(run("restore", folder / "before.gvn").returncode == 0, "restored")
check(len(read("orders", "show", proven)["files"]) == 2 and run("check").returncode == 0, "with the file",
      run("check").stdout)

# Forty orders kept in a sheet so far
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["N° FEB", "Objet", "Agence", "UO", "Demande transmise", "Chiffrage reçu", "Commande notifiée", "Échéance",
              "Livré le", "Ajourné le", "Nouvelle livraison", "Admis le"])
units = {"12a=3": 5, "14d=2": 2, "16=1": 3, "11a=4; 12d=2": 5}
agencies = ["AEAG", "AEAP", "AELB", "AERM", "AERMC", "AESN"]
expected = {}
for i in range(40):
    unit, delay = list(units.items())[i % 4]
    sent = datetime.date(2027, 1, 4) + datetime.timedelta(days=7 * i + i % 5)
    quote_due = add_worked(sent, delay)
    quoted = quote_due + datetime.timedelta(days=i % 6 - 2)
    issued = add_worked(quoted, 2)
    due = add_worked(issued, 15)
    delivered = due + datetime.timedelta(days=i % 7 - 3)
    deferred = i % 3 == 0
    again = add_worked(delivered, 3)
    admitted = add_worked(again, 2)
    notes = [max(0, 20 - 5 * n) for n in (count_late(quote_due, quoted), count_late(due, delivered), int(deferred))]
    weighted = (4 * notes[0] + 4 * notes[1] + 3 * notes[2]) / 11
    expected[f"FEB-{i:03}"] = [*notes, weighted]
    sheet.append([f"FEB-{i:03}", f"Prestation {i}", agencies[i % 6], unit, sent, quoted.strftime("%d/%m/%Y"), issued, due,
                  delivered, add_worked(delivered, 1) if deferred else None, again if deferred else None, admitted])
path = folder / "forty.xlsx"
book.save(path)
taken = read("orders", "import", path)
check(taken.get("added") == 40 and not taken.get("refusals"), "forty orders taken over", taken)
got = {}
for order in read("orders", "list"):
    if order["need_number"] in expected:
        n = order["notes"]
        got[order["need_number"]] = [n["quote"], n["execution"], n["conformity"], n["weighted"]]
wrong = {k: (got.get(k), v) for k, v in expected.items()
         if k not in got or got[k][:3] != v[:3] or abs(got[k][3] - v[3]) > 0.00501}
check(not wrong, "their notes, as counted by hand", wrong)
check(read("orders", "import", path).get("unchanged") == 40, "again, nothing changes", read("orders", "import", path))
out = folder / "out.xlsx"
lines = read("export", "orders", out)["lines"]
check(read("import", "orders", out).get("unchanged") == lines, "as exported, it comes back the same",
      read("import", "orders", out))
sheet.cell(2, 4).value = "12a=9"
book.save(path)
done = run("orders", "import", path)
check(done.returncode == 1 and "new version" in done.stdout, "units do not change by a sheet", done.stdout, done.stderr)
check(run("check").returncode == 0, "the file is sound", run("check").stdout)
print(f"1..{count}")
