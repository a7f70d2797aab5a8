//! The picture as dots and as a document.

use super::*;

/// A picture in dots: width, height, three bytes each.
fn dots(png: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .unwrap();
    let mut dots = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut dots).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    (info.width as usize, info.height as usize, dots)
}

#[test]
fn every_label_has_ink_in_the_png() {
    for plan in [SHIPPED.clone(), named(10)] {
        let drawn = drawn(
            &plan,
            &[Format::Svg, Format::Png],
            Lang::Ja,
            PictureStyle::default(),
        );
        let svg = String::from_utf8(drawn.files[0][0].clone()).unwrap();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let (width, height, dots) = dots(&drawn.files[1][0]);
        assert_eq!((width, height), (3307, 2339), "A3 at 200 dots per inch");
        let labels = labels(&document);
        assert!(labels.len() > 200, "{}", labels.len());
        for label in labels {
            let [left, top, right, bottom] =
                label.at.map(|at| usize::try_from(at).unwrap() * 200 / 2540);
            let row = |y: usize| &dots[(y * width + left) * 3..(y * width + right) * 3];
            let lights: Vec<u8> = (top..bottom).flat_map(row).copied().collect();
            let (least, most) = (lights.iter().min(), lights.iter().max());
            let contrast = most.unwrap().abs_diff(*least.unwrap());
            assert!(contrast > 60, "{}: {contrast}", label.text);
        }
    }
}

/// The SVG in dots as resvg sees it: a program that knows nothing of how the PNG is made.
fn seen_by_resvg(svg: &str, (width, height): (usize, usize)) -> Vec<u8> {
    use resvg::{tiny_skia, usvg};
    let mut fonts = usvg::fontdb::Database::new();
    for weight in font::Weight::ALL {
        fonts.load_font_data(font::bytes(weight).to_vec());
    }
    let options = usvg::Options {
        fontdb: std::sync::Arc::new(fonts),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let mut dots = tiny_skia::Pixmap::new(width as u32, height as u32).unwrap();
    dots.fill(tiny_skia::Color::WHITE);
    let scale = width as f32 / tree.size().width();
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut dots.as_mut());
    let rgb = dots.data().chunks_exact(4).flat_map(|dot| &dot[..3]);
    rgb.copied().collect()
}

#[test]
fn the_png_is_what_resvg_sees_in_the_svg() {
    // resvg sets a half-width ﾞ closer than the font has it.
    let mut names = named(17);
    names.systems.retain(|s| !s.name.contains('ﾞ'));
    for (name, plan, dpi) in [
        ("shipped", SHIPPED.clone(), 200),
        ("troubled", troubled(), 96),
        ("named", names, 120),
    ] {
        let style = PictureStyle {
            dpi: Some(dpi),
            ..PictureStyle::default()
        };
        let drawn = drawn(&plan, &[Format::Svg, Format::Png], Lang::Ja, style);
        let (width, height, ours) = dots(&drawn.files[1][0]);
        let svg = String::from_utf8(drawn.files[0][0].clone()).unwrap();
        let theirs = seen_by_resvg(&svg, (width, height));
        // Edges may differ by the way they are smoothed; a tile of dots has the same colour.
        const TILE: usize = 12;
        let mean = |dots: &[u8], x: usize, y: usize, part: usize| {
            let rows = (y..y + TILE).flat_map(|y| {
                let row = &dots[(y * width + x) * 3..(y * width + x + TILE) * 3];
                row.iter().skip(part).step_by(3)
            });
            rows.map(|light| u32::from(*light)).sum::<u32>() / (TILE * TILE) as u32
        };
        let (mut all, mut worst) = (0u64, (0, 0, 0));
        for (a, b) in ours.iter().zip(&theirs) {
            all += u64::from(a.abs_diff(*b));
        }
        for y in (0..height - TILE).step_by(TILE) {
            for x in (0..width - TILE).step_by(TILE) {
                for part in 0..3 {
                    let differs = mean(&ours, x, y, part).abs_diff(mean(&theirs, x, y, part));
                    worst = worst.max((differs, x, y));
                }
            }
        }
        let mean = all as f64 / ours.len() as f64;
        assert!(
            worst.0 <= 14,
            "{name}: {worst:?} of 255 ({mean:.3} all over)"
        );
        assert!(mean < 5.0, "{name}: {mean}");
    }
}

