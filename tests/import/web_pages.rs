//! Pages as browsers and old sites have them.

use super::read::{assert_words, at, read, tree};

#[test]
fn a_folder_of_pages_loses_its_frame_and_keeps_its_links() {
    let frame = |title: &str, main: &str| {
        format!(
            "<!doctype html><html lang=\"en-GB\"><head><title>{title} | Acme</title><meta name=\"description\" content=\"About {title}\">\
             <style>p {{}}</style></head><body><header><a href=\"/\">Acme</a></header><nav><ul><li>Menu</li></ul></nav>\
             <main>{main}</main><footer>Imprint</footer><script>let x = 1;</script></body></html>"
        )
    };
    let one = frame(
        "One",
        "<h1>One <a class='headerlink' href='#one'>¶</a></h1><p>To <a href='sub/two.html#the-part'>two</a>.</p><img src='one_files/a.png' alt='A'>",
    );
    let two =
        frame("Two", "<h2>First</h2><h2 id='the-part'>Part</h2><p id='x'>Back to <a href='../one.html'>one</a></p>");
    let files: Vec<(&str, &[u8])> = vec![
        ("one.html", one.as_bytes()),
        ("one_files/a.png", b"png"),
        ("one_files/frame.html", b"<p>advert</p>"),
        ("one_files/x.css", b"p {}"),
        ("sub/two.html", two.as_bytes()),
    ];
    let collection = read("html", &tree(&files));
    assert_eq!((collection.title.as_deref(), collection.language.as_deref()), (Some("Acme"), Some("en-GB")));
    let document = at(&collection, "one");
    assert_eq!(document.title.as_deref(), Some("One"));
    assert_eq!(document.text, "# One\n\nTo [two](sub/two.html#the-part).\n\n![A](one_files/a.png)");
    assert_eq!(document.keys.get("summary").and_then(|summary| summary.as_str()), Some("About One"));
    assert_eq!(at(&collection, "sub/two").text, "## First\n\n## Part {#the-part}\n\nBack to [one](../one.html)");
    assert_eq!(collection.files.keys().collect::<Vec<_>>(), ["one_files/a.png"]);
    assert_words(&collection, "One To two Part Back to one First");
}

#[test]
fn pages_without_a_main_part_keep_all_but_navigation_and_any_encoding() {
    let latin: Vec<u8> = "<html><head><meta charset=iso-8859-1><title>Gr\u{f6}\u{df}e</title></head><body><nav>Menu</nav><p>Ma\u{df}</p></body></html>"
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let collection = read("html", &tree(&[("a.htm", &latin), ("b.html", b""), ("c.html", "<p>caf\u{e9}".as_bytes())]));
    let document = at(&collection, "a");
    assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("Größe"), "Maß"));
    assert_eq!(at(&collection, "c").text, "café");
    assert!(at(&collection, "b").losses.iter().any(|loss| loss.starts_with("it has no text")));
}
