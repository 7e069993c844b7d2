//! Word files, built from the parts that Word writes.

use lensbook::import::Collection;

use super::read::{assert_words, at, read, tree, zipped};

const NAMESPACES: &str =
    "xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:wp=\"wp\" xmlns:m=\"m\" xmlns:mc=\"mc\" xmlns:v=\"v\"";

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='de-DE'/></w:rPr></w:rPrDefault></w:docDefaults>\
    <w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>\
    <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:styleId='Titre2'><w:name w:val='Titre 2'/></w:style>\
    <w:style w:styleId='Eigene'><w:name w:val='Kapitel'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
    <w:style w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='Eigene'/></w:style>\
    <w:style w:styleId='Quote'><w:name w:val='Quote'/></w:style>\
    <w:style w:styleId='Warning'><w:name w:val='Warning'/></w:style>\
    <w:style w:styleId='Code'><w:name w:val='Code'/></w:style>\
    <w:style w:styleId='ListBullet'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId='ListBullet2'><w:name w:val='List Bullet 2'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>\
    <w:style w:styleId='Verbatim'><w:name w:val='Verbatim Char'/><w:rPr><w:rFonts w:ascii='Consolas'/></w:rPr></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
    <w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num>";

const RELATIONS: &str = "<Relationship Id='r1' Type='t/hyperlink' Target='https://example.org/a?b=1&amp;c=2' TargetMode='External'/>\
    <Relationship Id='r2' Type='t/image' Target='media/image1.png'/><Relationship Id='r3' Type='t/header' Target='header1.xml'/>";

fn part(name: &str, inside: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{name} {NAMESPACES}>{inside}</{name}>").into_bytes()
}

fn docx(body: &str) -> Vec<u8> {
    let notes = "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote><w:footnote w:id='1'><w:p><w:r><w:footnoteRef/></w:r>\
        <w:r><w:t xml:space='preserve'> A source.</w:t></w:r></w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:footnote>";
    let comments = "<w:comment w:id='0' w:author='Ana'><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>";
    let core = "<dc:creator>Ana</dc:creator><dcterms:modified>2026-11-03T10:00:00Z</dcterms:modified><dc:title>Core title</dc:title>";
    let root = "<Relationship Id='x' Type='t/officeDocument' Target='/word/document.xml'/>";
    zipped(&[
        ("_rels/.rels", &part("Relationships", root)),
        ("word/document.xml", &part("w:document", &format!("<w:body>{body}<w:sectPr/></w:body>"))),
        ("word/styles.xml", &part("w:styles", STYLES)),
        ("word/numbering.xml", &part("w:numbering", NUMBERING)),
        ("word/footnotes.xml", &part("w:footnotes", notes)),
        ("word/comments.xml", &part("w:comments", comments)),
        ("word/header1.xml", &part("w:hdr", "<w:p><w:r><w:t>Confidential</w:t></w:r></w:p>")),
        ("word/_rels/document.xml.rels", &part("Relationships", RELATIONS)),
        ("word/media/image1.png", b"png"),
        ("docProps/core.xml", &part("cp:coreProperties", core)),
    ])
}

/// A paragraph of this style.
fn p(style: &str, runs: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val='{style}'/></w:pPr>") };
    format!("<w:p>{style}{runs}</w:p>")
}

/// A run with these properties.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

fn item(list: &str, level: usize, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{}</w:p>",
        r("", text)
    )
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", &r("", text)))
}

fn imported(body: &str) -> Collection {
    read("docx", &tree(&[("team/hand book.docx", &docx(body))]))
}

