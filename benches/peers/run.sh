#!/usr/bin/env bash
# ikou beside other planners on the project of model.py, at 1, 10 and 100 cities, in one run.
# usage: benches/peers/run.sh [CITIES...]
#
# Needs TaskJuggler (Debian: tj3), utf8proj (cargo install utf8proj-cli --version 0.9.1) and a python3
# with ortools (pip install ortools==9.15.6755), by name in PATH; what is absent is left out and told.
# Prints a table for docs/benchmarks.md. At 100 cities TaskJuggler and utf8proj take minutes.
set -euo pipefail
cd "$(dirname "$0")"
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(1 10 100)
(cd ../.. && cargo build --release --quiet)
ikou=$(cd ../.. && pwd)/target/release/ikou
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

there() { "$@" >/dev/null 2>&1 || { echo "left out: $1 is not installed" >&2; false; }; }

# line WHAT WHO SIZE FILE SECONDS COMMAND...: measures it, and judges the dates in FILE.
line() {
  local what=$1 who=$2 size=$3 file=$4 seconds=$5 cost
  shift 5
  cost=$(python3 ../measure.py -n 9 -s "$seconds" --output "$work/stdout" -- "$@")
  echo "| $what | $size | $cost | $(python3 judge.py "$who" "$size" "$file") |"
}

echo "| planner | cities | elapsed ms | processor ms | memory MB | million instructions | runs | first city's last working day | mean days after the bound | rules |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for size in "${sizes[@]}"; do
  python3 to_ikou.py "$size" "$work/ikou"
  line 'ikou' ikou "$size" "$work/ikou/plan.json" 20 \
    "$ikou" plan "$work/ikou/systems.toml" --as-of 2026-04-01 --output "$work/ikou/plan.json"
  line 'ikou, quick' ikou "$size" "$work/ikou/plan.json" 20 \
    "$ikou" plan "$work/ikou/systems.toml" --as-of 2026-04-01 --effort quick --output "$work/ikou/plan.json"
  if there tj3 --version; then
    mkdir -p "$work/tj"
    python3 to_taskjuggler.py "$size" "$work/tj/plan.tjp"
    line 'TaskJuggler' taskjuggler "$size" "$work/tj/tasks.csv" 20 \
      tj3 --silent --output-dir "$work/tj" "$work/tj/plan.tjp"
  fi
  if there utf8proj --version; then
    python3 to_utf8proj.py "$size" "$work/plan.proj"
    line 'utf8proj, levelled' utf8proj "$size" "$work/stdout" 20 \
      utf8proj schedule -l -f json "$work/plan.proj"
  fi
  if there python3 -c 'import ortools'; then
    line 'CP-SAT, one model, 20 s' cpsat "$size" "$work/stdout" 1 python3 cpsat.py "$size" 20 plain
    line 'CP-SAT, told the bound, city by city' cpsat "$size" "$work/stdout" 20 \
      python3 cpsat.py "$size" 20 bounded
  fi
done
