# A nightly export of all contacts in which one in a hundred changed: the import of the second night.
: "${snapshot_contacts:=5000000}"
work=$bench/snapshot-$snapshot_contacts
mkdir -p "$work/nightly"
cp "$here"/snapshot/* "$work/"
make_data "$here/generate_snapshot.cc" "$build/tests/bench/snapshot_generator" "$work/data" "$snapshot_contacts"

# import_night DATE: as if the export folder were emptied every day.
import_night() {
  rm -f "$work"/nightly/*
  ln "$work/data/contacts-$1.csv" "$work/nightly/"
  measure "$build/segue" --project "$work" import > "$work/import-$1.txt"
}

rm -rf "$work"/snapshot.segue.db*
import_night 20260301
row "snapshot: first night, $snapshot_contacts contacts × 30 fields" "$seconds s"
measure "$build/segue" --project "$work" --as-of 2026-03-01T12:00 --format csv count > "$work/counted.csv"
row "snapshot: first count after it, builds the cache" "$seconds s, $megabytes MB"
import_night 20260302
night_seconds=$seconds
night_megabytes=$megabytes
measure "$build/segue" --project "$work" --as-of 2026-03-02T12:00 --format csv count > "$work/counted.csv"
awk -F , 'NR > 1 { clients += $10 == "client"; moved += $17 > 500 && $27 != "" }
  END { print "segment,contacts"; print "Clients," clients; print "Moved," moved }' \
  "$work/data/contacts-20260302.csv" > "$work/expected.csv"
same_answer "the segments after the second night" "$work/counted.csv" "$work/expected.csv"
row "snapshot: second night, 1 % changed" "$night_seconds s" "< 180 s" "$(is_met "$night_seconds < 180")"
row "snapshot: second night, peak memory" "$night_megabytes MB" "< 2048 MB" "$(is_met "$night_megabytes < 2048")"
row "snapshot: first count after it" "$seconds s"
