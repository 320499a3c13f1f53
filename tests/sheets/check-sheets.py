# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets made by other programs, imported and exported: what comes back is what went out, what is wrong is refused with
its line, column, reason and remedy, and nothing is half imported."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

cli, reader = sys.argv[1:3]
folder = tempfile.mkdtemp()
database = os.path.join(folder, "demo.gvn")
environment = os.environ | {"XDG_DATA_HOME": os.path.join(folder, "data"), "GOUVERNAIL_SHEET_READER": reader}
LISTS = ("people", "actions", "decisions", "closures", "milestones", "meetings")
count = 0


def run(*arguments, form=("--json",), **more):
    return subprocess.run([cli, "--database", database, *form, "--today", "2028-03-08", *arguments],
                          capture_output=True, encoding="utf-8", env=environment | more)


def check(good, what, *detail):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, *(detail if not good else ()))


def path(name):
    return os.path.join(folder, name)


def take(name, sheet, *options):
    """An import and what it says, whether it is refused or not."""
    got = run("import", name, sheet, *options)
    return json.loads(got.stdout) if got.stdout else {"error": got.stderr, "status": got.returncode}


def counts(result):
    return [result.get(key) for key in ("added", "changed", "unchanged", "refused")]


def rows_of(name):
    """A list as its CSV says it."""
    run("export", name, path("look.csv"))
    with open(path("look.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def write_xlsx(name, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path(name))
    return path(name)


def write_text(name, text, encoding="utf-8"):
    with open(path(name), "w", encoding=encoding, newline="") as file:
        file.write(text)
    return path(name)


def refused(what, words, name, sheet, status=1):
    before = run("journal", "list").stdout
    got = run("import", name, sheet)
    check(got.returncode == status and words in got.stderr and len(got.stderr.strip().splitlines()) == 1
          and got.stdout == "" and run("journal", "list").stdout == before, what, got.returncode, got.stderr)


def refusals(what, expected, name, sheet):
    """Refused lines: the number, the cell, and words of the reason, of each; nothing is stored."""
    before = run("journal", "list").stdout
    result = take(name, sheet)
    got = [(r["line"], r["cell"], r["reason"]) for r in result.get("refusals", [])]
    check(not result.get("done") and run("journal", "list").stdout == before and len(got) == len(expected)
          and all(g[:2] == e[:2] and e[2] in g[2] for g, e in zip(got, expected)), what, got, result.get("error"))


print("TAP version 13")
run("demo")
imports = run("journal", "list").stdout.count("Import")

# Each list: out, in, no difference
lists = {entry["code"]: [column["code"] for column in entry["columns"]] for entry in json.loads(run("lists").stdout)}
check(set(LISTS) <= set(lists), "the lists that can be imported", list(lists))
for name in LISTS:
    for kind in ("xlsx", "csv"):
        sheet = path(f"{name}.{kind}")
        lines = json.loads(run("export", name, sheet).stdout)["lines"]
        result = take(name, sheet)
        check(lines > 0 and counts(result) == [0, 0, lines, 0] and result["done"], f"{name} as .{kind} comes back the same",
              lines, result)
book = openpyxl.load_workbook(path("actions.xlsx"))
check([cell.value for cell in book.active[1]][:4] == ["Number", "Title", "Detail", "Body"], "the headers are read elsewhere")
check(isinstance(book.active.cell(2, 8).value, datetime), "a date is one for the sheet too")
french = {"LANGUAGE": "fr", "LC_ALL": "fr_FR.UTF-8"}
run("export", "actions", path("fr.csv"), **french)
got = run("import", "actions", path("fr.csv"), **french)
check(counts(json.loads(got.stdout or "{}")) == [0, 0, len(rows_of("actions")), 0], "what goes out in French comes back",
      got.stderr, got.stdout)
check(run("journal", "list").stdout.count("Import") == imports, "what changes nothing is not in the journal")

# An edited sheet: answers that come back
sheet = book.active
columns = {cell.value: cell.column for cell in sheet[1]}
by_number = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
opened = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns["State"]).value == "Under way"]
first, second = opened[0], opened[1]
sheet.cell(first, columns["Due"]).value = date(2028, 6, 30)
sheet.cell(second, columns["State"]).value = "done"
sheet.cell(second, columns["Ended"]).value = "7 mars 2028"
sheet.cell(second, columns["How it ended"]).value = "Fait"
sheet.append([None, "Mettre à jour le PAQ", None, "copil", None, None, "Titulaire", None, datetime(2028, 5, 2)])
sheet.cell(sheet.max_row, columns["Side"]).value = "contractor"
book.save(path("answers.xlsx"))
before = rows_of("actions")
result = take("actions", path("answers.xlsx"), "--dry-run")
check(counts(result) == [1, 2, len(before) - 2, 0] and not result["done"] and rows_of("actions") == before,
      "a dry run tells and stores nothing", result)
