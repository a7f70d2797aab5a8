#!/usr/bin/env bash
# ikou beside CP-SAT on the product's own problem, in one run.
# usage: benches/claims/run.sh [CITIES]     cities of each class, 20 where none are asked for
#
# Needs a python3 (3.11) with ortools (pip install ortools==9.14.6206; not 9.15.6755, which proves false
# optima here: cpsat_city.py) and a machine with nothing else
# to do: CP-SAT has two workers, ikou one. The instances of the engine's studies are taken from
# IKOU_ENGINE_INSTANCES, else ../shared/engine/instances beside the repository; where they are absent
# they are left out and told. IKOU names another program than the release build, CLAIMS a folder in
# which inventories and results are kept. Prints tables for docs/benchmarks.md; exit 1 where one
# program claims what the other refutes. Half a minute to a minute a city.
set -euo pipefail
cd "$(dirname "$0")"
count=${1:-20}
ikou=${IKOU:-}
if [ -z "$ikou" ]; then
  (cd ../.. && cargo build --release --quiet)
  ikou=$(cd ../.. && pwd)/target/release/ikou
fi
instances=${IKOU_ENGINE_INSTANCES:-../../../shared/engine/instances}
if [ -n "${CLAIMS:-}" ]; then
  work=$CLAIMS
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -r "$work"' EXIT
fi

folders=() wrong=0

# one FOLDER AS-OF: both on one city, and the judge; whose result is kept already is not run again.
one() {
  folders+=("$1")
  [ -f "$1/claims.json" ] || python3 table.py run "$ikou" "$1" "$2" || wrong=1
}

for class in moderate tight over-subscribed; do
  for number in $(seq 1 "$count"); do
    python3 city.py "$class" "$number" "$work/$class-$number"
    one "$work/$class-$number" 2023-04-03
  done
done
for path in "$instances"/*.json; do
  [ -f "$path" ] || { echo "left out: no instances in $instances" >&2; break; }
  # b1_2.json: class b, number 1, two units of time a month.
  name=$(basename "$path" .json) half=
  [ "${name#*_}" = 1 ] || half=-half
  folder=$work/instance-${name:0:1}$half-${name:1:1}
  python3 to_ikou.py "$path" "$folder"
  one "$folder" 2022-08-01
done

# The models are the same: each program values the other's decisions on some cities of each class.
for folder in "$work"/*-[12]; do
  as_of=2023-04-03
  case $folder in *instance-*) as_of=2022-08-01 ;; esac
  "$ikou" plan "$folder/systems.toml" --as-of "$as_of" --output "$folder/plan.json" >/dev/null 2>&1 || true
  python3 judge.py "$ikou" "$folder" "$as_of" "$folder/plan.json" "$folder/cpsat.json" pinned >&2 || wrong=1
done

python3 table.py show "${folders[@]}" || wrong=1
exit "$wrong"
