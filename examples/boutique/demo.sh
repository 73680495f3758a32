#!/usr/bin/env bash
# The tea shop from export files to figures: demo.sh [path of segue].
# Makes the data (the same every time), imports it and asks the questions of the README.
set -euo pipefail
segue=$(realpath "${1:-build/release/segue}")
generator=$(dirname "$segue")/examples/boutique_generator
cd "$(dirname "$0")"

# Prints the command as a person would type it, then runs it.
show() {
  printf '\n$ segue %s\n' "$*"
  "$segue" "$@"
}

[ -f data/contacts.csv ] || "$generator" data
show import
show --as-of 2026-06-30 report "Conversions par mois"
show --as-of 2026-06-30 count
show --as-of 2026-06-30 report "E-mail by campaign"
show --as-of 2026-06-30 report "SMS du printemps"
show --as-of 2026-06-30 report "New prospects, four ways"
show --as-of 2026-06-30 experiment "Objet du guide"
show --as-of 2026-06-30 prune
# Six months ahead, if nothing happens: who will have fallen silent.
show --as-of 2026-12-31 prune
# The quarterly review, to open in a browser.
show --as-of 2026-06-30 audit --html data/audit.html
printf '\nOpen in a browser: %s\n' "$(realpath data/audit.html)"
