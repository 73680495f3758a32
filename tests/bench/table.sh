# The table that ./dev bench prints, and the clock. Sourced by bench.sh.

# Characters are counted here: printf counts bytes, and × and ≥ have several.
readonly WIDTHS=(58 18 18 3 10 7 10 7)

# row FIGURE MEASURED [REACH MET [DUCKDB RATIO [SQLITE RATIO]]]
# What is to be reached in seconds and megabytes is said of the usual size.
row() {
  local column cell line='|'
  if [ -n "${is_large:-}" ] && [[ ${3:-} =~ ^(\<|≤)' '[0-9.]+' '(s|MB) ]]; then
    set -- "$1" "$2" '' '' "${@:5}"
  fi
  for column in "${!WIDTHS[@]}"; do
    cell=${*:column + 1:1}
    printf -v cell '%s%*s' "$cell" "$((WIDTHS[column] > ${#cell} ? WIDTHS[column] - ${#cell} : 0))" ''
    line+=" $cell |"
  done
  echo "$line"
}

table_head() {
  row figure measured reach met DuckDB ratio SQLite ratio
  row --- --- --- --- --- --- --- ---
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
times() { calculate '%.2f ×' "$1 / ($2 > 0 ? $2 : 0.001)"; }
is_met() { awk "BEGIN { print ($1) ? \"yes\" : \"no\" }"; }
