# SPDX-License-Identifier: GPL-3.0-or-later
"""zip-parts.py OUTPUT FOLDER PART… puts the parts of a document together, without a date."""
import pathlib
import sys
import zipfile

output, folder, *parts = sys.argv[1:]
with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
    for part in parts:
        name = pathlib.Path(part).resolve().relative_to(pathlib.Path(folder).resolve()).as_posix()
        package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), pathlib.Path(part).read_bytes(),
                         zipfile.ZIP_DEFLATED)
