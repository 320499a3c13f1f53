# SPDX-License-Identifier: GPL-3.0-or-later
"""POTFILES lists every file with a message; fr.po says every message of them."""
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
listed = (root / "po/POTFILES.in").read_text().split()
wanted = [str(p.relative_to(root)) for p in (root / "src").rglob("*.c")
          if re.search(r"\b(_|N_|ngettext) \(", p.read_text(encoding="utf-8"))]
wanted += [str(p.relative_to(root)) for p in (root / "ui").rglob("*.blp") if '_("' in p.read_text(encoding="utf-8")]
wanted += [str(p.relative_to(root)) for p in (root / "data").glob("*.in")]

print("1..3")
difference = sorted(set(wanted) ^ set(listed))
print("not ok" if difference else "ok", "1 - POTFILES", *difference)

with tempfile.TemporaryDirectory() as folder:
    pot = pathlib.Path(folder) / "gouvernail.pot"
    common = ["xgettext", "--from-code=UTF-8", "--add-comments=Translators", "--keyword=_", "--keyword=N_",
              "--keyword=ngettext:1,2", "--keyword=C_:1c,2", "-D", str(root), "-o", str(pot)]
    code = [f for f in listed if f.endswith((".c", ".blp"))]
    data = [f for f in listed if f.endswith(".in")]
    subprocess.run([*common, "--language=C", *code], check=True)
    for name in data:
        subprocess.run([*common, "-j", name], check=True)
    missing = subprocess.run(["msgcmp", "--use-untranslated", str(root / "po/fr.po"), str(pot)],
                             capture_output=True, text=True)
    print("not ok" if missing.returncode else "ok", "2 - fr.po has every message")
    for line in missing.stderr.splitlines()[:20]:
        print("#", line)

stats = subprocess.run(["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(root / "po/fr.po")],
                       capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
complete = stats.returncode == 0 and re.fullmatch(r"\d+ translated messages?\.", stats.stderr.strip())
print("ok" if complete else "not ok", "3 - French is complete")
for line in stats.stderr.splitlines():
    print("#", line)
