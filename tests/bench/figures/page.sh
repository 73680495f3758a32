# The quarterly review as a page: reports, comparisons, a projection, cohorts, goals, alerts, flows.
need_store
cp "$here/project/audit.segue" "$work/"
page=$work/audit.html
measure_best "$build/segue" --project "$work" --rules "$work/rules.segue" --rules "$work/audit.segue" --as-of "$AS_OF" \
  audit --html "$page" > /dev/null
row "the review as a page" "$seconds s" "< 2 s" "$(is_met "$seconds < 2")"
megabytes=$(awk -v bytes="$(stat -c %s "$page")" 'BEGIN { printf "%.2f", bytes / 1000000 }')
row "the page" "$megabytes MB" "< 1.5 MB" "$(is_met "$megabytes < 1.5")"

if [ -x "${SEGUE_CHROMIUM:-/usr/bin/chromium}" ]; then
  need_npm "$here/../html/browser" "$bench/browser"
  read -r drawn complete < <(cd "$bench/browser" && node "$here/page_drawn.mjs" "$page" 5)
  row "the page on the screen of Chromium" "$drawn s" "< 1 s" "$(is_met "$drawn < 1")"
  row "the pictures below the screen too, while it is idle" "$complete s"
fi
