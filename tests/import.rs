//! Tables of other programs: what is read, what is left, and what changes in an inventory that is
//! there.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use ikou::calendar::Date;
use ikou::diag::{Severity, Sink};
use ikou::import::{
    Book, Cell, Columns, Form, Gathered, Kind, Known, Sheet, Start, Typed, Updated, Why, book,
    fresh, gather, update,
};
use ikou::inventory::{self, Catalogue, Files, Inventory, MunicipalityKind};
use ikou::render::template;
use ikou::source::Sources;
use ikou::words::Lang;
use proptest::prelude::*;

fn as_of() -> Date {
    Date::from_ymd_opt(2021, 8, 3).unwrap()
}

fn start() -> Start {
    Start {
        name: Some("郡山市".to_owned()),
        code: Some("072036".to_owned()),
        kind: MunicipalityKind::CoreCity,
        as_of: as_of(),
        lang: Lang::Ja,
    }
}

fn files(sources: &mut Sources, text: &str) -> Files {
    Files {
        inventory: sources.add("systems.toml", text),
        calendar: None,
        routes: None,
        actuals: None,
    }
}

/// The inventory of a text, and its errors.
fn loaded(text: &str) -> (Option<Inventory>, Vec<String>) {
    let mut sources = Sources::new();
    let files = files(&mut sources, text);
    let mut sink = Sink::new();
    let inventory = inventory::load(&mut sources, &files, as_of(), &mut sink);
    let errors = sink.into_sorted().into_iter();
    let errors = errors.filter(|f| f.severity == Severity::Error);
    let told = errors.map(|f| format!("{} {:?}", f.code.name(), f.path));
    (inventory, told.collect())
}

fn catalogue() -> Catalogue {
    let text = "schema = 1\nmunicipality = { name = \"-\", kind = \"city\" }\n\
                horizon = { from = 2021-08-03, to = 2021-08-03 }\n";
    loaded(text).0.unwrap().catalogue
}

fn read(name: &str) -> Book {
    let bytes = std::fs::read(format!("tests/import/{name}")).unwrap();
    book(name, &bytes).unwrap()
}

fn gathered(books: &[Book], map: Option<&str>) -> Gathered {
    let columns = Columns::new(map).unwrap();
    gather(books, &columns, &Known::default(), &catalogue())
}

fn inventory_of(books: &[Book], map: Option<&str>) -> (String, Gathered) {
    let gathered = gathered(books, map);
    let names: Vec<&str> = books.iter().map(|b| b.name.as_str()).collect();
    (fresh(&gathered, &start(), &catalogue(), &names), gathered)
}

/// Lays books into a text.
fn laid(text: &str, books: &[Book]) -> Updated {
    let mut sources = Sources::new();
    let files = files(&mut sources, text);
    let draft = inventory::read(&mut sources, &files, &mut Sink::new());
    let columns = Columns::new(None).unwrap();
    let known = Known::of(&draft.inventory);
    let gathered = gather(books, &columns, &known, &catalogue());
    update(text, &draft.inventory, &gathered, &catalogue(), Lang::Ja)
}

/// Lines that only one of two texts has.
fn changed_lines<'a>(old: &'a str, new: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let only = |a: &'a str, b: &'a str| {
        let there: Vec<&str> = b.lines().collect();
        a.lines().filter(|line| !there.contains(line)).collect()
    };
    (only(old, new), only(new, old))
}

fn left(gathered: &Gathered) -> Vec<String> {
    gathered
        .left
        .iter()
        .map(|left| left.told(Lang::Ja))
        .collect()
}

#[test]
fn a_workbook_of_answers_becomes_a_commented_inventory() {
    let (text, _) = inventory_of(&[read("answers.xlsx")], None);
    insta::assert_snapshot!("answers", text);
    let (inventory, errors) = loaded(&text);
    assert_eq!(errors, Vec::<String>::new());
    let inventory = inventory.unwrap();
    assert_eq!(inventory.systems.len(), 4);
}