differences = {change["line"]: change["difference"] for change in result["changes"]}
old = before[first - 2]["Due"] or "nothing"
check(differences.get(first) == [f"Due: {old} → 2028-06-30"], "the difference in words", differences)
result = take("actions", path("answers.xlsx"))
after = rows_of("actions")
check(counts(result) == [1, 2, len(before) - 2, 0] and result["done"], "the answers are taken", result)
check(after[first - 2]["Due"] == "2028-06-30" and after[second - 2]["State"] == "Done"
      and after[second - 2]["Ended"] == "2028-03-07" and after[second - 2]["How it ended"] == "Fait"
      and after[-1]["Title"] == "Mettre à jour le PAQ" and after[-1]["Due"] == "2028-05-02", "and are there", after[-1])
check(counts(take("actions", path("answers.xlsx"))) == [0, 0, len(after), 0], "the same sheet again changes nothing",
      take("actions", path("answers.xlsx"))["changes"])
check(run("journal", "undo").returncode == 0 and rows_of("actions") == before, "one undo takes all of it back")
check(run("check").returncode == 0, "the file is sound", run("check").stdout)

# Sheets as people make them
sheet = write_xlsx("made.xlsx", [["Suivi des actions"], [], ["N°", "Titre", "Instance", "Porteur", "Échéance", "Partie"],
                                 [None, "Formule", "COPIL", None, "16/03/2029", "dsiun"], [],
                                 [None, "Texte", "COPIL", None, "jeudi 16 mars 2028", "dsiun"],
                                 [None, "Nombre", "COPIL", "SDM TME", 46828, None]])
book = openpyxl.load_workbook(sheet)
book.active.merge_cells("A1:F1")
book.active["B4"] = '="Formule"'
book.save(sheet)
refusals("a formula without its value is an empty cell", [(4, "B4", "empty")], "actions", sheet)
with zipfile.ZipFile(sheet) as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}
page = parts["xl/worksheets/sheet1.xml"].decode()
parts["xl/worksheets/sheet1.xml"] = page.replace('<c r="B4"><f>"Formule"</f><v /></c>',
                                                 '<c r="B4" t="str"><f>"Formule"</f><v>Formule</v></c>').replace(
    '<c r="B4"><f>"Formule"</f><v></v></c>', '<c r="B4" t="str"><f>"Formule"</f><v>Formule</v></c>').encode()
with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in parts.items():
        archive.writestr(name, data)
result = take("actions", sheet)
check(counts(result) == [3, 0, 0, 0] and [change["line"] for change in result["changes"]] == [4, 6, 7],
      "merged header, empty lines, formulas, dates as text and as numbers", result, page[-1500:])
dues = {row["Title"]: row["Due"] for row in rows_of("actions")}
check((dues.get("Formule"), dues.get("Texte"), dues.get("Nombre")) == ("2029-03-16", "2028-03-16", "2028-03-16"),
      "the dates are right", dues)
run("journal", "undo")

document = OpenDocumentSpreadsheet()
table = Table(name="Fermetures")
for line in (["Fermetures 2028"], [], ["Périmètre", "Du", "Au", "Motif", "Jours non ouvrés"],
             ["AESN", date(2028, 8, 14), "18/08/2028", "Semaine du 15 août", "non"]):
    row = TableRow()
    for value in line:
        if isinstance(value, date):
            cell = TableCell(valuetype="date", datevalue=value.isoformat())
        else:
            cell = TableCell(valuetype="string")
        cell.addElement(P(text=str(value)))
        row.addElement(cell)
    table.addElement(row)
