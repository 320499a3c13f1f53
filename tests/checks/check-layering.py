# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder includes only lower ones; GTK, SQLite and SQL stay in theirs."""
import pathlib
import re
import sys
import tempfile

ORDER = [["base"], ["calendar"], ["store"], ["contract"], ["deadlines"], ["committees"], ["proceedings"],
         ["orders", "staffing"], ["money"],
         ["visits"], ["tickets"], ["documents"], ["plans"], ["demonstration"], ["exchange"], ["print"], ["mail"], ["sheets"],
         ["cli", "app"]]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}


def findings(source):
    for path in sorted(source.glob("*/**/*.[ch]")):
        folder = path.relative_to(source).parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path.relative_to(source)}:{number}"
            include = re.match(r'#include "([a-z]+)/', line)
            if folder not in RANK:
                yield f"{where}: the folder is not in the order"
            elif include and include[1] != folder and RANK.get(include[1], 99) >= RANK[folder]:
                yield f"{where}: {folder}/ may not include {include[1]}/"
            if re.match(r"#include <(gtk|adwaita|gdk)", line) and folder != "app":
                yield f"{where}: only app/ knows GTK"
            if "sqlite3.h" in line and "#include" in line and folder != "store":
                yield f"{where}: only store/ knows SQLite"
            if "<gmime/" in line and path.name != "gvn-message.c":
                yield f"{where}: only gvn-message.c knows GMime"
            if folder in ("app", "cli") and re.search(r'"(SELECT|INSERT|UPDATE|DELETE) ', line):
                yield f"{where}: no SQL here"


print("1..2")
found = list(findings(pathlib.Path(sys.argv[1]) / "src"))
print("not ok" if found else "ok", "1 - layering")
for line in found:
    print("#", line)

# The check sees what it is for.
with tempfile.TemporaryDirectory() as folder:
    wrong = pathlib.Path(folder) / "base"
    wrong.mkdir()
    (wrong / "a.c").write_text('#include "store/gvn-db.h"\n#include <gtk/gtk.h>\n#include <sqlite3.h>\n')
    print("ok" if len(list(findings(pathlib.Path(folder)))) == 3 else "not ok", "2 - a wrong file is seen")