#[test]
fn what_was_not_understood_is_told_cell_by_cell() {
    let (_, gathered) = inventory_of(&[read("answers.xlsx")], None);
    assert_eq!(
        left(&gathered),
        [
            "answers.xlsx [事業者] B3: 「多数」 整数として読めません。",
            "answers.xlsx [照会] A1: 「情報システム台帳（令和3年8月3日現在）」 表の外にあります。",
            "answers.xlsx [照会] N3: 「天気」 見出し「天気」を読めません。対応を --map のファイルに書けます。",
            "answers.xlsx [照会] N5: 「晴」 見出し「天気」を読めません。対応を --map のファイルに書けます。",
            "answers.xlsx [照会] C6: 「印鑑登録」 業務の一覧にありません。",
            "answers.xlsx [照会] E7: 「乙社」 同じ記録に ends がないため、台帳に書けません。",
            "answers.xlsx [照会] F7: 「未定」 日付として読めません。",
            "answers.xlsx [照会] I7: 「500,000」 同じ記録に ends がないため、台帳に書けません。",
            "answers.xlsx [照会] L7: 「天気システム」 その名前のシステムがありません。",
            "answers.xlsx [照会] M7: 「=A1&\"様\"」 エラー値、計算結果のない式、または読めない文字です。",
            "answers.xlsx [照会] B9: 「合計」 表の外にあります。",
            "answers.xlsx [照会] I9: 「2800」 表の外にあります。",
            "answers.xlsx [覚え書き] B2: 「この表は照会の回答です」 このシートには見出しとして読める行がありません。",
        ]
    );
}

#[test]
fn the_same_table_again_changes_nothing() {
    let (text, _) = inventory_of(&[read("answers.xlsx")], None);
    let again = laid(&text, &[read("answers.xlsx")]);
    assert_eq!(again.text, text);
    assert_eq!(
        (again.changed, again.added, again.unplaced),
        (vec![], vec![], vec![])
    );
}

#[test]
fn a_later_table_changes_what_changed_and_nothing_else() {
    let (text, _) = inventory_of(&[read("answers.xlsx")], None);
    let text = text.replace(
        "ends = 2022-12-31\n",
        "ends = \"令和4年12月31日\"  # 契約書を確認\n",
    );
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let later = laid(&text, &[read("answers-later.xlsx")]);
        let told: Vec<(&str, &str)> = later
            .changed
            .iter()
            .map(|c| (c.path.as_str(), c.new.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("contract.税総合システム-now.ends", "2023-12-31"),
                ("contract.税総合システム-now.price.month", "1_600_000"),
            ]
        );
        assert_eq!(
            later.changed[0].at.to_string(),
            "answers-later.xlsx [照会] F5"
        );
        let (old, new) = changed_lines(&text, &later.text);
        // The end of the other contract, written alike, stays.
        assert_eq!(old, ["price = { month = 1_500_000, tax = \"excluded\" }"]);
        assert_eq!(new[0], "ends = 2023-12-31         # 契約書を確認");
        assert_eq!(new[1], "price = { month = 1_600_000, tax = \"excluded\" }");
        assert!(new[2].starts_with("provenance = { ends = { source = \"answers-later.xlsx"));
        assert_eq!(new.len(), 3);
        assert_eq!(text.contains("\r\n"), later.text.contains("\r\n"));
        assert_eq!(loaded(&later.text).1, Vec::<String>::new());
    }
}

