# DuckDB and SQLite, on the same data in the same run. Sourced by bench.sh.

# need_npm SOURCE FOLDER FILE…: the npm packages that SOURCE pins, in the build folder, with these files of SOURCE.
need_npm() {
  local source=$1 folder=$2
  mkdir -p "$folder"
  cp "$source"/package{,-lock}.json "${@:3}" "$folder/"
  [ "$folder/node_modules" -nt "$source/package-lock.json" ] && return
  (cd "$folder" && npm ci >&2 && touch node_modules)
}

# ask_duckdb ROUNDS FILE…: "seconds name" for each file and the total; answers go to $work/answers.
ask_duckdb() {
  node "$bench/peers/duckdb.mjs" "$work/peer.duckdb" "$1" "$work/answers" \
    "DATA=$work/data" "AS_OF=$AS_OF_INSTANT" 'DAY=86400000::BIGINT' "${@:2}"
}

need_duckdb() {
  need_npm "$here/peers" "$bench/peers" "$here"/peers/{.npmrc,duckdb.mjs}
  [ "$work/peer.duckdb.complete" -nt "$here/peers/duckdb/load.sql" ] && [ "$work/peer.duckdb.complete" -nt "$work/data/complete" ] && return
  rm -f "$work"/peer.duckdb*
  ask_duckdb 1 "$here/peers/duckdb/load.sql" | awk '/total/ { print "DuckDB: loaded in " $1 " s" }' >&2
  touch "$work/peer.duckdb.complete"
}

ask_sqlite() {
  "$here/peers/sqlite.sh" "$work/peer.sqlite" "DATA=$work/data" "AS_OF=$AS_OF_INSTANT" DAY=86400000 "$1"
}

need_sqlite() {
  [ "$work/peer.sqlite.complete" -nt "$here/peers/sqlite/load.sql" ] && [ "$work/peer.sqlite.complete" -nt "$work/data/complete" ] && return
  rm -f "$work"/peer.sqlite*
  local start=$SECONDS
  ask_sqlite "$here/peers/sqlite/load.sql" > /dev/null
  echo "SQLite: loaded in $((SECONDS - start)) s" >&2
  touch "$work/peer.sqlite.complete"
}

# same_answer NAME SEGUE_FILE PEER_FILE: ends the bench if a cell differs.
same_answer() {
  diff "$2" "$3" > "$work/difference.txt" && return
  echo "bench: the answers to $1 differ (< Segue, > peer):" >&2
  head -n 20 "$work/difference.txt" >&2
  exit 1
}

# Every metric of the report against DuckDB's answer of the same name.
same_report() {
  local column=2 metric
  for metric in $(head -n 1 "$1" | cut -d , -f 2- | tr , ' '); do
    cut -d , -f "1,$column" "$1" > "$work/column.csv"
    same_answer "$metric" "$work/column.csv" "$work/answers/$metric.csv"
    column=$((column + 1))
  done
}
