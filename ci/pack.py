#!/usr/bin/env python3
"""Packs a built program for people without Rust: ci/pack.py PROGRAM TARGET FOLDER

PROGRAM is the binary (target/.../release/ikou or ikou.exe) for TARGET (x86_64-unknown-linux-musl);
the archive ikou-VERSION-TARGET.zip (Windows) or .tar.gz and its .sha256 go into FOLDER. In it: the
program, the manual as HTML (`docs`), the manual pages, completions, an inventory to begin with,
the example of Koriyama City, and all licences. The same inputs give the same bytes: files are in order
and bear the day of SOURCE_DATE_EPOCH (else of the last commit).

Pages and templates are written by a program of this machine: IKOU (default PROGRAM) names it, where
PROGRAM is for another. Needs python3 with the package `markdown`; no network.
"""

import gzip
import hashlib
import html
import io
import os
import posixpath
import re
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from pathlib import Path

import licences

try:
    import markdown
except ImportError:
    sys.exit("ci/pack.py needs the Python package markdown: pip install markdown")

ROOT = Path(__file__).resolve().parent.parent
STYLE = """body{max-width:60em;margin:2em auto;padding:0 1em;line-height:1.7;
font-family:"BIZ UDPGothic","Yu Gothic","Meiryo",sans-serif;color:#222}
pre,code{font-family:"BIZ UDGothic","MS Gothic",monospace;background:#f4f4f4}
pre{padding:.8em;overflow-x:auto;line-height:1.4}table{border-collapse:collapse}
th,td{border:1px solid #bbb;padding:.2em .6em;text-align:left;vertical-align:top}img{max-width:100%}"""


def epoch():
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said:
        return int(said)
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return int(told.stdout)


def page(path, names):
    """A page of Markdown as HTML; links lead to what is packed (`names`: where each file lies in the archive),
    the words of others stay."""
    text = path.read_text(encoding="utf-8")
    # The package wants an empty line before a list or a table.
    text = re.sub(r"(?m)^(?![-*|\s]|\d+\.)(.+)\n(?=[-*] )", r"\1\n\n", text)
    body = markdown.markdown(text, extensions=["tables", "fenced_code", "toc", "sane_lists"])
    title = html.escape(next((line[2:] for line in text.splitlines() if line.startswith("# ")), path.stem))

    folder = posixpath.dirname(names[path.resolve()])

    def place(target):
        """Where a link leads in the archive; None where what it names is not packed."""
        target, mark, part = target.partition("#")
        if not target or "://" in target:
            return target + mark + part
        name = names.get((path.parent / target).resolve())
        return name and posixpath.relpath(name, folder or ".") + mark + part

    def link(found):
        to = place(html.unescape(found[1]))
        return found[2] if to is None else f'<a href="{html.escape(to)}">{found[2]}</a>'

    def picture(found):
        to = place(html.unescape(found[1]))
        if to is None:
            sys.exit(f"{path}: the picture {found[1]} is not packed")
        return f'src="{html.escape(to)}"'

    body = re.sub(r'<a href="([^"]*)">(.*?)</a>', link, body, flags=re.DOTALL)
    body = re.sub(r'src="([^"]*)"', picture, body)
    lang = "ja" if path.name.endswith(".ja.md") or re.search("[ぁ-ん]", text[:300]) else "en"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def told(program, *arguments):
    """What a command of the program writes."""
    environment = {"SOURCE_DATE_EPOCH": str(epoch()), "PATH": os.environ.get("PATH", "")}
    for name in ("SYSTEMROOT", "TEMP"):
        if name in os.environ:
            environment[name] = os.environ[name]
    done = subprocess.run([program, *arguments], check=True, stdout=subprocess.PIPE, env=environment)
    return done.stdout.replace(b"\r\n", b"\n")


def contents(program, runs, target):
    """Every file of the archive by its name in it."""
    windows = "windows" in target
    pages = [ROOT / name for name in ("README.md", "README.ja.md", "CHANGELOG.md", "CONTRIBUTING.md")]
    pages += sorted((ROOT / "docs").rglob("*.md"))
    others = {ROOT / name: name + ".txt" for name in ("LICENSE-MIT", "LICENSE-APACHE")}
    others[ROOT / "src/font/OFL.txt"] = "OFL.txt"
    for path in sorted((ROOT / "docs").rglob("*")):
        if path.suffix in (".svg", ".png", ".jpg", ".json"):
            others[path] = path.relative_to(ROOT).as_posix()
    for path in [ROOT / "systems.toml", *sorted((ROOT / "schedules").rglob("*.toml"))]:
        others[path] = "example/" + path.relative_to(ROOT).as_posix()
    names = {path: path.relative_to(ROOT).with_suffix(".html").as_posix() for path in pages} | others
    names = {path.resolve(): name for path, name in names.items()}

    files = {"ikou.exe" if windows else "ikou": Path(program).read_bytes()}
    files |= {names[path.resolve()]: page(path, names) for path in pages}
    files |= {name: path.read_bytes() for path, name in others.items()}
    files["LICENSES-OF-PARTS.txt"] = licences.page(target).encode()
    for lang in ("ja", "en"):
        files[f"template/systems.{lang}.toml"] = told(runs, "init", "-", "--lang", lang)
        files[f"man/{lang}/man1/ikou.1"] = told(runs, "man", "--lang", lang)
    for shell in ("bash", "zsh", "fish", "powershell"):
        files[f"completions/ikou.{'ps1' if shell == 'powershell' else shell}"] = told(runs, "completions", shell)
    return files


def tar(files, top, when, programs):
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size, entry.mtime = len(files[name]), when
            entry.mode = 0o755 if name in programs else 0o644
            archive.addfile(entry, io.BytesIO(files[name]))
    return gzip.compress(raw.getvalue(), compresslevel=9, mtime=0)


def zipped(files, top, when):
    # The day in Japan; the format knows no zones.
    day = max(time.gmtime(when + 9 * 3600)[:6], (1980, 1, 1, 0, 0, 0))
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{name}", day)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return raw.getvalue()


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, target, folder = sys.argv[1:]
    version = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
    top = f"ikou-{version}-{target}"
    runs = str(Path(os.environ.get("IKOU", program)).resolve())
    files, when = contents(program, runs, target), epoch()
    if "windows" in target:
        name, data = top + ".zip", zipped(files, top, when)
    else:
        name, data = top + ".tar.gz", tar(files, top, when, {"ikou"})
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    (out / (name + ".sha256")).write_text(f"{digest}  {name}\n", encoding="ascii", newline="\n")
    print(f"{out / name}: {len(files)} files, {len(data)} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