#[test]
fn what_the_city_wrote_itself_stays() {
    // Every system, contract and procurement of the shipped inventory, with its comments.
    let text = std::fs::read_to_string("systems.toml").unwrap();
    let table = "システム名,契約終了日,所管課,先行システム\n\
                 税総合システム,2023-03-31,税務部 市民税課,\n\
                 新システム,2024-03-31,総務課,税総合システム\n";
    let later = laid(&text, &[book("t.csv", table.as_bytes()).unwrap()]);
    let (old, new) = changed_lines(&text, &later.text);
    assert_eq!(old.len(), 1, "{old:?}");
    assert!(old[0].contains("ends"), "{old:?}");
    assert!(
        new.iter().any(|line| line.contains("2023-03-31")),
        "{new:?}"
    );
    assert_eq!(
        later.added,
        ["contract.新システム-now", "system.新システム"]
    );
    let (inventory, errors) = loaded(&later.text);
    assert_eq!(errors, Vec::<String>::new());
    let inventory = inventory.unwrap();
    let added = inventory
        .systems
        .iter()
        .find(|s| s.id == "新システム")
        .unwrap();
    assert_eq!(added.links.len(), 1);
}

#[test]
fn shift_jis_and_wareki_are_read() {
    let (text, gathered) = inventory_of(&[read("contracts-sjis.csv")], None);
    assert_eq!(left(&gathered), Vec::<String>::new());
    for line in [
        "id = \"㈱甲～社\"",
        "ends = 2022-12-31",
        "price = { month = 1_500_000 }",
        "price = { month = 500_000 }",
    ] {
        assert!(text.lines().any(|l| l == line), "{line} in\n{text}");
    }
}

#[test]
fn a_mapping_says_what_odd_headings_mean() {
    let odd = read("odd.csv");
    let without = gathered(std::slice::from_ref(&odd), None);
    assert!(without.records.is_empty());
    assert!(without.left.iter().all(|left| left.why == Why::NoHeadings));
    assert_eq!(without.left.len(), 6);
    let map = std::fs::read_to_string("tests/import/odd-map.toml").unwrap();
    let with = gathered(&[odd], Some(&map));
    assert_eq!(with.left, []);
    let kinds: Vec<Kind> = with.records.iter().map(|r| r.kind).collect();
    assert_eq!(kinds, [Kind::Contract, Kind::System]);
}

#[test]
fn a_chart_of_tasks_tells_ends_links_vendors_and_deadlines() {
    let (text, gathered) = inventory_of(&[read("chart.xml")], None);
    insta::assert_snapshot!("chart", text);
    assert_eq!(
        left(&gathered),
        [
            "chart.xml [Tasks] C2: 「基幹システム」 どのシステム（契約、機器、事業者）のことか、この行からは分かりません。",
            "chart.xml [Tasks] C5: 「構築等 2024-04-01..2025-12-31」 作業の日付は ikou が計画するため、取り込みません。",
            "chart.xml [Tasks] C8: 「構築等 2024-04-01..2026-01-04」 作業の日付は ikou が計画するため、取り込みません。",
            "chart.xml [Tasks] H8: 「乙社」 別のセルが違う値を示しているため、先のものを使いました。",
        ]
    );
    let (inventory, errors) = loaded(&text);
    assert_eq!(errors, Vec::<String>::new());
    // Due on 2026-01-05 at midnight: the day before is the last.
    let deadlines = inventory.unwrap().deadlines;
    let last = Date::from_ymd_opt(2026, 1, 4).unwrap();
    assert!(deadlines.iter().any(|d| d.date == last));
}

#[test]
fn files_that_are_none_are_refused() {
    assert!(book("a.xlsx", b"PK\x03\x04 no workbook").is_err());
    assert!(book("a.xls", &[0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]).is_err());
    assert!(book("a.xml", b"<?xml version=\"1.0\"?><Project><Tasks>").is_err());
    assert!(book("a.xml", b"<?xml version=\"1.0\"?><html/>").is_err());
    let bomb = b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\">]><Project>&b;</Project>";
    assert!(book("a.xml", bomb).is_err());
    assert!(
        gathered(&[book("a.csv", b"").unwrap()], None)
            .records
            .is_empty()
    );
}

