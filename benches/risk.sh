#!/usr/bin/env bash
# ikou risk beside the same simulation in vectorised numpy: benches/risk.sh [RUNS]
# Needs a release build (target/release/ikou, or IKOU=...) and a python3 with numpy. ikou's simulation is the time of
# the whole command less that of the same command with one run; numpy's is without imports and reading. Elapsed and
# processor seconds, medians of nine rounds in which each program has its turn; numpy has one thread, ikou all there are.
# numpy does the days of ★ and ▲ only; ikou also cover, gaps, yen by fiscal year and chains.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-10000}
ikou=${IKOU:-target/release/ikou}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
python=${PYTHON:-python3}
cp systems.toml "$folder/shipped.toml"
cargo bench --quiet --bench plan -- --write "$folder" 20 2>/dev/null
mv "$folder/systems.toml" "$folder/twenty.toml"
for name in shipped twenty; do
  at=(risk "$folder/$name.toml" --as-of 2021-08-03)
  "$ikou" "${at[@]}" --runs 1 --tables "$folder/$name.json" >/dev/null || true
  "$python" - "$ikou" "$folder/$name.json" "$runs" "$name" "${at[@]}" <<'PY'
import json, resource, statistics, subprocess, sys, time

ikou, tables, runs, name, *args = sys.argv[1:]

def whole(n):
    """Elapsed and processor seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([ikou, *args, "--runs", str(n)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    elapsed = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

def numpy(seed):
    told = subprocess.run([sys.executable, "tests/oracle_risk.py", tables, runs, str(seed)],
                          capture_output=True, check=True).stdout
    told = json.loads(told)
    return told["seconds"], told["processor_seconds"]

# In turns, so that a busy machine is busy for all of them.
rounds = [(whole(1), whole(runs), numpy(seed)) for seed in range(9)]
def middle(of):
    return statistics.median(of(one) for one in rounds)
for kind, at in (("elapsed", 0), ("processor", 1)):
    many = middle(lambda r: r[1][at])
    mine = max(middle(lambda r: r[1][at] - r[0][at]), 1e-4)
    theirs = middle(lambda r: r[2][at])
    print(f"{name}: {runs} runs, {kind}: command {many * 1000:.0f} ms, of these simulation {mine * 1000:.0f} ms; "
          f"numpy {theirs * 1000:.0f} ms; {theirs / mine:.1f} times")
PY
done
