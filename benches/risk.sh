#!/usr/bin/env bash
# ikou risk beside the same simulation in vectorised numpy: benches/risk.sh [RUNS]
# Needs a release build (target/release/ikou, or IKOU=...) and a python3 with numpy. ikou's simulation is a tenth of the
# time of the whole command with ten times the runs less that of the same command with one run; numpy's is without imports and reading. Elapsed and
# processor seconds, medians of nine rounds in which each program has its turn; numpy has one thread, ikou all there are.
# numpy does the same as ikou, to the yen; and in turns with it less, the days of ★ and ▲ only.
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
  at=(risk "$folder/$name.toml" --as-of 2021-08-03 --effort quick)
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

def numpy(seed, *less):
    told = subprocess.run([sys.executable, "tests/oracle_risk.py", tables, runs, str(seed), *less],
                          capture_output=True, check=True).stdout
    told = json.loads(told)
    return told["seconds"], told["processor_seconds"]

# In turns, so that a busy machine is busy for all of them.
# Ten times the runs for ikou, told as a tenth: so little is lost in what comes before them.
many_runs = 10 * int(runs)
rounds = [(whole(1), whole(many_runs), numpy(seed), numpy(seed, "days")) for seed in range(9)]
def middle(of):
    return statistics.median(of(one) for one in rounds)
for kind, at in (("elapsed", 0), ("processor", 1)):
    before = middle(lambda r: r[0][at])
    mine = max(middle(lambda r: r[1][at] - r[0][at]) / 10, 1e-4)
    theirs, days = middle(lambda r: r[2][at]), middle(lambda r: r[3][at])
    ratio = middle(lambda r: 10 * r[2][at] / max(r[1][at] - r[0][at], 1e-4))
    print(f"{name}: {runs} runs, {kind}: before them {before * 1000:.0f} ms, simulation {mine * 1000:.1f} ms; "
          f"numpy {theirs * 1000:.0f} ms, {ratio:.1f} times; its days alone {days * 1000:.0f} ms, {days / mine:.1f} times")
PY
done
