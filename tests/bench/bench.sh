#!/usr/bin/env bash
# What importing and reporting cost: bench.sh BUILD_DIR [CONTACTS EVENTS]. Prints a table; timings never decide a test.
set -euo pipefail
build=$(realpath "$1")
contacts=${2:-1000000}
events=${3:-20000000}
here=$(dirname "$(realpath "$0")")
work=$build/bench
mkdir -p "$work"

# Seconds and peak memory of a command, into the variables `seconds` and `megabytes`.
measure() {
  local log=$work/measure.log
  "$build/tests/bench/measure" "$log" "$@"
  read -r seconds megabytes < "$log"
}

row() { printf '| %-46s | %9s | %9s | %s |\n' "$1" "$2" "$3" "$4"; }
rate() { awk -v n="$1" -v s="$2" 'BEGIN { printf "%.0f events/s", n / s }'; }

printf 'machine: %s, %s cores, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
  "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)"
printf 'command: ./dev bench %s %s\n\n' "$contacts" "$events"

stamp=$work/data/$contacts-$events
if [ ! -f "$stamp" ]; then
  rm -rf "$work/data"
  "$build/tests/bench/bench_generator" "$work/data" "$contacts" "$events"
  touch "$stamp"
fi
cp -r "$here/project/." "$work/"
rm -f "$work"/bench.segue.db*

segue=("$build/segue" --project "$work")
row "figure" "seconds" "peak MB" "rate"
row "---" "---" "---" "---"
measure "${segue[@]}" import contacts > /dev/null
row "import $contacts contacts" "$seconds" "$megabytes" ""
measure "${segue[@]}" import events > /dev/null
row "import $events events" "$seconds" "$megabytes" "$(rate "$events" "$seconds")"
measure "${segue[@]}" --as-of 2026-06-30 report figures > "$work/report.txt"
row "report: lifecycle, 5 segments, 12 metrics" "$seconds" "$megabytes" "$(rate "$events" "$seconds")"
measure "${segue[@]}" --as-of 2026-06-30 count Inactive > "$work/count.txt"
row "count of one segment" "$seconds" "$megabytes" "$(rate "$events" "$seconds")"
if [ -x "$build/tests/bench/evaluate_bench" ]; then
  echo
  "$build/tests/bench/evaluate_bench"
fi
