# SPDX-License-Identifier: GPL-3.0-or-later
"""A full disk refuses in words and loses nothing. The disk is a small tmpfs of a
mount namespace of our own: the machine's is never filled."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

cli = sys.argv[1]
if "GVN_TEST_DISK" not in os.environ:
    folder = tempfile.mkdtemp()
    environment = os.environ | {"GVN_TEST_DISK": folder}
    mount = f'mount -t tmpfs -o size=4m tmpfs "{folder}" && exec "$0" "$@"'
    sys.exit(subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, sys.executable,
                             __file__, cli], env=environment).returncode)

disk = pathlib.Path(os.environ["GVN_TEST_DISK"])
contract = disk / "contract.gvn"
ballast = disk / "ballast"
count = 0


def run(*arguments):
    return subprocess.run([cli, "--database", str(contract), "--json", "--today", "2026-11-23", *arguments],
                          capture_output=True, text=True)


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "")


def refused(got):
    return got.returncode == 1 and len(got.stderr.strip().splitlines()) == 1


def fill(room=0):
    """Leaves no more than `room` bytes on the disk."""
    ballast.unlink(missing_ok=True)
    free = os.statvfs(disk)
    with open(ballast, "wb") as file:
        file.write(b"x" * max(free.f_bavail * free.f_bsize - room, 0))


print("TAP version 13")
free = os.statvfs(disk)
check(free.f_blocks * free.f_bsize <= 4 * 1024 * 1024, "the disk is a small one of its own")

init = ("init", "--signed", "2026-10-01", "--initialisation", "2026-11-01", "--end", "2031-02-28")
fill(room=64 * 1024)
got = run(*init)
check(refused(got), "a contract is not created on a full disk", (got.returncode, got.stderr))
check(sorted(p.name for p in disk.iterdir()) == ["ballast"], "and leaves nothing behind", list(disk.iterdir()))

ballast.unlink()
check(run(*init).returncode == 0, "with room it is")
check(run("meetings", "plan", "--year", "2027").returncode == 0, "and a year planned")
before = json.loads(run("meetings", "list").stdout)
head = run("journal", "verify").stdout
copil = next(meeting["id"] for meeting in before if meeting["body"] == "COPIL")

fill()
got = run("meetings", "plan", "--year", "2028")
check(refused(got), "planning another year is refused on a full disk", (got.returncode, got.stderr))
check("disk" in got.stderr or "space" in got.stderr, "in words that name the disk", got.stderr)
got = run("backup", str(disk / "copy.gvn"))
check(refused(got), "so is a backup there", (got.returncode, got.stderr))
got = run("export", "ical", str(disk / "schedule.ics"))
check(refused(got), "and an export there", (got.returncode, got.stderr))
left = sorted(p.name for p in disk.iterdir() if not p.name.startswith("contract.gvn"))
check(left == ["ballast"], "no half-written file is left", left)

ballast.unlink()
check(json.loads(run("meetings", "list").stdout) == before, "everything committed is there afterwards")
check(run("journal", "verify").stdout == head, "the journal's head is the same")
check(run("check").returncode == 0, "the check is clean")
got = run("meetings", "cancel", copil, "--reason", "Room again")
check(got.returncode == 0, "and with room again work goes on", got.stderr)

print(f"1..{count}")
