#!/usr/bin/env bash
# ikou risk beside the same simulation in vectorised numpy: benches/risk.sh [RUNS]
# Needs a release build (target/release/ikou, or IKOU=...) and a python3 with numpy. ikou's simulation is the time of
# the whole command less that of the same command with one run; numpy's is without imports and reading.
# numpy does the days of ★ and ▲ only; ikou also cover, gaps, yen by fiscal year and chains.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-10000}
ikou=${IKOU:-target/release/ikou}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
cp systems.toml "$folder/shipped.toml"
cargo bench --quiet --bench plan -- --write "$folder" 20 2>/dev/null
mv "$folder/systems.toml" "$folder/twenty.toml"
for name in shipped twenty; do
  at=(risk "$folder/$name.toml" --as-of 2021-08-03)
  "$ikou" "${at[@]}" --runs 1 --tables "$folder/$name.json" >/dev/null || true
  python3 - "$ikou" "$folder/$name.json" "$runs" "$name" "${at[@]}" <<'PY'
import json, statistics, subprocess, sys, time

ikou, tables, runs, name, *args = sys.argv[1:]

def whole(n):
    times = []
    for _ in range(9):
        began = time.perf_counter()
        subprocess.run([ikou, *args, "--runs", str(n)], stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return statistics.median(times)

one, many = whole(1), whole(runs)
numpy = statistics.median(
    json.loads(subprocess.run([sys.executable, "tests/oracle_risk.py", tables, runs, str(seed)],
                              capture_output=True, check=True).stdout)["seconds"]
    for seed in range(5))
mine = max(many - one, 1e-4)
print(f"{name}: {runs} runs: command {many * 1000:.0f} ms, of these simulation {mine * 1000:.0f} ms; "
      f"numpy {numpy * 1000:.0f} ms; {numpy / mine:.1f} times")
PY
done
