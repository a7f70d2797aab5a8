#!/usr/bin/env bash
# How fast the page opens, scrolls, zooms and filters in headless Chromium, on generated inventories:
# the table of docs/benchmarks.md. usage: benches/page.sh [SYSTEMS...]   (0: the shipped one)
#
# Needs node, Chromium and the packages of the page's tests: (cd tests/page && npm ci).
set -euo pipefail
cd "$(dirname "$0")/.."
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(0 200 2000)
cargo build --release --quiet
ikou=$PWD/target/release/ikou
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

echo "| systems | render ms | page MB | first paint ms | rows drawn ms | scrolling: ms a frame, median | 95 % | longest | zoom ms | search ms |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for size in "${sizes[@]}"; do
  mkdir "$work/$size"
  if [ "$size" = 0 ]; then
    cp -r systems.toml schedules "$work/$size"
    as_of=2021-08-03
  else
    cargo bench --quiet --bench plan -- --write "$work/$size" "$size"
    as_of=2023-04-03
  fi
  (cd "$work/$size" && "$ikou" plan --as-of $as_of --output plan.json >plan.txt) || [ $? = 3 ]
  render=$(cd "$work/$size" && python3 "$OLDPWD/benches/measure.py" -n 9 -s 20 -- "$ikou" render plan.json -o plan.html | cut -d'|' -f1)
  (cd "$work/$size" && "$ikou" render plan.json -o plan.html) || [ $? = 3 ]
  echo "| $size | $render| $(node tests/page/measure.mjs "$work/$size/plan.html") |"
done
