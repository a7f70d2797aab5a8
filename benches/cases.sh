#!/usr/bin/env bash
# How long each folder of tests/cases takes to plan, from its cold start: median of nine processes.
#   benches/cases.sh [IKOU]    the program; otherwise target/release/ikou, which is built first
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
ikou=${1:-}
if [ -z "$ikou" ]; then
  cargo build --release --quiet --manifest-path "$root/Cargo.toml"
  ikou=$root/target/release/ikou
fi
echo "case | elapsed ms | processor ms | memory MB | million instructions"
for folder in "$root"/tests/cases/*/; do
  cd "$folder"
  as_of=$(sed -n 's/^as-of = //p' expected.toml)
  beside=()
  for file in calendar actuals; do
    [ -f "$file.toml" ] && beside+=("--$file" "$file.toml")
  done
  printf '%s | ' "$(basename "$folder")"
  python3 "$root/benches/measure.py" -n 9 -- "$ikou" plan --as-of "$as_of" "${beside[@]}"
done