document.spreadsheet.addElement(table)
document.save(path("closures.ods"))
result = take("closures", path("closures.ods"), "--dry-run")
check(result.get("refused") == 1 and "non" in result["refusals"][0]["reason"] or counts(result) == [1, 0, 0, 0],
      "an .ods, in the words of its author", result)
got = run("import", "closures", path("closures.ods"), **french)
check(got.returncode == 0 and any(row["From"] == "2028-08-14" and row["To"] == "2028-08-18" for row in rows_of("closures")),
      "an .ods is taken", got.stderr, got.stdout)

# Milestones, under the headers people give: a returned sheet neither forgets a day reached nor an internal note
sheet = write_text("jalons.csv", "Jalon;Périmètre;Date prévue;Atteint le;Responsable;Note\n"
                   "Migration de la messagerie;AERMC;26/11/2027;;;Close\n"
                   "bascule du réseau étendu;;22/05/2028;07/03/2028;DSIUN;\n"
                   "Renouvellement des postes de travail;AELB;30/06/2028;;Agence;\n"
                   "Pare-feu;7eSI;02/10/2028;;;Deux nuits\n")
result = take("milestones", sheet)
listed = {m["title"]: m for m in json.loads(run("milestones", "list").stdout)}
moved, mail, desks = (listed[title] for title in (
    "bascule du réseau étendu", "Migration de la messagerie", "Renouvellement des postes de travail"))
check(counts(result) == [1, 2, 1, 0] and len(listed) == 4, "a sheet of milestones", result)
check((moved["planned"], moved["reached"], moved["side"]) == ("2028-05-22", "2028-03-07", "dsiun"), "moved and reached", moved)
check((mail["reached"], mail["side"], mail["note"]) == ("2027-12-03", None, "Close"), "a day reached stays", mail)
check(desks["note"] == "Budget à confirmer" and desks["internal"], "an internal note stays", desks)
check(all(row["Note"] != "Budget à confirmer" for row in rows_of("milestones")), "and is in no sheet")
refusals("milestones that are refused", [
    (2, "F2", "internal note"), (3, "D3", "to come"), (4, "C4", ""), (5, "A5", "")],
    "milestones", write_text("wrong.csv", "Jalon;Périmètre;Date prévue;Atteint le;Responsable;Note\n"
                             "Renouvellement des postes de travail;AELB;30/06/2028;;Agence;Connu\n"
                             "Annuaire;;01/09/2028;02/09/2028;;\nAnnuaire commun;;;;;\n;AELB;01/09/2028;;;\n"))

# CSV in any encoding, with any separator
line = "Périmètre;Du;Au;Motif;not-worked\nAEAG;21/08/2028;25/08/2028;Fermeture d’été, 50,5 % de présents;no\n"
for encoding in ("cp1252", "utf-16", "utf-8-sig", "utf-8"):
    result = take("closures", write_text("closures.csv", line, encoding), "--dry-run")
    check(counts(result) == [1, 0, 0, 0] and "Closure: Fermeture d’été, 50,5 % de présents" in
          result["changes"][0]["difference"], f"CSV in {encoding}", result)
for separator in ("\t", ",", "|"):
    text = line.replace("50,5 % de ", "").replace(", ", " ").replace(";", separator).replace("\n", "\r\n")
    check(counts(take("closures", write_text("closures.csv", text), "--dry-run")) == [1, 0, 0, 0],
          f"CSV separated by {separator!r}")

# A map, remembered
sheet = write_text("mapped.csv", "Ouverture;Libellé;not-worked;Fin\n2028-09-01;Séminaire;no;\n")
refused("a sheet without a key", "From", "closures", sheet)
mapping = write_text("map.json", '{"Ouverture": "from"}')
check(counts(take("closures", sheet, "--map", mapping)) == [1, 0, 0, 0], "a map says which column it is")
check(counts(take("closures", sheet)) == [0, 0, 1, 0], "and is remembered")
got = run("import", "closures", sheet, "--map", write_text("map.json", '{"Ouverture": "nothing"}'))
check(got.returncode == 1 and "Ouverture" in got.stderr, "a map to nothing is refused", got.stderr)

