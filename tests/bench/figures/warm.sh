# The same report again, as a whole process, beside all its queries in one connection of a DuckDB that is warm.
need_store
need_duckdb
measure_best "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures > /dev/null
segue --as-of "$AS_OF" --format csv report figures > "$work/answers/figures.csv"
mapfile -t questions < <(find "$here/peers/duckdb/report" -name '*.sql' ! -name shared.sql | sort)
ask_duckdb 3 "$here/peers/duckdb/report/shared.sql" "${questions[@]}" > "$work/duckdb.txt"
same_report "$work/answers/figures.csv"
duckdb_seconds=$(awk '/total/ { print $1 }' "$work/duckdb.txt")
row "warm report: 10 segments, 20 metrics, 36 months" "$seconds s" "< 0.5 s, ≥ 5 ×" \
  "$(is_met "$seconds < 0.5 && $duckdb_seconds >= 5 * $seconds")" "$duckdb_seconds s" "$(times "$duckdb_seconds" "$seconds")"
