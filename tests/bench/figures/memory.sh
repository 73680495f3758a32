# A report with a tenth of the store's size as memory of its own: mapped files do not count, they can be dropped at any
# time.
need_store
store_bytes=$(stat -c %s "$work/bench.segue.db")
limit=$((store_bytes / 10))
title="report within a tenth of the store ($((limit / 1000000)) MB of $((store_bytes / 1000000)) MB)"
rm -f "$work/measure.log"
if prlimit --data="$limit" "$build/tests/bench/measure" "$work/measure.log" \
  "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures \
  > "$work/answers/limited.csv" 2> "$work/limited.txt"; then
  read -r seconds megabytes < "$work/measure.log"
  segue --as-of "$AS_OF" --format csv report figures > "$work/answers/figures.csv"
  same_answer "the report under a limit of memory" "$work/answers/figures.csv" "$work/answers/limited.csv"
  row "$title" "$seconds s" "same answer" yes
else
  measure "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures > /dev/null
  row "$title" "fails" "same answer" no
fi
row "  peak, with the mapped files that happened to stay" "$megabytes MB"