# Lines that are refused: where, why, and what to do
header = ["Number", "Title", "Body", "Owner", "Side", "Raised", "Due", "State"]
refusals("each fault at its place", [
    (2, "C2", "COPILOTE"), (3, "D3", "list of people"), (4, "G4", "2028-03-16"), (5, "G5", "before the day"),
    (6, "A6", "number"), (7, "B7", "empty"), (8, None, "somebody must do it"), (10, None, "Line 9"),
    (11, "F11", "day to come"), (12, "H12", "no choice"),
], "actions", write_xlsx("wrong.xlsx", [
    header,
    [None, "a", "COPILOTE", None, "dsiun"],
    [None, "b", "COPIL", "Personne", None],
    [None, "c", "COPIL", None, "dsiun", None, "demain"],
    [None, "d", "COPIL", None, "dsiun", "2028-03-01", "2028-02-01"],
    ["A-999", "e", "COPIL", None, "dsiun"],
    [None, None, "COPIL", None, "dsiun"],
    [None, "g", "COPIL"],
    [None, "h", "COPIL", None, "dsiun"],
    [None, "H", "COPIL", None, "dsiun"],
    [None, "i", "COPIL", None, "dsiun", "2028-04-01"],
    [None, "j", "COPIL", None, "dsiun", None, None, "peut-être"],
]))
lines = run("import", "actions", path("wrong.xlsx"), form=())
check(lines.returncode == 1 and "Line 2, C2 (Body): “COPILOTE” is no choice: write one of" in lines.stdout
      and "nothing is imported" in lines.stderr, "as text", lines.stdout, lines.stderr)

# People and their roles
sheet = write_xlsx("people.xlsx", [["Nom", "Side", "Employeur", "Courriel", "Rôle", "Périmètre", "Du"],
                                   ["Zoé Petit", "DSIUN", "Agence", "zoe@example.fr", "RSSI", None, date(2028, 1, 1)],
                                   ["Zoé Petit", "DSIUN", "Agence", "zoe@example.fr", "Responsable de site", "AEAG", None]])
check(counts(take("people", sheet)) == [2, 0, 0, 0] and counts(take("people", sheet)) == [0, 0, 2, 0],
      "somebody with two roles", take("people", sheet))
book = openpyxl.load_workbook(sheet)
book.active["D2"], book.active["D3"] = "petit@example.fr", "z.petit@example.fr"
book.save(sheet)
refusals("two lines that disagree about somebody", [(3, "D3", "Another line")], "people", sheet)
book.active["D3"] = "zoe@example.fr"
book.save(sheet)
check(counts(take("people", sheet)) == [0, 1, 1, 0] and rows_of("people")[-1]["Mail address"] == "petit@example.fr",
      "one line changes whom several name")

# Meetings: a move, an extra session, a cancellation
meetings = rows_of("meetings")
move = next(row for row in meetings if row["Body"] == "COPIL" and row["Date"].startswith("2028-04"))
cancel = next(row for row in meetings if row["Body"] == "CAB-AESN" and row["Date"].startswith("2028-05"))
sheet = write_text("meetings.csv", "\n".join([
    "Body;Planned day;Date;Time;Reason;State",
    f"COPIL;{move['Planned day']};2028-04-27;15h00;Grève;Planned",
    "COPIL;;03/05/2028;10:30;Escalade;",
    f"CAB-AESN;{cancel['Planned day']};{cancel['Date']};{cancel['Time']};Aucun changement;cancelled"]))
result = take("meetings", sheet)
check(counts(result) == [1, 2, 0, 0], "a move, an extra session and a cancellation", result)
states = {(row["Body"], row["Date"]): row["State"] for row in rows_of("meetings")}
check(states.get(("COPIL", "2028-04-27")) == "Moved" and states.get(("COPIL", "2028-05-03")) == "Planned"
      and states[cancel["Body"], cancel["Date"]] == "Cancelled", "are in the calendar")
