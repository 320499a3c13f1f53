# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents as their readers get them: read by pdftotext and pdfinfo (poppler) and by qpdf."""
import json
import os
import subprocess
import sys
import struct
import tempfile
import zlib

import docx
import holidays

cli = sys.argv[1]
folder = tempfile.mkdtemp()
french = {**os.environ, "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"}
demo = os.path.join(folder, "demo.gvn")
count = 0


def run(*arguments, env=french, database=demo, today="2028-03-09"):
    return subprocess.run([cli, "--database", database, "--today", today, *arguments], capture_output=True,
                          encoding="utf-8", errors="surrogateescape", env=env)


def check(good, what, *detail):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, *(detail if not good else ()))


def made(name, *arguments, **options):
    """A document printed into a file; its path."""
    path = os.path.join(folder, name)
    got = run("print", *arguments, path, **options)
    check(got.returncode == 0 and got.stderr == "" and got.stdout == "", f"print {' '.join(arguments)}", got)
    return path


def refused(status, what, words, *arguments, **options):
    got = run(*arguments, **options)
    check(got.returncode == status and len(got.stderr.strip().splitlines()) == 1 and words in got.stderr,
          what, got.returncode, got.stderr)


def tool(*command):
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def text_of(path):
    """On one line: where lines break is the page's affair."""
    return " ".join(tool("pdftotext", "-layout", path, "-").split())


def catalog_of(path):
    objects = json.loads(tool("qpdf", "--json", path))["qpdf"][1]
    return next(o["value"] for o in objects.values()
                if isinstance(o.get("value"), dict) and o["value"].get("/Type") == "/Catalog")


def check_pdf(path, title, language="fr-FR"):
    tool("qpdf", "--check", path)
    catalog, info = catalog_of(path), tool("pdfinfo", path)
    check(catalog["/Lang"] == "u:" + language and catalog["/ViewerPreferences"]["/DisplayDocTitle"] is True
          and "Tagged:          yes" in info and f"Title:           {title}" in info, f"{title}: tagged, titled, in {language}",
          catalog, info)
    fonts = tool("pdffonts", path).splitlines()[2:]
    check(fonts and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), f"{title}: fonts are embedded", fonts)


def structure_of(path):
    return tool("pdfinfo", "-struct-text", path)


print("TAP version 13")
run("demo", database=demo)

minutes = made("minutes.pdf", "minutes", "COPIL@2028-02-17")
check_pdf(minutes, "COPIL, 17 février 2028 — Compte rendu")
text = text_of(minutes)
sent = json.loads(run("--json", "minutes", "show", "COPIL@2028-02-17").stdout)["versions"][-1]
check(all(word in text for word in ("Comité de pilotage", "Compte rendu, version 1 — jeudi 17 février 2028",
                                    "Les incidents baissent de 4 % sur le mois", "Événements contractuels",
                                    "pare-feu", "Page 1 sur 1")),
      "minutes: accents and ligatures are read", text)
check(f"SHA-256 {sent['hash']}" in text, "minutes: the hash of what was sent is printed", sent)
structure = structure_of(minutes)
check(structure.startswith("Document\n") and 'H1 (block)\n    "Comité de pilotage"' in structure
      and 'H2 (block)\n    "1. Analyse du service rendu"\n  P (block)' in structure and "Page 1 sur 1" not in structure,
      "minutes: title, headings, paragraphs; the foot is no part of it", structure)

agenda = made("agenda.pdf", "agenda", "COPIL@2028-03-16")
check_pdf(agenda, "COPIL, 16 mars 2028 — Ordre du jour")
check("L (block)\n    LI (block)\n      LBody (block)" in structure_of(agenda), "agenda: bullets are a list")
again = made("again.pdf", "agenda", "COPIL@2028-03-16")
with open(agenda, "rb") as first, open(again, "rb") as second:
    check(first.read() == second.read(), "the same document twice gives the same bytes")

