#!/bin/sh
# The main job on the shipped, invented sample: two comparisons and a plan check. Prints the texts, writes every
# format to demo-out/, says where to look.
set -eu
cd "$(dirname "$0")/.."

kk=.build/release/kk-diff
sample=testdata/drenthe
out=demo-out
mkdir -p "$out"

essen() {
    "$kk" diff "$sample/kk_2010.gpkg" "$sample/kk_2022.gpkg" \
        --old-layer kk_essen_2010 --old-class-name "waardevolle essen" \
        --new-layer essen --new-class SOORT \
        --crosswalk "$sample/vertaaltabellen/essen.csv" --legend-file "$sample/legenda.csv" --theme essen "$@"
}

natuur() {
    "$kk" diff "$sample/kk_2010.gpkg" "$sample/kk_2022.gpkg" \
        --old-layer ehs_2010 --old-class-list "$sample/klassen_ehs_2010.csv" \
        --new-layer nnn --new-class KLASSE \
        --crosswalk "$sample/vertaaltabellen/natuur.csv" --legend-file "$sample/legenda.csv" --theme natuur "$@"
}

exloo() {
    "$kk" check "$sample/plans/exloo_exact.gpkg" --catalogue "$sample/catalogue.json" "$@"
}

for job in essen natuur exloo; do
    "$job" --lang nl --quiet >"$out/$job.txt"
    "$job" --format json --quiet >"$out/$job.json"
    "$job" --format md --lang nl --quiet >"$out/$job.md"
    "$job" --format csv --csv nl --lang nl --quiet >"$out/$job.csv"
done

for job in essen natuur exloo; do
    echo
    cat "$out/$job.txt"
done

cat <<END

Made in $out/ (from the SYNTHETIC sample in $sample/, an invented province):
  essen.*    two versions of one layer: the definition was broadened
  natuur.*   EHS 2010 against NNN 2022: the balance is -32 ha, the change is not
  exloo.*    a plan outline against the catalogue of core qualities
  each as .txt (above), .json (for scripts), .md (for a report), .csv (for a Dutch Excel)
Next: $kk --help; your own maps: $kk inspect FILE
END
