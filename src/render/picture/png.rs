//! The picture in dots.

use super::super::RenderError;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::Tree;

/// Dots per inch that SVG counts its pixels with.
const CSS: f32 = 96.0;
/// Greatest width and height in dots.
const MOST: f32 = 30_000.0;

/// A page in dots, `dpi` to an inch.
pub(super) fn write(tree: &Tree, dpi: u32) -> Result<Vec<u8>, RenderError> {
    let size = tree.size();
    let scale = (dpi as f32 / CSS)
        .min(MOST / size.width())
        .min(MOST / size.height());
    let (width, height) = (
        (size.width() * scale).round() as u32,
        (size.height() * scale).round() as u32,
    );
    let mut dots = Pixmap::new(width.max(1), height.max(1)).ok_or_else(|| RenderError {
        cause: format!("{width} × {height}"),
    })?;
    dots.fill(Color::WHITE);
    resvg::render(
        tree,
        Transform::from_scale(scale, scale),
        &mut dots.as_mut(),
    );
    // Nothing shines through: three bytes a dot.
    let rgb: Vec<u8> = dots
        .data()
        .chunks_exact(4)
        .flat_map(|dot| dot.iter().take(3).copied())
        .collect();
    let mut out = Vec::new();
    let failed = |error: png::EncodingError| RenderError {
        cause: error.to_string(),
    };
    let mut encoder = png::Encoder::new(&mut out, width.max(1), height.max(1));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // So that it prints in its size.
    let per_metre = (f64::from(CSS) * f64::from(scale) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&rgb).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}