/// docs/import.md lists every heading. `IKOU_UPDATE=1 cargo test --test import` writes the list anew.
#[test]
fn the_page_lists_every_heading() {
    let columns = Columns::new(None).unwrap();
    let rows = columns
        .all()
        .iter()
        .map(|c| format!("| `{}` | {} | {} |\n", c.key, c.headers[0], c.value));
    let rows: String = std::iter::once("| key | heading | holds |\n|---|---|---|\n".to_owned())
        .chain(rows)
        .collect();
    let page = std::fs::read_to_string("docs/import.md").unwrap();
    let (begin, end) = (
        "<!-- headings, made by a test -->\n",
        "<!-- end of headings -->",
    );
    let (before, rest) = page.split_once(begin).unwrap();
    let (old, after) = rest.split_once(end).unwrap();
    if std::env::var_os("IKOU_UPDATE").is_some() {
        std::fs::write(
            "docs/import.md",
            format!("{before}{begin}{rows}{end}{after}"),
        )
        .unwrap();
    } else {
        assert_eq!(old, rows);
    }
}

/// A cell as people fill it, and as they should not.
fn cell() -> impl Strategy<Value = Cell> {
    let text = prop_oneof![
        Just("税\"\\\n'''".to_owned()),
        Just("=1+1".to_owned()),
        Just("]]\n[[system]]".to_owned()),
        Just("\u{202e}右から\u{0}".to_owned()),
        Just("R4.12.31".to_owned()),
        Just("150万円".to_owned()),
        Just("6か月".to_owned()),
        Just("個人住民税、介護保険".to_owned()),
        ".{0,12}",
    ];
    prop_oneof![
        Just(Cell::Empty),
        text.prop_map(Cell::Text),
        any::<f64>().prop_map(Cell::Number),
        any::<bool>().prop_map(Cell::Flag),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a table, every cell becomes a fact or is told, and what is written is TOML
    /// that is read again; laid in twice, it changes nothing.
    #[test]
    fn nothing_is_lost_and_nothing_breaks_the_file(rows in prop::collection::vec(prop::collection::vec(cell(), 9), 0..6)) {
        let head = ["システム名", "業務", "所管課", "事業者", "契約終了日", "月額", "通知期限", "先行システム", "備考"];
        let head = head.map(|h| Cell::Text(h.to_owned())).to_vec();
        let sheet = Sheet {
            name: "表".to_owned(),
            rows: std::iter::once(head).chain(rows.clone()).collect(),
            ..Sheet::default()
        };
        let books = [Book { name: "t.xlsx".to_owned(), sheets: vec![sheet] }];
        let (text, gathered) = inventory_of(&books, None);
        let mut sources = Sources::new();
        let files = files(&mut sources, &text);
        let draft = inventory::read(&mut sources, &files, &mut Sink::new());
        prop_assert!(!draft.torn, "{text}");
        for (r, row) in rows.iter().enumerate() {
            // A row about the same system may say the same again.
            let about = |row: &[Cell]| row[0].shown().to_lowercase();
            if rows.iter().take(r).any(|before| about(before) == about(row)) {
                continue;
            }
            for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let here = |at: &ikou::import::Place| (at.row, at.column) == (r + 1, c);
                let told = gathered.left.iter().any(|l| here(&l.at));
                let name = match cell { Cell::Text(t) => t.split_whitespace().collect::<Vec<_>>().join(" "), c => c.shown() };
                let used = gathered.records.iter().any(|record| {
                    record.facts.values().any(|f| here(&f.at) || f.value == Typed::Text(name.clone()))
                        || record.notes.contains(&name) || record.id == name
                });
                // A row that says what another said, or a sum, is no loss.
                prop_assert!(told || used || c == 8 || c == 7, "{r} {c} {cell:?}\n{text}");
            }
        }
        let again = laid(&text, &books);
        prop_assert_eq!(again.text, text);
    }

    /// Bytes of any kind give a table or a reason.
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400), head in 0..4usize) {
        let start: &[u8] = [&b"PK\x03\x04"[..], &[0xd0, 0xcf, 0x11, 0xe0], b"<?xml version=\"1.0\"?>", b""][head];
        let all = [start, &bytes].concat();
        if let Ok(book) = book("any", &all) {
            gathered(&[book], None);
        }
    }
}

