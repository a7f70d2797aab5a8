#!/usr/bin/env bash
# How fast the page opens, scrolls, zooms and filters in headless Chromium, on generated inventories,
# and an empty page of the same size beside it: the tables of docs/benchmarks.md.
# usage: benches/page.sh [SYSTEMS...]   (0: the shipped one)
#
# Needs node, Chromium and the packages of the page's tests: (cd tests/page && npm ci).
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(0 200 2000)
cargo build --release --quiet
ikou=$root/target/release/ikou
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# A plan with gaps or missed deadlines (exit code 3) is one that can be drawn.
drawable() { "$@" || [ $? = 3 ]; }

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
  drawable "$ikou" plan --as-of $as_of --output plan.json >plan.txt
  drawable "$ikou" render plan.json -o plan.html
  render=$(python3 "$root/benches/measure.py" -n 9 -s 20 -- "$ikou" render plan.json -o plan.html | cut -d'|' -f1)
  cd "$root"
  node tests/page/measure.mjs "$work/$size/plan.html" >"$work/$size/measured"
  sed -n "s/^opened |/$size |${render}|/p" "$work/$size/measured" >>"$work/opened"
  sed -n "/^opened/!s/^/$size | /p" "$work/$size/measured" >>"$work/scrolled"
done

echo "| systems | render ms | page MB | first paint ms | rows drawn ms | zoom ms | search ms |"
echo "|---|---|---|---|---|---|---|"
sed 's/^/| /; s/$/ |/' "$work/opened"
echo
echo "| systems | scrolling | ms a frame, median | 95 % | longest | processor ms a frame | empty page: median | 95 % | longest | processor ms |"
echo "|---|---|---|---|---|---|---|---|---|---|"
sed 's/^/| /; s/$/ |/' "$work/scrolled"
