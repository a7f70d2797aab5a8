//! Pages of paper: lines and letters, not dots; the letters can be searched and copied.

use super::super::RenderError;
use crate::words::Lang;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

/// Points to a pixel of SVG.
const POINTS: f32 = 72.0 / 96.0;

/// A document that grows page by page.
pub(super) struct Document {
    document: krilla::Document,
}

impl Document {
    /// An empty one. It carries no time: the same plan gives the same bytes.
    pub(super) fn new(title: &str, lang: Lang) -> Document {
        let mut document = krilla::Document::new();
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .language(lang.code().to_owned())
                .creator("ikou".to_owned()),
        );
        Document { document }
    }

    /// Another page.
    pub(super) fn page(&mut self, tree: &Tree) -> Result<(), RenderError> {
        let failed = || RenderError {
            cause: "PDF".to_owned(),
        };
        let size = tree.size();
        let size =
            Size::from_wh(size.width() * POINTS, size.height() * POINTS).ok_or_else(failed)?;
        let settings = PageSettings::from_wh(size.width(), size.height()).ok_or_else(failed)?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        surface
            .draw_svg(tree, size, SvgSettings::default())
            .ok_or_else(failed)?;
        surface.finish();
        page.finish();
        Ok(())
    }

    /// Its bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, RenderError> {
        self.document.finish().map_err(|error| RenderError {
            cause: format!("{error:?}"),
        })
    }
}