/// The workbook that departments fill in, with every column filled with its own example.
fn filled(lang: Lang) -> (Book, Form) {
    let columns = Columns::new(None).unwrap();
    let start = Start { lang, ..start() };
    let form = Form::of(&start, &columns, &catalogue());
    let bytes = template(&form, as_of(), lang).unwrap();
    let mut book = book("form.xlsx", &bytes).unwrap();
    for page in &form.pages {
        let sheet = book.sheets.iter_mut().find(|s| s.name == page.name);
        let sheet = sheet.unwrap();
        let heading = |row: &[Cell]| {
            row.first()
                .is_some_and(|c| c.shown() == page.fields[0].heading)
        };
        let head = sheet.rows.iter().position(|row| heading(row)).unwrap();
        sheet.rows.truncate(head + 1);
        let answers = page.fields.iter().map(|f| Cell::Text(f.example.clone()));
        sheet.rows.push(answers.collect());
        if page.fields[0].key == "system.id" {
            // The one that goes before.
            let mut other = vec![Cell::Empty; page.fields.len()];
            let after = page.fields.iter().find(|f| f.key == "system.after");
            other[1] = Cell::Text(after.unwrap().example.clone());
            sheet.rows.push(other);
        }
    }
    (book, form)
}

#[test]
fn every_example_of_the_form_is_read_as_the_fact_it_is_an_example_of() {
    for lang in Lang::ALL {
        let (book, form) = filled(lang);
        let (text, gathered) = inventory_of(&[book], None);
        assert_eq!(left(&gathered), Vec::<String>::new(), "{lang:?}");
        let fields = form.pages.iter().flat_map(|page| &page.fields);
        let unread: Vec<&str> = fields
            .map(|field| field.key.as_str())
            .filter(|key| !key.starts_with("row.") && !key.ends_with(".id"))
            .filter(|key| {
                let (kind, key) = key.split_once('.').unwrap();
                let (kind, key) = match (kind, key) {
                    ("standard", key) => ("procurement", key),
                    ("system", "deadline") => ("deadline", "date"),
                    other => other,
                };
                let mut of_kind = gathered.records.iter().filter(|r| r.kind.key() == kind);
                !of_kind.any(|record| record.facts.contains_key(key))
            })
            .collect();
        assert_eq!(unread, [""; 0], "{lang:?}");
        let (inventory, errors) = loaded(&text);
        assert_eq!(errors, Vec::<String>::new(), "{text}");
        assert_eq!(inventory.unwrap().systems.len(), 2);
    }
}

#[test]
fn what_is_written_beside_the_form_is_told() {
    let (mut book, _) = filled(Lang::Ja);
    book.sheets[0]
        .rows
        .push(vec![Cell::Text("質問があります".to_owned())]);
    let (_, gathered) = inventory_of(&[book], None);
    let told = left(&gathered);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("form.xlsx [記入のしかた] A"),
        "{told:?}"
    );
    // In a book that is no form nothing is taken for its print.
    let sheet = Sheet {
        name: "表".to_owned(),
        rows: vec![vec![Cell::Text("システム".to_owned())]],
        ..Sheet::default()
    };
    let other = Book {
        name: "other.xlsx".to_owned(),
        sheets: vec![sheet],
    };
    assert_eq!(left(&gathered_of(&other)).len(), 1);
}

fn gathered_of(book: &Book) -> Gathered {
    gathered(std::slice::from_ref(book), None)
}

#[test]
fn the_form_has_the_same_bytes_each_time() {
    let columns = Columns::new(None).unwrap();
    for lang in Lang::ALL {
        let form = Form::of(&Start { lang, ..start() }, &columns, &catalogue());
        let made = || template(&form, as_of(), lang).unwrap();
        assert_eq!(made(), made());
    }
}
