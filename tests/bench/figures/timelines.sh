# The timeline cache beside the store, where there is one.
need_store
cache=$work/bench.segue.db.timelines
if [ -e "$cache" ]; then
  bytes=$(du -sb "$cache" | cut -f 1)
  each=$(calculate '%.2f' "$bytes / $events")
  row "timeline cache: bytes per event" "$each" "≤ 8" "$(is_met "$each <= 8")"
else
  row "timeline cache: bytes per event" "–" "≤ 8"
fi
