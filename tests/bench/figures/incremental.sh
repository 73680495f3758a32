# The second run of the automation, after one new event for every hundred, on a copy of the store.
need_store
copy=$work/incremental.segue.db
rm -rf "$copy"*
cp --reflink=auto "$work/bench.segue.db" "$copy"
measure "$build/segue" --project "$work" --store "$copy" --as-of "$AS_OF" --format csv run > /dev/null 2> "$work/run.txt"
first_seconds=$seconds
segue --store "$copy" import later > /dev/null
measure "$build/segue" --project "$work" --store "$copy" --as-of "$LATER" --format csv run > "$work/answers/run.csv" 2>> "$work/run.txt"
row "run: the first, all of history" "$first_seconds s"
row "run: after 1 % new events" "$seconds s" "< 1 s" "$(is_met "$seconds < 1")"
rm -rf "$copy"*
