#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Proves dev/env where nothing is there yet: an empty home, a run killed in the
# middle, two runs at once. It takes minutes and is run by hand.
set -euo pipefail

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
home=$(mktemp -d -p "${TMPDIR:-/var/tmp}")
unset XDG_CACHE_HOME
export HOME=$home
trap 'rm -rf --one-file-system "$home"' EXIT

"$project/dev/env" true >/dev/null 2>&1 &
first=$!
sleep 15
pkill -KILL -P $first || true
kill -KILL $first 2>/dev/null || true
wait $first 2>/dev/null || true
sleep 1
! grep -q "$home" /proc/self/mountinfo && echo "ok - killed in the middle, nothing stays mounted"
! ls -d "$home"/.cache/gouvernail/debian-13-???????????? 2>/dev/null && echo "ok - and no half-made root is taken for one"

"$project/dev/env" true >/dev/null 2>&1 &
first=$!
"$project/dev/env" true >/dev/null 2>&1 &
second=$!
wait $first && wait $second && echo "ok - two at once both succeed"
[ "$(find "$home/.cache/gouvernail" -maxdepth 1 -type d -name 'debian-13-*' | wc -l)" = 1 ] && echo "ok - one root, no leftover"
"$project/dev/env" sh -c 'exit 7' 2>/dev/null || [ $? = 7 ] && echo "ok - the exit status passes"
