#!/usr/bin/env bash
# What importing, reporting and asking cost, beside DuckDB and SQLite on the same data:
#
#   bench.sh BUILD_DIR [--large] [--snapshot [CONTACTS]] [--only FIGURE]… [CONTACTS EVENTS]
#
# Prints a table; timings never decide a test, but an answer that differs from a peer's ends the bench with status 1.
# Each figure is a file of figures/, which can be run alone: --only NAME. Data and databases are kept in BUILD_DIR/bench.
# shellcheck disable=SC2034  # some variables are read by the files of figures/
set -euo pipefail
export LC_ALL=C.UTF-8
build=$(realpath "$1")
shift
here=$(dirname "$(realpath "$0")")
bench=$build/bench
# shellcheck source-path=SCRIPTDIR
. "$here/table.sh"
# shellcheck source-path=SCRIPTDIR
. "$here/stores.sh"
# shellcheck source-path=SCRIPTDIR
. "$here/peers.sh"
readonly FIGURES=(bandwidth kernels import cold warm forty page questions timelines memory incremental tenfold)

only=()
size=()
is_large=
snapshot_contacts=
while [ $# -gt 0 ]; do
  case $1 in
    --large) is_large=1 ;;
    --only) only+=("$2"); shift ;;
    --snapshot)
      snapshot_contacts=5000000
      only+=(snapshot)
      if [[ ${2:-} =~ ^[0-9]+$ ]]; then snapshot_contacts=$2; shift; fi ;;
    [0-9]*) size+=("$1") ;;
    *) sed -n '2,4p' "$0" >&2; exit 2 ;;
  esac
  shift
done
mkdir -p "$bench"
if [ -n "$is_large" ]; then
  if [ "$(free_gigabytes)" -lt 40 ]; then
    echo "Skipped: 200,000,000 events need 40 GB of free disk; $(free_gigabytes) GB are free."
    exit 0
  fi
  [ ${#size[@]} -gt 0 ] || size=(10000000 200000000)
fi
[ ${#size[@]} -gt 0 ] || size=(1000000 20000000)
[ ${#only[@]} -gt 0 ] || only=("${FIGURES[@]}")

printf 'machine: %s, %s cores, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
  "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)"
[ "${only[*]}" = snapshot ] || printf 'data: %s contacts, %s events\n' "${size[0]}" "${size[1]}"
echo
table_head
for figure in "${only[@]}"; do
  [ -f "$here/figures/$figure.sh" ] || { echo "bench: no figure $figure; there are: ${FIGURES[*]} snapshot" >&2; exit 2; }
  [ "$figure" = snapshot ] || use_size "${size[@]}"
  # shellcheck source=/dev/null
  . "$here/figures/$figure.sh"
done
