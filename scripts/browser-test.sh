#!/bin/sh
# The reports of the shipped sample in a headless Chromium: what only a browser can tell. Skipped, with a word, when there is none.
# KK_DIFF names another program than the built one.
set -eu
cd "$(dirname "$0")/.."

kk=${KK_DIFF:-.build/release/kk-diff}
sample=testdata/drenthe
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

"$kk" compare "$sample/vergelijking.json" --lang nl --quiet --out "$out/vergelijking" >/dev/null
"$kk" compare "$sample/vergelijking.json" --only essen,natuur --lang en --quiet --out "$out/compare-en" >/dev/null
python3 Tests/browser/check_report.py "$@" "$out/vergelijking" "$out/vergelijking/natuur" "$out/vergelijking/essen" \
    "$out/compare-en" "$out/compare-en/natuur"
