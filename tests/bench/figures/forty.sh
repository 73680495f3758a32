# Forty measures of every sort in one report, by month and three splits: nothing can be counted row by row.
need_store
measure_best "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report forty > /dev/null
row "warm report: 40 measures, 3 splits, 36 months" "$seconds s" "< 2 s" "$(is_met "$seconds < 2")"
