# The first report after an import, with whatever has to be built for it.
need_store
rm -rf "$work"/bench.segue.db.timelines*
measure "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures > "$work/answers/figures.csv"
row "cold report: 10 segments, 20 metrics, 36 months" "$seconds s" "< 8 s" "$(is_met "$seconds < 8")"
row "cold report: peak memory" "$megabytes MB"
