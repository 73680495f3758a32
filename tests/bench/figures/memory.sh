# A report with a tenth of the store's size as memory of its own: mapped files do not count, they can be dropped at any time.
need_store
store_bytes=$(stat -c %s "$work/bench.segue.db")
limit=$((store_bytes / 10))
title="report within a tenth of the store ($((limit / 1000000)) MB of $((store_bytes / 1000000)) MB)"
if prlimit --data="$limit" "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures \
  > "$work/answers/limited.csv" 2> "$work/limited.txt"; then
  segue --as-of "$AS_OF" --format csv report figures > "$work/answers/figures.csv"
  same_answer "the report under a limit of memory" "$work/answers/figures.csv" "$work/answers/limited.csv"
  within=yes
else
  within=no
fi
measure "$build/segue" --project "$work" --as-of "$AS_OF" --format csv report figures > /dev/null
row "$title" "peak $megabytes MB" "same answer" "$within"
