# SPDX-License-Identifier: GPL-3.0-or-later
"""The flatpak manifest builds this project, for its runtime, from pinned sources."""
import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
build = (root / "meson.build").read_text(encoding="utf-8")
app_id = re.search(r"app_id = '([^']+)'", build)[1]
manifest = json.loads((root / "flatpak" / f"{app_id}.json").read_text(encoding="utf-8"))


def is_pinned(source):
    if source["type"] == "git":
        return source["tag"] and re.fullmatch(r"[0-9a-f]{40}", source["commit"])
    if source["type"] == "archive":
        return re.fullmatch(r"[0-9a-f]{64}", source["sha256"])
    return source == {"type": "dir", "path": ".."}


def version_of(module):
    source = manifest_modules[module]["sources"][0]
    return tuple(map(int, re.search(r"(\d+)\.(\d+)", source["tag"]).groups()))


manifest_modules = {module["name"]: module for module in manifest["modules"]}
floor = tuple(map(int, re.search(r"dependency\('libical', version: '>= (\d+)\.(\d+)", build).groups()))
checks = {
    "identifier and command": manifest["id"] == app_id and manifest["command"] == "gouvernail",
    "every source is pinned": all(is_pinned(s) for m in manifest["modules"] for s in m["sources"]),
    "the project is built last": manifest["modules"][-1]["name"] == "gouvernail",
    "libical meets the floor": version_of("libical") >= floor,
    "SQLite has sessions": all(f"-DSQLITE_ENABLE_{name}" in " ".join(manifest_modules["sqlite"]["config-opts"])
                               for name in ("SESSION", "PREUPDATE_HOOK")),
    "what reads sheets reads nothing else": "-DOGR_BUILD_OPTIONAL_DRIVERS=OFF" in manifest_modules["gdal"]["config-opts"]
    and {option for option in manifest_modules["gdal"]["config-opts"] if "_ENABLE_DRIVER_" in option}
    == {"-DOGR_ENABLE_DRIVER_ODS=ON", "-DOGR_ENABLE_DRIVER_XLSX=ON"},
    "the network, to publish": "--share=network" in manifest["finish-args"],
}
print(f"1..{len(checks)}")
for number, (name, good) in enumerate(checks.items(), 1):
    print("ok" if good else "not ok", number, "-", name)
