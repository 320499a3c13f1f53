# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source says its licence; blueprints and C are formatted."""
import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
print("1..3")
sources = [p for f in ("src", "tests", "dev") for p in (root / f).rglob("*")
           if p.is_file() and (p.suffix in (".c", ".h", ".py", ".sh") or (f == "dev" and not p.suffix and p.name != "packages"))]
bare = [str(p.relative_to(root)) for p in sources if "SPDX-License-Identifier: GPL-3.0-or-later" not in p.read_text(encoding="utf-8")]
print("not ok" if bare or not sources else "ok", "1 - licence", *bare)

blueprints = sorted(map(str, (root / "ui").rglob("*.blp")))
result = subprocess.run(["blueprint-compiler", "format", *blueprints], capture_output=True, text=True)
print("not ok" if result.returncode else "ok", "2 - blueprint format")
for line in (result.stdout + result.stderr).splitlines()[:30]:
    print("#", line)

style = subprocess.run(["clang-format", "--dry-run", "-Werror", *(str(p) for p in sources if p.suffix in (".c", ".h"))],
                       cwd=root, capture_output=True, text=True)
print("not ok" if style.returncode else "ok", "3 - C format")
for line in style.stderr.splitlines()[:30]:
    print("#", line)
