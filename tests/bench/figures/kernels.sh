# Conditions over timelines in memory: events per second and core, and the columns they read as a share of what one core
# can read.
: "${read_one:=$("$build/tests/bench/bandwidth" 256 5 | cut -d ' ' -f 1)}"
"$build/tests/bench/evaluate_bench" "$contacts" "$events" 3 > "$work/kernels.txt"
while read -r rate share rule; do
  row "kernel: ${rule:0:50}" "$rate M/s core" "$share % of read"
done < <(awk -v read_one="$read_one" '/GB\/s/ {
  rule = $0; sub(/.*GB\/s +/, "", rule); printf "%s %.0f %s\n", $8, 100 * $11 / read_one, rule }' "$work/kernels.txt")
