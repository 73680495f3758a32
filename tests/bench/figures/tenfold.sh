# Ten times the data: the warm report on a tenth of this run's size, and on all of it.
need_store
measure_best "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures > /dev/null
all_seconds=$seconds
use_size "$((size[0] / 10))" "$((size[1] / 10))"
need_store
segue --as-of "$AS_OF" report figures > /dev/null  # builds what is built once
measure_best "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures > /dev/null
growth=$(calculate '%.1f' "$all_seconds / $seconds")
row "ten times the data: $seconds s, then $all_seconds s" "$growth × the time" "≤ 11 ×" "$(is_met "$growth <= 11")"
