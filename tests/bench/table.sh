# The table that ./dev bench prints, and the clock. Sourced by bench.sh.

readonly TABLE_ROW='| %-58s | %17s | %15s | %3s | %10s | %7s | %10s | %7s |\n'

# row FIGURE MEASURED [REACH MET [DUCKDB RATIO [SQLITE RATIO]]]
row() {
  # shellcheck disable=SC2059
  printf "$TABLE_ROW" "$1" "$2" "${3:-}" "${4:-}" "${5:-}" "${6:-}" "${7:-}" "${8:-}"
}

table_head() {
  row figure measured reach met DuckDB ratio SQLite ratio
  row --- ---: ---: --- ---: ---: ---: ---:
}

# Seconds and peak memory of a command, into the variables `seconds` and `megabytes`. A command that fails ends the bench.
measure() {
  "$build/tests/bench/measure" "$work/measure.log" "$@" || {
    echo "bench: failed: $*" >&2
    exit 3
  }
  read -r seconds megabytes < "$work/measure.log"
}

# The best of three: others may be using the machine.
measure_best() {
  local round best=
  for round in 1 2 3; do
    measure "$@"
    best=$(smaller "$seconds" "${best:-$seconds}")
  done
  seconds=$best
}

calculate() { awk "BEGIN { printf \"$1\", $2 }"; }
smaller() { awk -v a="$1" -v b="$2" 'BEGIN { print a < b ? a : b }'; }
times() { calculate '%.1f ×' "$1 / ($2 > 0 ? $2 : 0.001)"; }
is_met() { awk "BEGIN { print ($1) ? \"yes\" : \"no\" }"; }
