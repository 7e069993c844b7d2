//! Width and height of images from their first bytes. The only module that knows imagesize.

/// Width and height in pixels of the image in `bytes`, which may be only its start; `extension` is in lower case.
#[must_use]
pub fn size(extension: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    match extension {
        "svg" => svg(std::str::from_utf8(bytes).ok()?),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::blob_size(bytes).ok()?;
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        }
        _ => None,
    }
}

/// `width` and `height` of the root element in pixels, or those of its `viewBox`.
fn svg(text: &str) -> Option<(u32, u32)> {
    let (_, from) = text.split_once("<svg")?;
    let (tag, _) = from.split_once('>')?;
    let pixels = |value: &str| value.trim_end_matches("px").parse::<f64>().ok().filter(|size| *size >= 1.0);
    let given = attribute(tag, "width").and_then(pixels).zip(attribute(tag, "height").and_then(pixels));
    let (width, height) = given.or_else(|| {
        let numbers: Vec<f64> =
            attribute(tag, "viewBox")?.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    })?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are positive and far below 2³²")]
    Some((width.round() as u32, height.round() as u32))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let (before, from) = rest.split_at(at);
        rest = from.get(name.len()..)?;
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        if before.ends_with(char::is_whitespace)
            && let Some(value) = value
        {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value.get(1..)?.split(quote).next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_svg() {
        let cases = [
            ("<svg width=\"40\" height='30px' viewBox=\"0 0 1 1\">", Some((40, 30))),
            ("<?xml?>\n<svg xmlns=\"x\" viewBox=\"0 0 640 360.4\">", Some((640, 360))),
            ("<svg stroke-width=\"2\" width=\"100%\" height=\"100%\">", None),
            ("no image", None),
        ];
        for (text, expected) in cases {
            assert_eq!(size("svg", text.as_bytes()), expected, "{text}");
        }
    }
}
