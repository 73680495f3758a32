#!/usr/bin/env bash
# tests/fuzz/run.sh BUILD SECONDS [TARGET…]: runs the libFuzzer targets of a build folder one after the other. Corpora lie in
# BUILD/corpus and grow from run to run; their seeds are the tests' own files. What a target finds is kept in
# BUILD/findings, and the exit status is 1.
set -euo pipefail
build=$(realpath "$1") seconds=$2
shift 2
cd "$(dirname "$0")/../.."

seed() {
  local folder=$1 number=0 file
  mkdir -p "$folder"
  while IFS= read -r file; do
    number=$((number + 1))
    cp "$file" "$folder/seed-$number"
  done
}

seed_for() {
  case "$1" in
    grammar | format) find tests examples rules -name '*.segue' -o -path '*/dsl/trees/*.txt' -o -path '*/rules/programs/*.txt' | sort ;;
    csv) find tests examples -name '*.csv' -size -64k -o -path 'tests/cli/*.test' | sort ;;
    yaml) find tests examples -name 'segue.yaml' -o -name '*.test.yaml' | sort ;;
  esac
}

# Trees and diagnostics hold many forms in one file: each becomes a seed of its own.
split_forms() {
  local folder=$1
  python3 - "$folder" <<'PYTHON'
import pathlib, sys
folder = pathlib.Path(sys.argv[1])
rules = folder.name in ("grammar", "format")
for path in sorted(pathlib.Path("tests/dsl/trees").glob("*.txt")) if rules else []:
    lines = path.read_text().splitlines()
    before, text = lines[0].removeprefix("before: "), ""
    for number, line in enumerate(lines[1:]):
        if line.startswith("> "):
            (folder / f"{path.stem}-{number}").write_text(before + text)
            text = ""
        elif not line.startswith("## "):
            text += line + "\n"
for path in sorted(pathlib.Path("tests").rglob("*_test.cc")):
    for number, text in enumerate(path.read_text().split('R"(')[1:]):
        if folder.name == "yaml" and "files:" in text:
            (folder / f"{path.stem}-{number}").write_text(text.split(')"')[0])
PYTHON
}

# A rule nests up to 200 levels; instrumented, one level takes some 50 KB of stack.
ulimit -s 131072

status=0
mkdir -p "$build/findings"
for target in ${@:-grammar format csv yaml}; do
  corpus="$build/corpus/$target"
  seed_for "$target" | seed "$corpus"
  split_forms "$corpus"
  echo "fuzz_$target: $seconds seconds, $(ls "$corpus" | wc -l) texts to begin with" >&2
  nice "$build/tests/fuzz_$target" -max_total_time="$seconds" -max_len=16384 -timeout=20 -rss_limit_mb=3000 \
    -print_final_stats=1 -verbosity=1 -artifact_prefix="$build/findings/$target-" "$corpus" \
    >"$build/$target.log" 2>&1 || status=1
  grep -E 'stat::number_of_executed_units|stat::peak_rss_mb|ERROR|SUMMARY|^Done' "$build/$target.log" >&2 || true
done
exit $status