#[test]
fn dots_carry_their_size_so_that_paper_is_filled() {
    let style = PictureStyle {
        dpi: Some(60),
        ..PictureStyle::default()
    };
    let drawn = drawn(&sample(), &[Format::Png], Lang::Ja, style);
    let reader = png::Decoder::new(std::io::Cursor::new(&drawn.files[0][0])).read_info();
    let info = reader.unwrap();
    let size = info.info().pixel_dims.unwrap();
    assert_eq!((size.xppu, size.yppu), (2362, 2362), "60 to an inch");
}

/// The words of a PDF as another program reads them; `None` where it is not installed.
pub(super) fn words_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    std::fs::write(&path, pdf).unwrap();
    let run = std::process::Command::new("pdftotext")
        .args(["-raw".as_ref(), path.as_os_str(), "-".as_ref()])
        .output();
    match run {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(_) if std::env::var_os("IKOU_REQUIRE_ORACLES").is_some() => {
            panic!("pdftotext (poppler-utils) is required here")
        }
        Err(_) => None,
    }
}

#[test]
fn a_pdf_holds_words_and_its_own_letters() {
    let drawn = drawn(
        &named(10),
        &[Format::Pdf],
        Lang::Ja,
        PictureStyle::default(),
    );
    let pdf = &drawn.files[0][0];
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(pdf.len() < 300_000, "{}", pdf.len());
    let holds = |text: &[u8]| pdf.windows(text.len()).any(|part| part == text);
    assert!(holds(b"+BIZUDPGothic"), "a part of the font");
    assert!(!holds(b"http://") || !holds(b"/URI"), "no link");
    if let Some(words) = words_of(pdf) {
        for wanted in [
            "標準システムロードマップ",
            "髙橋﨑濵",
            "予算要求 10/29",
            "標準アプリケーション移行期限",
        ] {
            assert!(words.contains(wanted), "{wanted}: {words}");
        }
    }
}

#[test]
fn whoever_takes_pages_may_have_enough() {
    let mut taken = Vec::new();
    let options = Options::default();
    let formats = [Format::Svg, Format::Pdf];
    let unknown = pictures_one_by_one(&named(60), &formats, &options, |file| {
        taken.push((file.format, file.page, file.of));
        taken.len() < 2
    });
    assert_eq!(unknown.unwrap().len(), 1);
    assert_eq!(taken, [(0, 0, 3), (0, 1, 3)], "in order, and no more");
}

#[test]
fn pages_are_the_same_every_time_in_every_format() {
    let all = [Format::Svg, Format::Png, Format::Pdf];
    let style = PictureStyle {
        dpi: Some(50),
        ..PictureStyle::default()
    };
    let both = drawn(&named(25), &all, Lang::Ja, style);
    assert_eq!(both, drawn(&named(25), &all, Lang::Ja, style));
    for (n, format) in all.into_iter().enumerate() {
        let alone = drawn(&named(25), &[format], Lang::Ja, style);
        assert!(alone.files[0] == both.files[n], "{format:?} drawn alone");
    }
}

#[test]
fn pictures_are_self_contained_and_the_same_every_time() {
    let picture = svg(&sample(), Lang::Ja);
    assert_eq!(picture, svg(&sample(), Lang::Ja));
    assert_eq!(
        picture.matches("http").count(),
        1,
        "the name of the format, and no address else"
    );
    assert_eq!(picture.matches("@font-face").count(), 2);
    assert!(!picture.contains("<script") && !picture.contains("href"));
    assert!(picture.len() < 400_000, "{}", picture.len());
}