#[test]
fn paragraphs_become_markdown() {
    let link = |inside: &str| format!("<w:hyperlink r:id='r1'>{inside}</w:hyperlink>");
    let field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://e.org\" </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>there</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>";
    let picture = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='A map'/><a:graphic><a:blip r:embed='r2'/></a:graphic></wp:inline></w:drawing></w:r>";
    let text_box = "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>\
                    <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
    let cases = [
        (p("berschrift1", &r("<w:b/>", "One")), "# One"),
        (p("Titre2", &r("", "Deux")), "## Deux"),
        (p("Eigene", &r("", "Drei")), "### Drei"),
        (p("Mine", &r("", "Vier")), "### Vier"),
        (p("Loop", &r("", "x")), "x"),
        (
            p(
                "",
                &[
                    r("<w:b/>", "a"),
                    r("<w:b/><w:i w:val='0'/>", "b"),
                    r("<w:b/>", " "),
                    r("<w:b/><w:i/>", "c"),
                    r("", " d"),
                ]
                .concat(),
            ),
            "**ab *c*** d",
        ),
        (p("", &[r("<w:i/>", "a"), r("<w:b/><w:i/>", "b"), r("<w:strike/>", "c")].concat()), "*a**b***~~c~~"),
        (
            p(
                "",
                &[
                    r("", "H"),
                    r("<w:vertAlign w:val='subscript'/>", "2"),
                    r("", "O and m"),
                    r("<w:vertAlign w:val='superscript'/>", "2"),
                ]
                .concat(),
            ),
            "H~2~O and m^2^",
        ),
        (
            p("", &[r("<w:rStyle w:val='Verbatim'/>", "a_*b"), r("<w:highlight w:val='yellow'/>", " hi ")].concat()),
            "`a_*b` ==hi==",
        ),
        (
            p("", &r("", "1. *no* [list] &lt;b&gt; “smart” soft\u{ad}hyphen")),
            "1\\. \\*no\\* \\[list\\] \\<b> “smart” softhyphen",
        ),
        (
            p(
                "",
                "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t><w:br w:type='page'/></w:r>",
            ),
            "a b-c\\\nd",
        ),
        (p("", &link(&[r("", "to "), r("<w:b/>", "it")].concat())), "[to **it**](https://example.org/a?b=1&c=2)"),
        (p("", field), "[there](https://e.org)"),
        (p("", picture), "![A map](hand%20book/media/image1.png)"),
        (p("", &[r("", "Out"), text_box.to_owned()].concat()), "Out\n\nBoxed"),
        (
            p("", &[r("", "Said"), "<w:r><w:footnoteReference w:id='1'/></w:r>".into(), r("", ".")].concat()),
            "Said[^1].\n\n[^1]: A source.\n\n    More.",
        ),
        (p("", "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"), "new"),
        (p("", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"), "`a+b`"),
        (
            [p("Quote", &r("", "q1")), p("Quote", &r("", "q2")), p("Warning", &r("", "w"))].concat(),
            "> q1\n>\n> q2\n\n> [!WARNING]\n> w",
        ),
        ([p("Code", &r("", "if x:")), p("Code", ""), p("Code", &r("", "  y_*"))].concat(), "```\nif x:\n\n  y_*\n```"),
        (
            [item("1", 0, "a"), item("1", 1, "b"), item("1", 1, "c"), item("1", 0, "d"), p("ListBullet", &r("", "e"))]
                .concat(),
            "- a\n  1. b\n  2. c\n- d\n- e",
        ),
        (
            [item("2", 0, "a"), p("", &r("", "between")), item("2", 0, "b"), item("3", 0, "c")].concat(),
            "1. a\n\nbetween\n\n2. b\n\n1) c",
        ),
        (p("", "<w:sdt><w:sdtContent><w:r><w:t>kept</w:t></w:r></w:sdtContent></w:sdt>"), "kept"),
    ];
    for (body, expected) in cases {
        let collection = imported(&body);
        assert_eq!(at(&collection, "team/hand-book").text, expected, "{body}");
    }
}

#[test]
fn merged_cells_are_taken_apart() {
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[cell("", "A"), cell("<w:gridSpan w:val='2'/>", "B")]),
        row(&[
            cell("<w:vMerge w:val='restart'/>", "1|2"),
            cell("", "x"),
            format!("<w:tc>{}{}</w:tc>", p("", &r("", "one")), p("", &r("", "two")))
        ]),
        row(&[
            cell("<w:vMerge/>", ""),
            cell("", "y"),
            format!("<w:tc>{}{}</w:tc>", item("1", 0, "p"), item("1", 0, "q"))
        ]),
    );
    let expected = "| A | B |  |\n| --- | --- | --- |\n| 1\\|2 | x | one; two |\n|  | y | p; q |";
    assert_eq!(at(&imported(&body), "team/hand-book").text, expected);
}