decisions = made("decisions.pdf", "decisions", "COPIL@2028-02-17")
check_pdf(decisions, "COPIL, 17 février 2028 — Relevé de décisions")
check(all(word in text_of(decisions) for word in ("Présent : Responsable commercial", "D-3", "délégations du second semestre",
                                                  "A-6", "3 mars 2028")), "decisions: who was there, what was decided",
      text_of(decisions))
structure = structure_of(decisions)
check('Table (block)\n    TR\n      TH:\n         /Scope /Column\n        "N°"' in structure
      and 'TD\n        "D-3"\n      TD\n        "Retenir' in structure, "decisions: a table with the headings of its columns",
      structure)

late = [m for m in json.loads(run("--json", "actions", "list", "--state", "late").stdout)]
actions = text_of(made("actions.pdf", "actions", "--state", "late"))
check(late and all(m["code"] in actions and m["title"] in actions for m in late) and "A-7" not in actions
      and f"{len(late)} lignes" in actions, "actions: those asked for, and no other", actions)
check("Rien ne répond" in text_of(made("none.pdf", "actions", "--words", "introuvable")), "actions: none, and it says so")

owed = json.loads(run("--json", "deadlines", "--from", "2028-01-01", "--to", "2028-03-31").stdout)
deadlines = made("deadlines.pdf", "deadlines", "--from", "2028-01-01", "--to", "2028-03-31")
pages = tool("pdftotext", "-layout", deadlines, "-").split("\f")[:-1]
check(len(pages) > 2 and all("Ce qui est dû" in page and f"Page {n} sur {len(pages)}" in page
                             for n, page in enumerate(pages, 1)), "deadlines: each page has the headings and its number")
check(structure_of(deadlines).count("Ce qui est dû") == 1 and structure_of(deadlines).count("    TR\n") == len(owed) + 1,
      "deadlines: the headings are read once, each line is a row", len(owed))

year = made("calendar.pdf", "calendar", "2028")
check_pdf(year, "Calendrier des réunions 2028")
halves = tool("pdftotext", "-layout", year, "-").split("\f")[:-1]
check(len(halves) == 2 and "Janvier 2028" in halves[0] and "Décembre 2028" in halves[1], "calendar: a page per half-year")
structure = structure_of(year)
meetings = json.loads(run("--json", "meetings", "list", "--from", "2028-01-01", "--to", "2028-12-31").stdout)
copils = [m for m in meetings if m["body"] == "COPIL" and m["state"] != "cancelled"]
check(copils and text_of(year).count("COPIL 14:00") == len(copils), "calendar: every COPIL of the year",
      len(copils))
# The holidays of 2028 by python3-holidays; 1 May's name there is “Fête du Travail”
france = holidays.country_holidays("FR", years=2028, language="fr")
names = {name for joined in france.values() for name in joined.split("; ")}
check(all(name.split()[0] in structure for name in names), "calendar: the holidays are named", names)

check("◆ Bascule du réseau" in structure and "◆ Renouvellement" in structure and "◆ Migration" not in structure
      and "◆ : jalon" in text_of(year), "calendar: the milestones of the year")

# What Word edits, as python-docx reads it
word = docx.Document(made("decisions.docx", "decisions", "COPIL@2028-02-17"))
check([p.style.name for p in word.paragraphs][:4] == ["Title", "Subtitle", "List Bullet", "Heading 1"]
      and word.paragraphs[0].text == "Relevé de décisions" and word.paragraphs[2].runs[0].bold
      and word.paragraphs[2].text.startswith("Présent : Responsable commercial"), "docx: its texts have the template's styles",
      [(p.style.name, p.text) for p in word.paragraphs])
rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
check(rows[0][0] == "N°" and rows[1][0] == "D-3" and word.tables[0].style.name == "Table Grid"
      and "w:tblHeader" in word.tables[0].rows[0]._tr.xml, "docx: its tables repeat their headings", rows)
foot = word.sections[0].footer.paragraphs[-1].text
check(word.core_properties.language == "fr-FR" and 'w:lang w:val="fr-FR"' in word.styles.element.xml
      and "TMES" in word.sections[0].header.paragraphs[0].text and "journal" in foot, "docx: its language, its head and foot",
      foot)
