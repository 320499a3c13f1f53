# SPDX-License-Identifier: GPL-3.0-or-later
"""The money of orders on the command line: recurring units, budget and billing, on good and wrong input."""
import json
import os
import subprocess
import sys
import tempfile

cli = sys.argv[1]
folder = tempfile.mkdtemp()
count = 0
STAGES = ["needed", "quoted", "ordered", "admitted", "invoiced"]


def run(*arguments, json_wanted=True, today="2027-03-21"):
    return subprocess.run([cli, "--database", os.path.join(folder, "contract.gvn"), *(["--json"] if json_wanted else []),
                           "--today", today, *arguments], capture_output=True, text=True)


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "")


def value(*arguments, **options):
    return json.loads(run(*arguments, **options).stdout)


def refused(status, what, *arguments, words=""):
    got = run(*arguments)
    check(got.returncode == status and len(got.stderr.strip().splitlines()) == 1 and got.stdout == ""
          and words in got.stderr, what, (got.returncode, got.stdout[:80], got.stderr))


print("TAP version 13")
run("init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--end", "2031-02-28")

units = {unit["uo"]: unit for unit in value("recurring", "list")}
check({code: unit["quantity"] for code, unit in units.items() if unit["quantity"]}
      == {"UO 1": "1", "UO 5a": "1", "UO 8": "6", "UO 9a": "1", "UO 9b": "3", "UO 10": "2"},
      "part I: the quantities of the contract, no other", units)
check(units["UO 1"]["instalments"] == 12 and units["UO 5a"]["period"] == 2, "UO 1 is paid monthly, UO 5a every other one")
check(not {"UO 2a", "UO 2b", "UO 22a", "UO 22b", "UO 5b"} & set(units), "no unit of a phase recurs")



def drafting(month, today="2027-03-21"):
    owed = [d for d in value("deadlines", today=today) if d["subject_id"] == month]
    return [(d["due"], d["state"]) for d in owed]


check(len([d for d in value("deadlines") if d["kind"] == "recurring_draft"]) == 48, "each month of the RUN is drafted")
check(drafting("2027-04") == [("2027-03-22", "due_soon")], "on the 20th of the month before, a Saturday: the Monday after",
      drafting("2027-04"))
drafted = value("recurring", "draft")
check(drafted["month"] == "2027-04" and len(drafted["orders"]) == 2, "the next month, an order for each family", drafted)
check(drafted["without_quantity"] == ["UO 3", "UO 4a", "UO 4b", "UO 4c", "UO 4d", "UO 4e", "UO 4f", "UO 6", "UO 7"],
      "what has no quantity is named")
check(drafting("2027-04") == [("2027-03-22", "met"), ("2027-03-22", "due_soon")],
      "drafting closes it, what has no quantity is still owed", drafting("2027-04"))
run("journal", "undo")
check(drafting("2027-04") == [("2027-03-22", "due_soon")], "undone, it is owed again", drafting("2027-04"))
run("journal", "redo")
check(drafting("2027-03") == [("2027-02-22", "overdue")], "a month nobody drafted is overdue", drafting("2027-03"))
check(value("recurring", "draft")["orders"] == [], "asked twice, nothing more is drafted")
check(value("recurring", "draft", today="2027-03-19")["month"] == "2027-03", "before the 20th, the present month")
check(len(value("recurring", "draft", "--month", "2027-05")["orders"]) == 3, "a month that is named")
refused(1, "a month that is none", "recurring", "draft", "--month", "2027-5", words="2027-06")
refused(1, "a month outside the contract", "recurring", "draft", "--month", "2031-03")

check(run("recurring", "set", "8", "7", "--from", "2027-06-01", "--act", "COPIL").returncode == 0, "another quantity")
unit = next(unit for unit in value("recurring", "list") if unit["uo"] == "UO 8")
check((unit["quantity"], unit["next_quantity"], unit["next_from"]) == ("6", "7", "2027-06-01"), "comes with its day", unit)
unit = next(unit for unit in value("recurring", "list", "--on", "2027-06-01") if unit["uo"] == "UO 8")
check(unit["quantity"] == "7" and unit["act"] == "COPIL", "and is there then", unit)
check(run("recurring", "set", "9a", "0", "--from", "2027-06-01").returncode == 0, "none any more")
refused(1, "a unit of a phase", "recurring", "set", "22a", "1", "--from", "2027-06-01", words="phase")
refused(1, "a unit outside the catalogue", "recurring", "set", "99", "1", "--from", "2027-06-01")
refused(1, "no quantity", "recurring", "set", "8", "many", "--from", "2027-06-01")
refused(1, "no day", "recurring", "set", "8", "7", "--from", "soon")
refused(2, "a quantity without its day", "recurring", "set", "8", "7")

prices = os.path.join(folder, "prices.csv")
with open(prices, "w", encoding="utf-8") as file:
    file.write("UO 1;120000,05\nUO 8;7500,50\nUO 9a;8000\nUO 9b;8000,10\n")
run("prices", "import", prices)
budget = value("budget", "--quarter", "2027-Q2")
check([budget[key] for key in ("from", "to", "year", "number")] == ["2027-04-01", "2027-06-30", 1, 3],
      "R8: a quarter of the market year", budget)