#[test]
fn what_is_not_text_is_named() {
    let commented = "<w:commentRangeStart w:id='0'/><w:r><w:t>Text</w:t></w:r><w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>";
    let body = [p("Titel", &r("", "The handbook")), p("", commented)].concat();
    let collection = imported(&body);
    let document = at(&collection, "team/hand-book");
    assert_eq!(document.title.as_deref(), Some("The handbook"));
    assert_eq!(document.text, "Text");
    assert!(document.losses.contains(&"a comment by Ana: “Really?”".to_owned()), "{:?}", document.losses);
    assert!(
        document.losses.contains(&"a header or footer is left out: “Confidential”".to_owned()),
        "{:?}",
        document.losses
    );
    assert_eq!(document.keys.get("author").and_then(|author| author.as_str()), Some("Ana"));
    assert_eq!(document.keys.get("modified").and_then(|date| date.as_str()), Some("2026-11-03"));
    assert_eq!(collection.language.as_deref(), Some("de-DE"));
}

#[test]
fn a_long_file_becomes_a_folder_whose_pages_link_to_each_other() {
    let words = "word ".repeat(600);
    let chapter = |name: &str, inside: &str| {
        [
            p("berschrift1", &r("", name)),
            p("", &r("", &words)),
            p("Titre2", &format!("<w:bookmarkStart w:id='1' w:name='_Ref{name}'/>{}", r("", "Detail"))),
            p("", inside),
        ]
        .concat()
    };
    let to = |name: &str| format!("<w:hyperlink w:anchor='{name}'>{}</w:hyperlink>", r("", "see"));
    let note = "<w:r><w:footnoteReference w:id='1'/></w:r>";
    let body = [
        p("", &[r("", "Intro "), to("_RefTwo")].concat()),
        chapter("One", &to("_RefTwo")),
        chapter("Two", &[to("_RefTwo"), note.to_owned()].concat()),
        chapter("Three", &to("_Gone")),
    ]
    .concat();
    let collection = imported(&body);
    assert_eq!(at(&collection, "team/hand-book/index").text, "Intro [see](hand%20book.docx/two#detail)");
    let one = at(&collection, "team/hand-book/one");
    assert_eq!((one.title.as_deref(), one.order), (Some("One"), Some(1.0)));
    assert_eq!(one.from, "team/hand book.docx/one");
    assert!(one.text.ends_with("## Detail\n\n[see](two#detail)"), "{}", one.text);
    let two = at(&collection, "team/hand-book/two");
    assert!(two.text.ends_with("[see](#detail)[^1]\n\n[^1]: A source.\n\n    More."), "{}", two.text);
    assert!(at(&collection, "team/hand-book/three").text.ends_with("Detail\n\nsee"));
    assert_words(
        &collection,
        &format!("{words} {words} {words} Intro One Two Three Detail Detail Detail see see see see A source More"),
    );
}

#[test]
fn damaged_files_are_named_and_never_stop_the_rest() {
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(30_000), p("", &r("", "deep")));
    let good = docx(&p("", &r("", "good")));
    let half = docx("<w:p><w:r><w:t>half</w:t></w:r>");
    let files: Vec<(&str, &[u8])> =
        vec![("a.docx", b"no zip"), ("b.docx", &good), ("c.docx", &half), ("~$b.docx", b"lock")];
    let collection = read("docx", &tree(&files));
    assert!(collection.unread.contains_key("a.docx"));
    assert_eq!(collection.unread.len(), 1);
    assert_eq!(at(&collection, "b").text, "good");
    assert_eq!(at(&collection, "c").text, "half");
    read("docx", &tree(&[("d.docx", &docx(&deep))]));
}
