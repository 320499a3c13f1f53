# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the results of a meson run, each TAP result by itself."""
import sys
import xml.etree.ElementTree as ET

passed = failed = 0
for case in ET.parse(sys.argv[1]).iter("testcase"):
    # A test that was skipped proved nothing: it counts as failed.
    bad = any(case.find(kind) is not None for kind in ("failure", "error", "skipped"))
    failed += bad
    passed += not bad
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0 or passed == 0)
