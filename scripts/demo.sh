#!/bin/sh
# The main jobs on the shipped, invented sample: the evaluator's run over all its comparisons and the planner's check of
# one plan. Writes their folders of results to demo-out/, prints the two pages people read first, says where to look.
set -eu
cd "$(dirname "$0")/.."

kk=.build/release/kk-diff
sample=testdata/drenthe
out=demo-out
mkdir -p "$out"

"$kk" compare "$sample/vergelijking.json" --lang nl --quiet --out "$out/vergelijking" >"$out/vergelijking.txt"
"$kk" check "$sample/plans/exloo_exact.gpkg" --catalogue "$sample/catalogue.json" --case OEFENING --lang nl --quiet \
    --out "$out/exloo" >"$out/exloo.txt"
"$kk" check "$sample/plans/gieten_varianten.gpkg" --each VARIANT --variants --catalogue "$sample/catalogue.json" \
    --lang nl --quiet >"$out/gieten.txt"

# The first page of the evaluator's text, from two of the comparisons, and the planner's page.
"$kk" compare "$sample/vergelijking.json" --only essen,natuur,cultuurhistorie-inhoud --lang nl --quiet
echo
cat "$out/exloo.txt"

cat <<END

Made in $out/ (from the SYNTHETIC sample in $sample/, an invented province):
  vergelijking.txt   17 comparisons of 2010 and 2022 as text (three of them above)
  vergelijking/      the same as a folder: open rapport.html in a browser (all comparisons with their maps), and per comparison its own; tabellen.xlsx, kaart.qgs (QGIS), csv/, result.json
  exloo.txt          one plan against the catalogue of core qualities (above)
  exloo/             the same as a folder: rapport.html to read, deelvragen.html (a block per adviser), kaart.svg, kaart.qgs, result.json
  gieten.txt         four variants of a road side by side
Ask why a place is what it is:   $kk explain $out/vergelijking/natuur f1 --lang nl
Recompute and compare the bytes: $kk verify $out/vergelijking
Your own maps:                   $kk inspect FILE, then $kk init OLD NEW
END
