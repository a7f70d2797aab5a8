#!/usr/bin/env python3
"""Fills in the workbook for departments as they do, with another program.

usage: oracle_form.py FORM.xlsx FILLED.xlsx

First what the workbook promises: a guide in front, headings with notes, lists that drop down from
cells that hold what they offer, frozen panes, a page set-up. Then rows are filled in as people
write them. Prints what is wrong, one line each; exit 1 if anything is, 2 where openpyxl is missing.
"""

import sys
from datetime import date

try:
    import openpyxl
except ImportError as missing:
    print(missing)
    sys.exit(2)

source, filled = sys.argv[1:3]
book = openpyxl.load_workbook(source)
errors = []
SHEETS = ["記入のしかた", "システム", "機器", "事業者", "団体", "選択肢"]
if book.sheetnames != SHEETS:
    errors.append(f"sheets: {book.sheetnames}")


def headings(sheet):
    return {cell.value.split("（")[0]: cell for cell in sheet[3] if cell.value}


def offered(sheet, cell):
    """What the list of a cell offers."""
    for rule in sheet.data_validations.dataValidation:
        if cell.coordinate in rule.sqref and rule.type == "list":
            text = rule.formula1
            if text.startswith('"'):
                return text.strip('"').split(",")
            name, area = text.lstrip("=").rsplit("!", 1)
            rows = book[name.strip("'")][area.replace("$", "")]
            return [c.value for row in rows for c in row if c.value is not None]
    return None


for name in SHEETS[1:5]:
    sheet = book[name]
    if not sheet.freeze_panes:
        errors.append(f"{name}: nothing is frozen")
    fitted = sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    if sheet.page_setup.orientation != "landscape" or not fitted:
        errors.append(f"{name}: no page set-up")
    if sheet.print_title_rows != "$3:$3":
        errors.append(f"{name}: headings are not on every page: {sheet.print_title_rows}")
    for heading, cell in headings(sheet).items():
        if not cell.comment or "例: " not in cell.comment.text or "確かめる場所: " not in cell.comment.text:
            errors.append(f"{name} {heading}: no note")

systems, hardware, vendors = book["システム"], book["機器"], book["事業者"]
columns = headings(systems)
for heading, some in [("区分", "基幹"), ("業務", "固定資産税"), ("現在の形態", "現行システム"), ("橋渡し", "再リース"),
                      ("移行先", "ガバメントクラウド")]:
    below = systems.cell(row=4, column=columns[heading].column)
    choices = offered(systems, below)
    if not choices or some not in choices:
        errors.append(f"{heading} does not offer {some}: {choices}")
for heading in ["先行システム", "機器", "事業者", "標準の事業者"]:
    below = systems.cell(row=4, column=columns[heading].column)
    if offered(systems, below) != []:
        errors.append(f"{heading}: offers something before anything is filled in")


def fill(sheet, row, values):
    at = headings(sheet)
    for heading, value in values.items():
        sheet.cell(row=row, column=at[heading].column).value = value


fill(hardware, 4, {"機器の名称": "基幹系サーバ", "機器の使用期限": date(2024, 9, 30), "機器の月額": 500000,
                   "再リースの単位": 12, "再リースの回数": 2})
fill(vendors, 4, {"事業者ID": "east", "事業者名": "東日本システム株式会社", "同時に構築できる数": 3})
fill(systems, 4, {"システム名": "住民記録システム", "区分": "基幹", "業務": "住民基本台帳、個人住民税", "所管課": "市民課",
                  "現在の形態": "現行システム", "事業者": "東日本システム株式会社", "契約終了日": date(2024, 3, 31),
                  "月額": 1500000, "延長の単位": 12, "延長の回数": 2, "通知期限": 6, "機器": "基幹系サーバ",
                  "橋渡し": "なし、再リース", "移行先": "ガバメントクラウド", "標準の事業者": "東日本システム株式会社",
                  "製品の提供開始日": "令和5年4月", "構築の期間": "12～18", "構築費": 45000000, "標準の月額": 1300000,
                  "備考": "=SUM(1,2) と書いても式ではない"})
fill(systems, 5, {"システム名": "税務システム", "区分": "基幹", "業務": "固定資産税", "所管課": "市民税課",
                  "現在の形態": "現行システム", "事業者": "東日本システム株式会社", "契約終了日": "R6.3.31",
                  "月額": "１，２００，０００円", "延長の単位": "１２か月", "延長の回数": "2回", "機器": "基幹系サーバ", "先行システム": "住民記録システム",
                  "橋渡し": "再リース", "標準の事業者": "東日本システム株式会社"})
systems.cell(row=4, column=columns["備考"].column).data_type = "s"
below = systems.cell(row=6, column=columns["先行システム"].column)
if offered(systems, below) != ["住民記録システム", "税務システム"]:
    errors.append("what is filled in is not offered")
book.save(filled)
for error in errors:
    print(error)
sys.exit(1 if errors else 0)
