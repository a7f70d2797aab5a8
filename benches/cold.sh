#!/usr/bin/env bash
# How long the commands take from a cold start, on the shipped inventory and on generated ones:
# the table of docs/benchmarks.md. usage: benches/cold.sh [SYSTEMS...]   (0: the shipped one)
#
# Medians of up to 25 runs each: benches/measure.py. Needs python3; counts instructions with perf.
set -euo pipefail
cd "$(dirname "$0")/.."
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(0 20 200 2000 35000)
cargo build --release --quiet
ikou=$PWD/target/release/ikou
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

measure() { python3 benches/measure.py -n 25 -s 20 -- "$@"; }

echo "| systems | command | elapsed ms | processor ms | memory MB | million instructions | runs |"
echo "|---|---|---|---|---|---|---|"
for size in "${sizes[@]}"; do
  mkdir "$work/$size"
  if [ "$size" = 0 ]; then
    cp -r systems.toml schedules "$work/$size"
    as_of=2021-08-03
  else
    cargo bench --quiet --bench plan -- --write "$work/$size" "$size"
    as_of=2023-04-03
  fi
  cd "$work/$size"
  line() { echo "| $size | $1 | $(measure "${@:2}") |"; }
  line 'check' "$ikou" check --as-of $as_of
  # So many systems are planned one municipality at a time.
  if [ "$size" -gt 2000 ]; then
    cd - >/dev/null
    continue
  fi
  line 'plan' "$ikou" plan --as-of $as_of --output plan.json
  line 'why, one date' "$ikou" why "$(grep -m1 -oP '(?<="id": ")[^"]+' <(grep -A3 '"systems": \[' plan.json))" contract --as-of $as_of
  line 'budget' "$ikou" budget --as-of $as_of
  for format in svg png pdf; do
    line "render -o x.$format" "$ikou" render plan.json -o x.$format
  done
  line 'plan --output-dir' "$ikou" plan --as-of $as_of --output-dir out
  cd - >/dev/null
done
