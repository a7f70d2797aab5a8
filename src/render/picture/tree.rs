//! A drawing as resvg and krilla take it, with the embedded font and no other.

use super::super::RenderError;
use super::super::svg::Drawing;
use crate::font::{self, Weight};
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{FontResolver, Options, Tree};
use std::sync::{Arc, OnceLock};

/// The fonts by weight. Looked at once: a picture has the same letters on every machine.
fn fonts() -> &'static (Arc<Database>, [Option<ID>; 2]) {
    static FONTS: OnceLock<(Arc<Database>, [Option<ID>; 2])> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut database = Database::new();
        let ids = Weight::ALL.map(|weight| {
            let source = Source::Binary(Arc::new(font::bytes(weight)));
            database.load_font_source(source).first().copied()
        });
        (Arc::new(database), ids)
    })
}

/// The tree of a drawing.
pub(super) fn parse(drawing: &Drawing) -> Result<Tree, RenderError> {
    let (database, ids) = fonts();
    let options = Options {
        fontdb: Arc::clone(database),
        font_family: font::FAMILY.to_owned(),
        font_resolver: FontResolver {
            select_font: Box::new(|font, _| {
                let bold = font.weight() >= Weight::Bold.css() as u16;
                ids.get(usize::from(bold)).copied().flatten()
            }),
            // No other font: one character that is not there would set its whole text in it.
            select_fallback: Box::new(|_, _, _| None),
        },
        ..Options::default()
    };
    Tree::from_str(&drawing.document(false)?, &options).map_err(|error| RenderError {
        cause: error.to_string(),
    })
}
