# Importing the events from csv. Alone (--only import) it is measured anew, else taken from when the store was made.
if [ "${only[*]}" = import ]; then import_anew; else need_store; fi
read -r seconds megabytes < "$work/import.figures"
rate=$(calculate '%.0f' "$events / $seconds")
row "import of $events events" "$rate /s" "≥ 500000 /s" "$(is_met "$rate >= 500000")"
row "import: peak memory" "$megabytes MB" "≤ 1024 MB" "$(is_met "$megabytes <= 1024")"
