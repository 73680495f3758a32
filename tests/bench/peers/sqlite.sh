#!/usr/bin/env bash
# Puts SQL to SQLite: sqlite.sh DATABASE [NAME=VALUE…] FILE.sql. The rows of the last statement are printed as csv.
# Its own settings: enough cache for the database, two threads for sorting.
set -euo pipefail
database=$1
file=${*: -1}
sql=$(cat "$file")
for setting in "${@:2:$#-2}"; do
  sql=${sql//\$${setting%%=*}/${setting#*=}}
done
sqlite3 -batch -header -list -separator , "$database" <<SQL
.output /dev/null
PRAGMA cache_size = -1000000;
PRAGMA threads = 2;
PRAGMA temp_store = MEMORY;
.output
$sql
SQL
