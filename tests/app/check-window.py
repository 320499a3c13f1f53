# SPDX-License-Identifier: GPL-3.0-or-later
"""The application opens the demonstration and walks through every page without a
warning; the second time, unless it is told once, it opens the same file."""
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

program = sys.argv[1]
times = (1,) if sys.argv[2:] == ["once"] else (1, 2)
pages = ["agenda-month", "agenda-table", "agenda-week", "agenda-year", "body", "cab", "calendars", "charts",
         "committees", "dashboard", "deadlines", "decision", "document", "ecab", "entry", "escalation", "export",
         "grid", "history", "import", "import-columns", "import-preview", "journal", "mail", "mail-template",
         "mail-templates", "mails", "matter", "matter-edit", "matters", "meeting", "minutes-mail", "money",
         "order", "order-answer", "order-crisis", "order-delivery", "order-edit", "order-foot", "order-new", "orders",
         "orders-board", "people", "plan", "preparation", "preview", "readings", "schedule", "search", "sitting",
         "upcoming", "who", "why"]

print(f"1..{len(times) + 1}")
with tempfile.TemporaryDirectory() as folder:
    environment = os.environ | {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "LC_ALL": "fr_FR.UTF-8",
                                "LANGUAGE": "fr", "GTK_A11Y": "none"}
    for number in times:
        shots = pathlib.Path(folder) / f"shots-{number}"
        result = subprocess.run([program, "--demo", "--screenshots", str(shots)], env=environment, capture_output=True,
                                text=True)
        names = sorted(p.stem for p in shots.glob("*.png"))
        good = result.returncode == 0 and names == pages and not result.stderr.strip()
        print("ok" if good else "not ok", number, "- every page", "created" if number == 1 else "opened")
        if not good:
            for line in ([f"status {result.returncode}", str(names)] + result.stderr.splitlines())[:60]:
                print(line, file=sys.stderr)
    width, height = struct.unpack(">II", (shots / "dashboard.png").read_bytes()[16:24])
    print("ok" if width >= 360 and height >= 400 else "not ok", len(times) + 1, "- a window of its size")
