//! Width and height of images from their first bytes. The only module that knows imagesize.

/// Width and height in pixels of the image in `bytes`, which may be only its start; `extension` is in lower case.
#[must_use]
pub fn size(extension: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    match extension {
        "svg" => svg(std::str::from_utf8(bytes).ok()?),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::blob_size(bytes).ok()?;
            let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
            Some(if lies_on_its_side(bytes) { (height, width) } else { (width, height) })
        }
        _ => None,
    }
}

/// Whether the photo in `bytes` is stored on its side: browsers turn it as its EXIF orientation says, and 5 to 8 swap its width and
/// height. Only JPEG is looked into.
fn lies_on_its_side(bytes: &[u8]) -> bool {
    orientation(bytes).is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// The EXIF orientation of a JPEG: tag 0x0112 of the first directory in its segment APP1 (Exif 2.32, 4.6.2 and 4.6.4).
fn orientation(bytes: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    const ENTRY: usize = 12;
    let tiff = exif(bytes)?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let count = usize::from(short(directory)?);
    let mut entries = (0..count).map(|number| directory + 2 + number * ENTRY);
    let entry = entries.find(|entry| short(*entry) == Some(ORIENTATION))?;
    short(entry + 8)
}

/// The EXIF data of a JPEG, from its byte order on.
fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, ..] = rest else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let segment = rest.get(4..2 + length)?;
        match marker {
            0xe1 if segment.starts_with(b"Exif\0\0") => return segment.get(6..),
            // The picture itself starts: nothing follows that says more.
            0xda => return None,
            _ => rest = rest.get(2 + length..)?,
        }
    }
}

/// `width` and `height` of the root element in pixels, or those of its `viewBox`.
fn svg(text: &str) -> Option<(u32, u32)> {
    let (_, from) = text.split_once("<svg")?;
    let (tag, _) = from.split_once('>')?;
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

/// A length in CSS pixels, of which there are 96 in an inch. A share of something else is none.
fn pixels(value: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 8] = [
        ("px", 1.0),
        ("in", 96.0),
        ("cm", 96.0 / 2.54),
        ("mm", 96.0 / 25.4),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("rem", 16.0),
        ("em", 16.0),
    ];
    let value = value.trim();
    let (number, factor) =
        UNITS.iter().find_map(|(unit, factor)| Some((value.strip_suffix(unit)?, *factor))).unwrap_or((value, 1.0));
    number.trim().parse::<f64>().ok().map(|size| size * factor).filter(|size| *size >= 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_on_their_side_are_as_browsers_show_them() {
        let photo = |order: &[u8; 2], orientation: u8| {
            let two = |number: u8| if order == b"II" { [number, 0] } else { [0, number] };
            let four = |number: u8| if order == b"II" { [number, 0, 0, 0] } else { [0, 0, 0, number] };
            let tag = if order == b"II" { [0x12, 1] } else { [1, 0x12] };
            let mut tiff =
                [&order[..], &two(42), &four(8), &two(1), &tag, &two(3), &four(1), &two(orientation), &[0; 6]].concat();
            tiff.splice(0..0, *b"Exif\0\0");
            let length = u8::try_from(tiff.len() + 2).unwrap();
            let frame = [0xff, 0xc0, 0, 11, 8, 1, 44, 1, 144, 1, 1, 0x11, 0];
            [&[0xff, 0xd8, 0xff, 0xe1, 0, length][..], &tiff, &frame].concat()
        };
        for order in [b"II", b"MM"] {
            for orientation in 1..=8 {
                let expected = if orientation < 5 { (400, 300) } else { (300, 400) };
                assert_eq!(size("jpg", &photo(order, orientation)), Some(expected), "{orientation}");
            }
        }
    }

    #[test]
    fn sizes_of_svg() {
        let cases = [
            ("<svg width=\"40\" height='30px' viewBox=\"0 0 1 1\">", Some((40, 30))),
            ("<?xml?>\n<svg xmlns=\"x\" viewBox=\"0 0 640 360.4\">", Some((640, 360))),
            ("<svg stroke-width=\"2\" width=\"100%\" height=\"100%\">", None),
            ("<svg width=\"2in\" height=\"25.4mm\">", Some((192, 96))),
            ("<svg width=\"72pt\" height=\"2em\" viewBox=\"0 0 1 1\">", Some((96, 32))),
            ("no image", None),
        ];
        for (text, expected) in cases {
            assert_eq!(size("svg", text.as_bytes()), expected, "{text}");
        }
    }
}