check(counts(take("meetings", sheet)) == [0, 0, 3, 0], "the same sheet again changes nothing", take("meetings", sheet))
refusals("a day that is not worked", [(2, "B2", "not worked")], "meetings",
         write_text("holiday.csv", "Body;Date;Time;Reason\nCOPIL;14/07/2028;10:00;Escalade\n"))

# A long sheet
long = [["Perimeter", "From", "To", "Closure", "Removes working days"]]
names = ("AEAG", "AEAP", "AELB", "AERM", "AERMC", "AESN", None)
for number in range(65000):
    day = date.fromordinal(date(2031, 1, 1).toordinal() + number // 7 * 1)
    long.append([names[number % 7], day, day, f"Jour {number}", "No"])
result = take("closures", write_xlsx("long.xlsx", long), "--dry-run")
check(result.get("added") == 65000 and result["refused"] == 0 and not result["done"], "65,000 lines", counts(result), result.get("error"))

# Hostile files
with zipfile.ZipFile(path("bomb.xlsx"), "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in parts.items():
        archive.writestr(name, data)
    with archive.open("xl/media/zeros.xml", "w", force_zip64=True) as bomb:
        for _ in range(300):
            bomb.write(bytes(1024 * 1024))
refused("a zip bomb", "256 MiB", "actions", path("bomb.xlsx"))
with zipfile.ZipFile(path("entities.xlsx"), "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in parts.items():
        archive.writestr(name, data.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1)
                         if "sheet1" in name else data)
refused("entities", "entities", "actions", path("entities.xlsx"))
with open(path("picture.xlsx"), "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
refused("a picture named .xlsx", "no sheet", "actions", path("picture.xlsx"))
with open(path("picture.csv"), "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
refused("a picture named .csv", "no text", "actions", path("picture.csv"))
with open(path("old.xls"), "wb") as file:
    file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
refused("an old Excel", ".xlsx", "actions", path("old.xls"))
with zipfile.ZipFile(path("other.xlsx"), "w") as archive:
    archive.writestr("readme.txt", "nothing")
refused("another archive", "no sheet", "actions", path("other.xlsx"))
with open(path("cut.xlsx"), "wb") as file, open(path("answers.xlsx"), "rb") as whole:
    file.write(whole.read()[:3000])
refused("a sheet cut short", "no sheet", "actions", path("cut.xlsx"))
with open(path("huge.csv"), "wb") as file:
    file.truncate(1024 * 1024 * 1024)
refused("a line of 1 GB", "64 MiB", "actions", path("huge.csv"))
refused("a very long cell", "32767", "actions", write_text("cell.csv", "Title;Body\n" + "x" * 40000 + ";COPIL\n"))
refused("too many columns", "200", "actions", write_text("wide.csv", ";".join(["Title"] + ["x"] * 300) + "\n"))
refused("too many lines", "100000", "actions", write_text("deep.csv", "Title;Body\n" + "x;COPIL\n" * 100001))
refused("an empty file", "empty", "actions", write_text("empty.csv", ""))
refused("no file", "nowhere", "actions", "/nowhere.xlsx")
refused("a device", "not a file", "actions", "/dev/zero")
refused("no headers", "headers", "actions", write_text("none.csv", "a;b\nc;d\n"))
refused("no such list", "people", "nothing", path("answers.xlsx"))
got = run("export", "actions", path("actions.pdf"))
check(got.returncode == 1 and ".xlsx or .csv" in got.stderr, "another kind of file is not written", got.stderr)
got = run("export", "actions", path("missing/actions.xlsx"))
check(got.returncode == 1 and "cannot be written" in got.stderr, "a place that cannot be written", got.stderr)

# Saved by LibreOffice: see data/README.md
for kind in ("xlsx", "ods"):
    sample = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", f"libreoffice.{kind}")
    result = take("actions", sample)
    last = [(row["Title"], row["Due"]) for row in rows_of("actions")[-3:]]
    check(counts(result) == [3, 0, 0, 0] and last == [("Date en cellule", "2029-03-16"), ("Date en texte", "2029-03-16"),
                                                      ("Formule de texte", "2029-03-16")], f"LibreOffice's .{kind}", last)
    check(run("journal", "undo").returncode == 0, f"LibreOffice's .{kind}, undone")

# A calendar as Outlook saves it: its own name of Paris's zone, a series with a day taken out and one moved
outlook = r"""BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:known
DTSTART;TZID="Romance Standard Time":20280316T140000
DTEND;TZID="Romance Standard Time":20280316T160000
SUMMARY;LANGUAGE=fr:COPIL TMES de mars
END:VEVENT
BEGIN:VEVENT
UID:series
DTSTART;TZID="Romance Standard Time":20280622T093000
SUMMARY:COTECH : réseau\, point supplémentaire
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID="Romance Standard Time":20280629T093000
END:VEVENT
BEGIN:VEVENT
UID:series
RECURRENCE-ID;TZID="Romance Standard Time":20280706T093000
DTSTART;TZID="Romance Standard Time":20280707T110000
SUMMARY:COTECH : réseau\, point supplémentaire
END:VEVENT
BEGIN:VEVENT
UID:london
DTSTART:20280711T120000Z
SUMMARY:CAB-AEAG et COTECH
END:VEVENT
END:VCALENDAR
"""
before = len(rows_of("meetings"))
result = take("meetings", write_text("outlook.ics", outlook.replace("\n", "\r\n")))
added = [(row["Date"], row["Time"]) for row in rows_of("meetings")
         if row["Reason"] == "COTECH : réseau, point supplémentaire" and row["Body"] == "COTECH"]
# Tuesday 11 July has its CAB at 09:00; noon UTC is 14:00 in Paris in summer
check(counts(result) == [3, 1, 1, 0] and len(rows_of("meetings")) == before + 3
      and result["changes"][3]["difference"] == ["Time: 09:00 → 14:00"], "an Outlook calendar: what it knows stays, or moves",
      result)
check(added == [("2028-06-22", "09:30"), ("2028-07-07", "11:00"), ("2028-07-13", "09:30")],
      "each day of its series, in the contract's zone", added)
lunch = outlook.replace("CAB-AEAG et COTECH", "Déjeuner")
refusals("an appointment that names no body", [(6, "A6", "no choice")], "meetings", write_text("lunch.ics", lunch))
refused("a calendar cut short", ".ics", "meetings", write_text("cut.ics", "BEGIN:VCALENDAR"))
check(run("journal", "undo").returncode == 0 and len(rows_of("meetings")) == before, "undone at once")
# A series in UTC, a day taken out in UTC too, and the mark some programs begin a file with: 12:00 UTC is 14:00 in
# Paris in summer, 13:00 in winter
utc = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:utc\r\nDTSTART:20281017T120000Z\r\nSUMMARY:COTECH en UTC\r\n"
       "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20281024T120000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
take("meetings", write_text("utc.ics", utc, "utf-8-sig"))
added = [(row["Date"], row["Time"]) for row in rows_of("meetings") if row["Reason"] == "COTECH en UTC"]
check(added == [("2028-10-17", "14:00"), ("2028-10-31", "13:00"), ("2028-11-07", "13:00")], "a series in UTC", added)
run("journal", "undo")
deep = "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 500000 + "END:VEVENT\r\n" * 500000 + "END:VCALENDAR\r\n"
refused("a calendar within calendars", ".ics", "meetings", write_text("deep.ics", deep))
many = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20281018T120000Z\r\nSUMMARY:COTECH\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
               for n in range(5000))
refused("a calendar that repeats without end", "100000", "meetings",
        write_text("many.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + many + "END:VCALENDAR\r\n"))

# What a sheet would take for a formula stays a text
sheet = write_text("formula.csv", "Title;Body;Side\n\"'=1+1\";COPIL;dsiun\n")
check(counts(take("actions", sheet)) == [1, 0, 0, 0] and rows_of("actions")[-1]["Title"] == "'=1+1", "it is written guarded")
run("export", "actions", path("formula.xlsx"))
cell = next(row[1] for row in openpyxl.load_workbook(path("formula.xlsx")).active if row[1].value == "=1+1")
check(cell.data_type in ("s", "inlineStr") and take("actions", path("formula.xlsx"))["changed"] == 0, "in .xlsx, a text",
      cell.data_type)
check(run("check").returncode == 0, "the file is sound after all of it", run("check").stdout[:300])
print(f"1..{count}")
