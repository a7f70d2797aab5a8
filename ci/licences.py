#!/usr/bin/env python3
"""Prints the licences of everything that is in the program: ci/licences.py TARGET

The packages that a build for TARGET (such as x86_64-pc-windows-msvc) is made of, each with its name,
version, licence and where it is from, then their licence texts, equal ones once. The texts are
those in the packages as cargo has fetched them: no network is used. A package without a text is
listed with its licence expression alone; one without either is an error.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


def packages(target):
    """Everything that is linked into the program for a target, by name and version."""
    command = ["cargo", "metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", target]
    told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    data = json.loads(told)
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    found, open_ = set(), [data["resolve"]["root"]]
    while open_:
        node = open_.pop()
        if node in found:
            continue
        found.add(node)
        for dependency in nodes[node]["deps"]:
            # What only builds or tests the program is not in it.
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                open_.append(dependency["pkg"])
    found.discard(data["resolve"]["root"])
    listed = [package for package in data["packages"] if package["id"] in found]
    return sorted(listed, key=lambda package: (package["name"], package["version"]))


def texts(package):
    folder = Path(package["manifest_path"]).parent
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name.upper().startswith(NAMES))
    named = package.get("license_file")
    if named and (folder / named).is_file() and folder / named not in files:
        files.append(folder / named)
    return [path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip() for path in files]


def page(target):
    lines = [
        "Licences of what ikou is made of",
        "================================",
        "",
        "ikou itself is under LICENSE-MIT or LICENSE-APACHE, as you like. Its embedded font, BIZ UDPGothic,",
        "is under the SIL Open Font License, OFL.txt. The program holds parts of the standard library of Rust",
        "(MIT OR Apache-2.0, https://www.rust-lang.org) and of these packages:",
        "",
    ]
    users = {}
    for package in packages(target):
        name = f"{package['name']} {package['version']}"
        licence = package["license"] or package.get("license_file")
        found = texts(package)
        if not licence and not found:
            sys.exit(f"{name} says no licence")
        home = package.get("repository") or package.get("homepage") or "https://crates.io/crates/" + package["name"]
        lines.append(f"  {name}: {licence} ({home})")
        for text in found:
            users.setdefault(text, []).append(name)
    for text, names in users.items():
        lines += ["", "-" * 80, ", ".join(names), "-" * 80, "", text]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(page(sys.argv[1]))