april = next(month for month in budget["months"] if month["key"] == "2027-04")
# 120000.05 × 4/12 − 120000.05 × 3/12 = 40000.02 − 30000.01; 6 × 7500.50; 8000; 3 × 8000.10; UO 10 has no price
check(april["needed"] == {"cents": 1000001 + 4500300 + 800000 + 2400030, "lines": 5, "missing": 1}, "what April needs", april)
check([april[stage]["lines"] for stage in STAGES] == [5, 0, 0, 0, 0], "nothing is ordered yet")
unit = next(unit for unit in budget["units"] if unit["key"] == "UO 10")
check(unit["needed"] == {"cents": None, "lines": 2, "missing": 2}, "what has no price is not zero", unit)
check([sum["key"] for sum in budget["families"]] == ["PIL", "TMS-REC", "TME-REC"], "families as the catalogue has them")
check([term["term"] for term in budget["weights"]] == ["pilotage", "tms", "tme", "ponctuel"], "L-09: one ponctuel")
check(budget["maximum"] is None, "no maximum until it is set")
run("settings", "set", "contract-maximum", "500000000", "--act", "CCAP")
check(value("budget", "--quarter", "2027-Q2")["maximum"]["level"] == "clear", "then it is watched")
check(value("budget")["quarter"] == "2027-Q1", "the present quarter")
check("≥" in run("budget", json_wanted=False).stdout, "in words, what is known in part says so")
refused(1, "a quarter that is none", "budget", "--quarter", "2027-T2", words="2027-Q2")
refused(1, "a quarter outside the contract", "budget", "--quarter", "2040-Q1", words="2031-Q1")
refused(1, "a maximum that is no amount", "settings", "set", "contract-maximum", "12,5", "--act", "CCAP")

billing = value("billing", "--month", "2027-04")
check(billing["lines"] == [] and billing["disputes"] == [] and billing["meeting"] is None, "an empty statement", billing)
refused(2, "billing without its month", "billing")
refused(1, "billing of no month", "billing", "--month", "April")
refused(1, "a dispute about what is not issued", "billing", "dispute", "CMD-1", "--meeting", "COPIL@2027-05-20", "--side",
        "dsiun", "--note", "x")
refused(2, "a dispute before no COPIL", "billing", "dispute", "CMD-1", "--side", "dsiun")

# One UO 5b at 400.00 admitted in June less 50.00, a penalty of 120.50 and a bonus of 20.00 put to the COPIL of July
run("meetings", "plan", "--year", "2027")
with open(prices, "w", encoding="utf-8") as file:
    file.write("UO 5b;400\n")
run("prices", "import", prices, "--from", "2027-05-01")
order = value("orders", "new", "--perimeter", "AERM", "--uo", "5b=1")["id"]
for act in (["issue", order, "--at", "2027-06-01T10:00"], ["deliver", order, "--at", "2027-06-10T10:00"],
            ["admit", order, "--at", "2027-06-20T10:00", "--amount", "50", "--note", "Rodez manque"]):
    run("orders", *act, today="2027-07-05")
copil = value("meetings", "list", "--body", "COPIL", "--from", "2027-07-01")[0]["id"]
run("preparation", "add", copil, "--kind", "penalty", "--title", "Late", "--amount", "120.50")
run("preparation", "add", copil, "--kind", "bonus", "--title", "TMS", "--amount", "20")
refused(1, "a penalty below zero", "preparation", "add", copil, "--kind", "penalty", "--title", "Late", "--amount", "-1",
        words="sign")
billing = value("billing", "--month", "2027-06", today="2027-07-05")
check([(item["kind"], item["cents"], item["decision"]) for item in billing["adjustments"]]
      == [("reduction", 5000, None), ("penalty", 12050, None), ("bonus", 2000, None)], "6.2: what a COPIL settles", billing)
check(billing["net"]["cents"] == 40000 - 5000 - 12050 + 2000 and billing["unsettled"] == 3, "and what remains", billing)
decision = value("decisions", "add", "--title", "Réfaction retenue", "--meeting", copil, today="2027-07-20")["code"]
reduction = billing["adjustments"][0]["id"]
check(run("billing", "settle", reduction, "--decision", decision, today="2027-07-20").returncode == 0, "a réfaction is settled")
settled = value("billing", "--month", "2027-06", today="2027-07-20")
check(settled["adjustments"][0]["decision"] == decision and settled["unsettled"] == 2, "by its decision", settled)
check(run("billing", "settle", reduction, "--decision", "", today="2027-07-20").returncode == 0
      and value("billing", "--month", "2027-06", today="2027-07-20")["unsettled"] == 3, "and taken back")
pdf = os.path.join(folder, "june.pdf")
check(run("print", "billing", "2027-06", pdf).returncode == 0 and open(pdf, "rb").read(5) == b"%PDF-", "printed")
refused(1, "a month printed that is none", "print", "billing", "June", pdf)
refused(1, "printed as nothing known", "print", "billing", "2027-06", os.path.join(folder, "june.txt"))
french = subprocess.run([cli, "--database", os.path.join(folder, "contract.gvn"), "--today", "2027-03-21", "budget"],
                        capture_output=True, text=True, env={**os.environ, "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"})
check("1er janvier 2027" in french.stdout, "the first of a month in French", french.stdout[:200])
refused(1, "no such element", "billing", "settle", "none", "--decision", "D-1")
refused(2, "settled by nothing", "billing", "settle", "none")
print("1..%d" % count)
