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
for lang in nl en; do
    "$kk" check "$sample/plans/exloo_exact.gpkg" --catalogue "$sample/catalogue.json" --case 2025-0412 --lang $lang --quiet --out "$out/check-$lang" >/dev/null
done
"$kk" check "$sample"/plans/gieten_regulier.gpkg "$sample"/plans/gieten_verschoven.gpkg --catalogue "$sample/catalogue.json" --variants --lang nl \
    --quiet --out "$out/varianten" >/dev/null
"$kk" stack "$sample"/plans/*.gpkg --catalogue "$sample/catalogue.json" --lang nl --quiet --out "$out/stapeling" >/dev/null
"$kk" stack "$sample"/plans/exloo_exact.gpkg "$sample"/plans/nieuwe_drostendiep_ontwerp.gpkg --catalogue "$sample/catalogue.json" \
    --zones "$sample/grenzen.gpkg" --zone-layer gemeenten --zone-field NAAM --mark 1% --lang en --quiet --out "$out/stack-en" >/dev/null
python3 Tests/browser/check_report.py "$@" "$out/vergelijking" "$out/vergelijking/natuur" "$out/vergelijking/landschapstypen" \
    "$out/compare-en" "$out/compare-en/natuur" "$out/check-nl" "$out/check-en" "$out/varianten" "$out/stapeling" "$out/stack-en"
