//! A Notion export as its settings give it: parts in an archive, ids in all names, databases beside their pages.

use super::read::{assert_words, at, read, tree, zipped};

const HOME: &str = "0123456789abcdef0123456789abcdef";
const RITUALS: &str = "11111111111111111111111111111111";
const PLAYS: &str = "22222222222222222222222222222222";
const LISTEN: &str = "33333333333333333333333333333333";
const MAP: &str = "44444444444444444444444444444444";

fn export() -> Vec<(String, String)> {
    let home = format!(
        "# Team handbook\n\nWelcome to the **team**.\n\n[Rituals & habits](Team%20handbook%20{HOME}/Rituals%20%20habits%20{RITUALS}.md)\n\n\
         [Plays](Team%20handbook%20{HOME}/Plays%20{PLAYS}.csv)\n\n<aside>\n💡 Ask before you build.\n\n- why\n- what\n\n</aside>\n\n\
         - item\n\n    <aside>\n    ⚠️ Nested care\n\n    </aside>\n"
    );
    let rituals = format!(
        "# Rituals & habits\n\nOwner: nobody\n\nSee [the play](https://www.notion.so/acme/Listen-in-{LISTEN}?pvs=21) and \
         [it again](/{LISTEN}) and [elsewhere](https://www.notion.so/acme/Gone-{HOME}0).\n\nBack: [home](../Team%20handbook%20{HOME}.md#{MAP})\n"
    );
    let listen = format!(
        "# Listen in\n\nStatus: Done\nOwner: Ana (../../People%20{HOME}.csv)\nDue date: November 3, 2026 10:12 AM\nTags: sales, calls\n\n\
         Hear a customer.\n"
    );
    let all = "\u{feff}Name,Status,Owner,Due date,Tags\nListen in,Done,Ana (../People%20x.md),\"November 3, 2026 10:12 AM\",\"sales, calls\"\n\
               \"Draw a map, together\",,,,\"a|b\"\n";
    let folder = format!("Team handbook {HOME}");
    vec![
        (format!("{folder}.md"), home),
        (format!("{folder}/Rituals  habits {RITUALS}.md"), rituals),
        (format!("{folder}/Plays {PLAYS}_all.csv"), all.to_owned()),
        (format!("{folder}/Plays {PLAYS}.csv"), "Name\nListen in\n".to_owned()),
        (format!("{folder}/Plays {PLAYS}/Listen in {LISTEN}.md"), listen),
        (
            format!("{folder}/Plays {PLAYS}/Draw a map, together {MAP}.md"),
            "# Draw a map, together\n\nDraw.\n".to_owned(),
        ),
        (format!("{folder}/image.png"), "png".to_owned()),
    ]
}

fn bytes(files: &[(String, String)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect()
}

#[test]
fn an_export_in_parts_becomes_folders_tables_and_keys() {
    let files = export();
    let files = bytes(&files);
    let (first, second) = files.split_at(3);
    let (first, second) = (zipped(first), zipped(second));
    let outer =
        zipped(&[("ExportBlock-1-Part-1.zip", first.as_slice()), ("ExportBlock-1-Part-2.zip", second.as_slice())]);
    let collection = read("notion", &tree(&[("export.zip", &outer)]));

    let home = at(&collection, "team-handbook/index");
    assert_eq!(home.title.as_deref(), Some("Team handbook"));
    assert!(home.text.contains("> [!TIP]\n> Ask before you build.\n>\n> - why\n> - what\n"), "{}", home.text);
    assert!(home.text.contains("    > [!WARNING]\n    > Nested care\n"), "{}", home.text);

    let rituals = at(&collection, "team-handbook/rituals-habits");
    let play = format!("../Team%20handbook%20{HOME}/Plays%20{PLAYS}/Listen%20in%20{LISTEN}.md");
    assert!(
        rituals.text.contains(&format!("[the play]({play}) and [it again]({play}) and [elsewhere](https:")),
        "{}",
        rituals.text
    );
    assert!(rituals.text.contains(&format!("[home](../Team%20handbook%20{HOME}.md)")), "{}", rituals.text);
    assert!(rituals.text.starts_with("Owner: nobody\n"), "one line with a colon is text: {}", rituals.text);

    let plays = at(&collection, "team-handbook/plays/index");
    let to = |name: &str| format!("../Team%20handbook%20{HOME}/Plays%20{PLAYS}/{name}.md");
    let expected = format!(
        "| Name | Status | Owner | Due date | Tags |\n| --- | --- | --- | --- | --- |\n\
         | [Listen in]({}) | Done | Ana | November 3, 2026 10:12 AM | sales, calls |\n\
         | [Draw a map, together]({}) |  |  |  | a\\|b |\n",
        to(&format!("Listen%20in%20{LISTEN}")),
        to(&format!("Draw%20a%20map%2C%20together%20{MAP}"))
    );
    assert_eq!(plays.text, expected);

    let listen = at(&collection, "team-handbook/plays/listen-in");
    assert_eq!(listen.text, "Hear a customer.");
    let keys =
        serde_json::json!({"status": "Done", "owner": "Ana", "due_date": "2026-11-03", "tags": ["sales", "calls"]});
    assert_eq!(serde_json::Value::Object(listen.keys.clone()), keys);

    assert!(collection.files.keys().any(|path| path.ends_with("image.png")));
    assert_words(
        &collection,
        "Team handbook Welcome to the team Rituals habits Ask before you build why what Nested care Owner nobody Hear a customer Draw",
    );
}

#[test]
fn an_export_as_html_is_read_too() {
    let page = format!(
        "<html><body><article class='page sans'><header><h1 class='page-title'>Listen in</h1><table class='properties'><tbody>\
         <tr><th><span class='icon'>i</span>Tags</th><td><span class='selected-value'>sales</span><span class='selected-value'>calls</span></td></tr>\
         </tbody></table></header><div class='page-body'><p>Hear <strong>a customer</strong>.</p>\
         <figure class='callout'><div><span class='icon'>⚠️</span></div><div>Take care</div></figure>\
         <ul class='to-do-list'><li><div class='checkbox checkbox-on'></div> <span class='to-do-children-checked'>done</span></li></ul>\
         <ul class='bulleted-list'><li>one</li></ul><ul class='bulleted-list'><li>two</li></ul>\
         <ul class='toggle'><li><details open=''><summary>More</summary><p>hidden</p></details></li></ul>\
         <figure class='link-to-page'><a href='Other%20{MAP}.html'><span class='icon'>📄</span>Other</a></figure></div></article></body></html>"
    );
    let path = format!("Listen in {LISTEN}.html");
    let collection = read("notion", &tree(&[(&path, page.as_bytes()), ("index.html", b"<p>x</p>")]));
    let listen = at(&collection, "listen-in");
    let expected = format!(
        "Hear **a customer**.\n\n> [!WARNING]\n> Take care\n\n- [x] done\n- one\n- two\n- > [!NOTE]- More\n  > hidden\n\n[Other](Other%20{MAP}.html)"
    );
    assert_eq!(listen.text, expected);
    assert_eq!(listen.title.as_deref(), Some("Listen in"));
}
