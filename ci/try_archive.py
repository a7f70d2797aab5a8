#!/usr/bin/env python3
"""Tries a packed archive as its reader would: ci/try_archive.py ARCHIVE

Compares it with its .sha256, unpacks it into an empty folder, runs the program there with nothing in its
environment (on Linux, where `unshare` may, without any network), and looks whether every page that
a page links to is there.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def environment():
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def cut_off():
    """What runs a command without a network, where the system lets us."""
    command = ["unshare", "--net", "--map-root-user"]
    if not shutil.which("unshare"):
        return []
    able = subprocess.run([*command, "true"], stderr=subprocess.DEVNULL).returncode == 0
    return command if able else []


def run(program, arguments, folder, expected=0):
    command = [*cut_off(), str(program), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != expected:
        sys.exit(f"{arguments}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def links(top):
    """Links of the pages that lead nowhere."""
    for page in sorted(top.rglob("*.html")):
        for target in re.findall(r'(?:href|src)="([^"#]+)', page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                yield f"{page.relative_to(top)}: {target}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    archive = Path(sys.argv[1]).resolve()
    said = archive.with_name(archive.name + ".sha256").read_text(encoding="ascii")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if said != f"{digest}  {archive.name}\n":
        sys.exit(f"{archive.name}: another checksum than the one beside it")
    with tempfile.TemporaryDirectory() as work:
        shutil.unpack_archive(archive, work)
        (top,) = Path(work).iterdir()
        program = top / ("ikou.exe" if (top / "ikou.exe").exists() else "ikou")
        empty = Path(work) / "empty"
        empty.mkdir()
        version = run(program, ["--version"], empty).decode().strip()
        run(program, ["check"], empty, expected=2)
        run(program, ["init", "--as-of", "2026-04-01"], empty)
        run(program, ["check", "--as-of", "2026-04-01"], empty)
        for lang in ("ja", "en"):
            run(program, ["check", str(top / f"template/systems.{lang}.toml"), "--as-of", "2026-04-01"], empty)
        shutil.copytree(top / "example", Path(work) / "city")
        run(program, ["plan", "--as-of", "2021-08-03", "--output-dir", "out"], Path(work) / "city")
        written = sorted(path.name for path in (Path(work) / "city/out").iterdir())
        if written != ["plan.html", "plan.json", "roadmap.pdf", "roadmap.png", "roadmap.svg"]:
            sys.exit(f"out: {written}")
        lost = list(links(top))
        if lost:
            sys.exit("links that lead nowhere:\n" + "\n".join(lost))
        print(f"{archive.name}: {version}, {'without a network' if cut_off() else 'as it is'}: well")


if __name__ == "__main__":
    main()
