# The generated data and the stores made of them, kept from run to run. Sourced by bench.sh.

# Segue on the project folder of this run.
segue() { "$build/segue" --project "$work" "$@"; }
readonly AS_OF=2026-06-30           # the last day of the events, in Europe/Paris,
readonly AS_OF_INSTANT=1782856799999  # whose last millisecond is this.
readonly LATER=2026-07-10           # the last day of the events of later.csv

# use_size CONTACTS EVENTS: sets the folder of the size, and makes its data.
use_size() {
  contacts=$1
  events=$2
  work=$bench/$contacts-$events
  mkdir -p "$work/answers"
  cp "$here"/project/* "$work/"
  make_data "$here/generate.cc" "$build/tests/bench/bench_generator" "$work/data" "$contacts" "$events"
}

# make_data SOURCE GENERATOR FOLDER ARGUMENT…: unless the folder was made by the same source.
make_data() {
  [ "$(cat "$3/complete" 2> /dev/null)" = "$(cksum < "$1")" ] && return
  rm -rf "$3"
  "${@:2}"
  cksum < "$1" > "$3/complete"
}

# Imports anew and remembers what it cost: "seconds megabytes".
import_anew() {
  rm -f "$work"/bench.segue.db*
  segue import contacts > /dev/null
  measure "$build/segue" --project "$work" import events > /dev/null
  echo "$seconds $megabytes" > "$work/import.figures"
}

# The store, imported once per build of segue and making of the data.
need_store() {
  if [ ! -f "$work/bench.segue.db" ] || [ "$build/segue" -nt "$work/import.figures" ] ||
    [ "$work/data/complete" -nt "$work/import.figures" ]; then
    import_anew
  fi
}

free_gigabytes() { df --output=avail -B1G "$bench" | tail -n 1 | tr -d ' '; }
