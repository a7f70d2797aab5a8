#!/usr/bin/env python3
"""Edits a workbook as a planner would and has LibreOffice calculate it anew.

usage: oracle_xlsx.py ROADMAP.xlsx FOLDER

First as it is: every formula must give what is written beside it. Then an amount is raised, one is
added below the table, and a cutover is moved by four months: the sums must follow to the yen, the
dates that hang on it and the symbol must move, and so must the colours of the bar's months. Prints
what is wrong, one line each; exit 1 if anything is, 2 where openpyxl or LibreOffice is missing.
"""

import re
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

try:
    import openpyxl
except ImportError as missing:
    print(missing)
    sys.exit(2)

office = shutil.which("soffice") or shutil.which("libreoffice")
if not office:
    print("no LibreOffice")
    sys.exit(2)

source, folder = Path(sys.argv[1]), Path(sys.argv[2])
errors, compared = [], 0
FIRST_MONTH = 14  # column N


def converted(path, kind):
    to = folder / kind
    profile = (folder / "profile").resolve().as_uri()
    run = subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(to), str(path)],
        capture_output=True, text=True, timeout=300)
    made = to / f"{path.stem}.{kind}"
    if not made.exists():
        print(f"LibreOffice made no {kind}: {run.stdout}{run.stderr}")
        sys.exit(1)
    return made


def same(what, ours, theirs):
    global compared
    compared += 1
    if ours != theirs:
        errors.append(f"{what}: {ours!r} here, {theirs!r} by LibreOffice")


def find(sheet, text, column=None):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text and (column is None or cell.column == column):
                return cell
    raise SystemExit(f"{sheet.title}: no {text}")


def plain(value):
    """Empty texts and nothing are one; days and their numbers, too."""
    if isinstance(value, (datetime, date)):
        return (datetime(value.year, value.month, value.day) - datetime(1899, 12, 30)).days
    return "" if value is None else value


class Cells(HTMLParser):
    """Grounds of cells by table, row and column."""

    def __init__(self):
        super().__init__()
        self.tables = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag == "td" and self.tables and self.tables[-1]:
            row = self.tables[-1][-1]
            row.extend([attributes.get("bgcolor")] * int(attributes.get("colspan") or 1))


def grounds(path, title):
    """The sheet's rows of grounds."""
    text = converted(path, "html").read_text(encoding="utf-8", errors="replace")
    titles = [re.sub("<[^>]*>", "", t).strip() for t in re.findall(r"<em>(.*?)</em>", text, re.S)]
    # A list of links, then every sheet under its name.
    titles = titles[: len(titles) // 2] if len(set(titles)) < len(titles) else titles
    parser = Cells()
    parser.feed(text)
    return parser.tables[titles.index(title)]


def months(row):
    return [n for n, ground in enumerate(row[FIRST_MONTH - 1:]) if ground and ground.upper() == "#FABC5C"]


# As it is. openpyxl writes no results, so LibreOffice must calculate each.
known = openpyxl.load_workbook(source, data_only=True)
edited = openpyxl.load_workbook(source)
bare = folder / "bare.xlsx"
edited.save(bare)
again = openpyxl.load_workbook(converted(bare, "xlsx"), data_only=True)
for sheet in edited:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                at = cell.coordinate
                same(f"{sheet.title}!{at} {cell.value}", plain(known[sheet.title][at].value), plain(again[sheet.title][at].value))

# An amount raised, another added below the table.
overview = find(known["予算総括"], "計画との差")
total = find(known["予算総括"], "合計", 1).row
year = next(s for s in edited.sheetnames if s.endswith("年度") and find(known[s], "合計").offset(0, 1).value)
sheet = edited[year]
head = find(sheet, "金額（円）")
before = find(known[year], "合計").offset(0, 1).value
first = head.offset(1, 0)
first.value += 1_234_567
below = head.row
while sheet.cell(below, head.column).value is not None:
    below += 1
sheet.cell(below, head.column).value = 1_000
sheet.cell(below, head.column - 2).value = "新規"

# A cutover moved by four months: the first one whose work ends the day before.
roadmap = edited["ロードマップ"]
title = find(roadmap, "▲ 切替")
row = next(
    r for r in range(title.row + 1, roadmap.max_row + 1)
    if roadmap.cell(r, title.column).value and str(roadmap.cell(r, 8).value).startswith("="))
old = roadmap.cell(row, title.column).value
new = old + timedelta(days=122)
roadmap.cell(row, title.column).value = new
changed = folder / "changed.xlsx"
edited.save(changed)
result = openpyxl.load_workbook(converted(changed, "xlsx"), data_only=True)
same("sum of the year", before + 1_235_567, find(result[year], "合計").offset(0, 1).value)
same("changed since", 1_235_567, result["予算総括"].cell(overview.row, 3).value)
column = find(known["予算総括"], "合計", find(known["予算総括"], "うち新規").column - 1).column
same("sum of all years",
     known["予算総括"].cell(total, column).value + 1_235_567,
     result["予算総括"].cell(total, column).value)
after = result["ロードマップ"]
same("end of the work", plain(new) - 1, plain(after.cell(row, 8).value))
following = [
    r for r in range(title.row + 1, roadmap.max_row + 1)
    if str(roadmap.cell(r, 7).value) == f"=L{row}"]
for r in following:
    same(f"what begins with the cutover (row {r})", plain(new), plain(after.cell(r, 7).value))


def month_of(day):
    start = known["ロードマップ"].cell(title.row, FIRST_MONTH).value
    return (day.year - start.year) * 12 + day.month - start.month


def symbols(book):
    cells = book["ロードマップ"][row][FIRST_MONTH - 1:]
    return [n for n, cell in enumerate(cells) if cell.value and "▲" in str(cell.value)]


same("symbol before", [month_of(old)], symbols(known))
same("symbol after", [month_of(new)], symbols(result))
# The bar: its months have the colour of work, four more than before.
was = months(grounds(bare, "ロードマップ")[row - 1])
now = months(grounds(changed, "ロードマップ")[row - 1])
same("last month of the bar before", month_of(old - timedelta(days=1)), was[-1] if was else None)
same("last month of the bar after", month_of(new - timedelta(days=1)), now[-1] if now else None)
same("first month of the bar", was[:1], now[:1])

# As paper: every sheet is there, and the roadmap is on A3.
pages = converted(source, "pdf").read_bytes()
same("the roadmap is on A3", True, b"/MediaBox[ 0 0 1190" in pages or b"/MediaBox [0 0 1190" in pages or b"1190.5" in pages)

print("\n".join(errors) if errors else f"{compared} compared")
sys.exit(1 if errors else 0)
