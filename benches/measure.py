#!/usr/bin/env python3
"""Measures whole processes from their cold start: measure.py [-n RUNS] [-s SECONDS] -- COMMAND...

Prints medians of the runs: elapsed ms | processor ms (user and system, children included) | greatest
memory MB of one process | million instructions (user), where Linux's perf may count them. RUNS are
the most, SECONDS after which no run begins. Exit codes 0 and 3 (a plan with gaps) are fine, others
end it with what the command said.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("-n", type=int, default=9)
parser.add_argument("-s", type=float, default=60.0)
parser.add_argument("--output", help="file for the command's standard output")
parser.add_argument("command", nargs="+")
asked = parser.parse_args()


def run(command, out):
    """One run: elapsed and processor seconds, kB."""
    with tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 3):
            err.seek(0)
            sys.exit(f"exit {process.returncode}: {err.read().decode(errors='replace')[-2000:]}")
    return elapsed, used.ru_utime + used.ru_stime, used.ru_maxrss


def instructions():
    """Million instructions of one more run."""
    if not shutil.which("perf"):
        return None
    with tempfile.NamedTemporaryFile("r") as counts:
        command = ["perf", "stat", "-x", ",", "-e", "instructions:u", "-o", counts.name]
        subprocess.run(command + asked.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for line in counts:
            count = line.split(",")[0]
            if count.isdigit():
                return int(count) / 1e6
    return None


runs, began = [], time.perf_counter()
while len(runs) < asked.n and (not runs or time.perf_counter() - began < asked.s):
    with open(asked.output or os.devnull, "wb") as out:
        runs.append(run(asked.command, out))
elapsed, used, memory = (statistics.median(column) for column in zip(*runs))
counted = instructions() if sum(r[0] for r in runs) < asked.s else None
print(f"{elapsed * 1e3:.0f} | {used * 1e3:.0f} | {memory / 1024:.0f} | "
      + (f"{counted:.0f}" if counted else "-") + f" | n={len(runs)}")
