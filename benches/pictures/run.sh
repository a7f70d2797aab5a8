#!/usr/bin/env bash
# Our pictures beside those of Mermaid and PlantUML, of one and the same plan.
# usage: benches/pictures/run.sh [SYSTEMS...]   (0: the shipped inventory)
#
# Needs mmdc (npm i @mermaid-js/mermaid-cli, with a chromium: CHROMIUM=/usr/bin/chromium) and
# plantuml (Debian: plantuml; a newer jar: PLANTUML="java -jar plantuml.jar") in PATH; what is absent
# is left out and told. Prints a table for docs/benchmarks.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(0 2000)
cargo build --release --quiet
ikou=$PWD/target/release/ikou
read -ra plantuml <<<"${PLANTUML:-plantuml}"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cat >"$work/browser.json" <<JSON
{ "executablePath": "${CHROMIUM:-/usr/bin/chromium}", "args": ["--no-sandbox"], "timeout": 0, "protocolTimeout": 1200000 }
JSON
echo '{ "maxTextSize": 100000000, "maxEdges": 1000000 }' >"$work/mermaid.json"

# line WHAT SIZE FILES COMMAND...: measures it, and says how large what it wrote is.
line() {
  local what=$1 size=$2 files=$3 cost
  shift 3
  # shellcheck disable=SC2086
  rm -f $files
  if cost=$(python3 benches/measure.py -n 5 -s 30 -- timeout 900 "$@" 2>"$work/said"); then
    # shellcheck disable=SC2086
    echo "| $what | $size | $cost | $(cat $files 2>/dev/null | wc -c | awk '{ printf "%.0f", $1 / 1000 }') |"
  else
    echo "| $what | $size | failed: $(tail -n 1 "$work/said" | cut -c -120) | | | | | |"
  fi
}

echo "| what | systems | elapsed ms | processor ms | memory MB | million instructions | runs | kB written |"
echo "|---|---|---|---|---|---|---|---|"
for size in "${sizes[@]}"; do
  here=$work/$size
  mkdir "$here"
  if [ "$size" = 0 ]; then
    cp -r systems.toml schedules "$here"
    as_of=2021-08-03
  else
    cargo bench --quiet --bench plan -- --write "$here" "$size"
    as_of=2023-04-03
  fi
  "$ikou" plan "$here/systems.toml" --as-of $as_of --output "$here/plan.json" >/dev/null 2>&1 || [ $? = 3 ]
  for format in svg png pdf; do
    line "ikou, $format" "$size" "$here/x*.$format" "$ikou" render "$here/plan.json" -o "$here/x.$format"
  done
  line "ikou, plan and all pictures" "$size" "$here/out/*" \
    "$ikou" plan "$here/systems.toml" --as-of $as_of --output-dir "$here/out"
  for program in mermaid plantuml; do
    python3 benches/pictures/to_text.py "$here/plan.json" $program >"$here/plan.$program"
  done
  mv "$here/plan.mermaid" "$here/plan.mmd"
  for format in svg png; do
    if command -v mmdc >/dev/null; then
      line "Mermaid, $format" "$size" "$here/m.$format" \
        mmdc --quiet -p "$work/browser.json" -c "$work/mermaid.json" -i "$here/plan.mmd" -o "$here/m.$format"
    else
      echo "left out: mmdc is not installed" >&2
    fi
    if command -v "${plantuml[0]}" >/dev/null; then
      line "PlantUML, $format" "$size" "$here/plan.$format" \
        "${plantuml[@]}" -t$format -charset UTF-8 "$here/plan.plantuml"
    else
      echo "left out: ${plantuml[0]} is not installed" >&2
    fi
  done
done