first, second = made("one.docx", "agenda", "COPIL@2028-03-16"), made("two.docx", "agenda", "COPIL@2028-03-16")
with open(first, "rb") as one, open(second, "rb") as two:
    check(one.read() == two.read(), "docx: the same document twice gives the same bytes")
wide = docx.Document(made("calendar.docx", "calendar", "2028"))
check(wide.sections[0].page_width > wide.sections[0].page_height and len(wide.tables) == 2, "docx: a wide document is wide")

# The user's own template and logo
template = os.path.join(folder, "Maison.docx")
check(run("print", "template", template).returncode == 0, "the template is given to be changed")
mine = docx.Document(template)
mine.paragraphs[0].text = "Maison — {title}"
mine.save(template)
check(run("print", "style", "set", "template", template).returncode == 0, "a template Word saved is taken")
check(docx.Document(made("own.docx", "agenda", "COPIL@2028-03-16")).paragraphs[0].text == "Maison — Comité de pilotage",
      "documents are made in it")
check(json.loads(run("--json", "print", "style").stdout)["template"] == "Maison.docx", "it is named")
mine.paragraphs[2].text = "plus rien"
mine.save(template)
refused(1, "a template without a place for the document", "{content}", "print", "style", "set", "template", template)
refused(1, "a logo that is none", "PNG", "print", "style", "set", "logo_dsiun", template)
refused(1, "a file that documents do not have", "sceau", "print", "style", "set", "sceau", template)
check(run("journal", "undo").returncode == 0
      and docx.Document(made("own2.docx", "agenda", "COPIL@2028-03-16")).paragraphs[0].text == "Comité de pilotage",
      "undone, the shipped one is back")
logo = os.path.join(folder, "logo.png")
with open(logo, "wb") as png:
    rows = b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8))
    part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    png.write(b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
              + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))
check(run("print", "style", "set", "logo_dsiun", logo).returncode == 0
      and "image" in tool("pdfimages", "-list", made("logo.pdf", "agenda", "COPIL@2028-03-16")), "a logo is on the page")
check(run("print", "style", "reset", "logo_dsiun").returncode == 0
      and "image" not in tool("pdfimages", "-list", made("bare.pdf", "agenda", "COPIL@2028-03-16")).split("---")[-1],
      "and no longer")

english = made("english.pdf", "agenda", "COPIL@2028-03-16", env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""})
check(catalog_of(english)["/Lang"] == "u:en-GB", "the language is that of who prints")

refused(1, "a meeting without minutes", "compte rendu", "print", "minutes", "COPIL@2028-06-15", os.path.join(folder, "x.pdf"))
refused(1, "no such meeting", "COPIL", "print", "agenda", "COPIL@2028-03-15", os.path.join(folder, "x.pdf"))
refused(1, "an unknown kind of file", "x.txt", "print", "agenda", "COPIL@2028-03-16", os.path.join(folder, "x.txt"))
refused(1, "a folder that does not exist", "none", "print", "agenda", "COPIL@2028-03-16", os.path.join(folder, "none", "x.pdf"))
refused(1, "nothing was decided", "rien n’y a été décidé", "print", "decisions", "COPIL@2028-06-15",
        os.path.join(folder, "x.pdf"))
refused(1, "an unknown state", "perdu", "print", "actions", os.path.join(folder, "x.pdf"), "--state", "perdu")
refused(1, "a year that is none", "MMXXVIII", "print", "calendar", "MMXXVIII", os.path.join(folder, "x.pdf"))
refused(1, "an unknown body", "COMITE", "print", "calendar", "2028", os.path.join(folder, "x.pdf"), "--body", "COMITE")
refused(2, "no file", "print agenda", "print", "agenda", "COPIL@2028-03-16")
check(not os.path.exists(os.path.join(folder, "x.pdf")), "what is refused leaves no file")
print(f"1..{count}")
