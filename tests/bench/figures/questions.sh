# Single questions: the whole process of Segue beside the time of DuckDB's query alone and of SQLite's process.
need_store
need_duckdb
[ -n "$is_large" ] || need_sqlite

# ask NAME TITLE REACH_SECONDS COMMAND…
ask() {
  local name=$1 title=$2 reach=$3 segue_seconds duckdb_seconds sqlite_seconds='' sqlite_ratio=''
  measure_best "$build/segue" --project "$work" --as-of "$AS_OF" --format csv "${@:4}" > /dev/null
  segue_seconds=$seconds
  segue --as-of "$AS_OF" --format csv "${@:4}" > "$work/answers/segue.csv"
  duckdb_seconds=$(ask_duckdb 3 "$here/peers/duckdb/questions/$name.sql" | awk '/total/ { print $1 }')
  same_answer "$name by DuckDB" "$work/answers/segue.csv" "$work/answers/$name.csv"
  if [ -z "$is_large" ]; then
    measure "$here/peers/sqlite.sh" "$work/peer.sqlite" "AS_OF=$AS_OF_INSTANT" DAY=86400000 \
      "$here/peers/sqlite/questions/$name.sql" > "$work/answers/sqlite.csv"
    same_answer "$name by SQLite" "$work/answers/segue.csv" "$work/answers/sqlite.csv"
    sqlite_seconds="$seconds s"
    sqlite_ratio=$(times "$seconds" "$segue_seconds")
  fi
  row "$title" "$segue_seconds s" "$([ "$reach" = - ] && echo '≥ 1 × DuckDB' || echo "< $reach s")" \
    "$(if [ "$reach" = - ]; then is_met "$duckdb_seconds >= $segue_seconds"; else is_met "$segue_seconds < $reach"; fi)" \
    "$duckdb_seconds s" "$(times "$duckdb_seconds" "$segue_seconds")" "$sqlite_seconds" "$sqlite_ratio"
}

ask inactive_now "inactive now" - count Inactive
ask inactive_months "inactive at the end of each of 36 months" - report inactive_months
ask conversions_months "conversions from prospect to client per month" - report conversions_months
ask transitions "all transitions of the lifecycle" - report transitions
ask segment_count "count of one segment" 0.15 count Loyal
