//! Emoji by the names that forges and chats have for them.

/// Emoji that are written by name, and what they are.
pub(crate) const EMOJI: [(&str, &str); 44] = [
    ("+1", "👍"),
    ("-1", "👎"),
    ("thumbsup", "👍"),
    ("thumbsdown", "👎"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("grinning", "😀"),
    ("wink", "😉"),
    ("tada", "🎉"),
    ("rocket", "🚀"),
    ("warning", "⚠️"),
    ("white_check_mark", "✅"),
    ("heavy_check_mark", "✔️"),
    ("x", "❌"),
    ("bulb", "💡"),
    ("heart", "❤️"),
    ("fire", "🔥"),
    ("eyes", "👀"),
    ("star", "⭐"),
    ("memo", "📝"),
    ("pray", "🙏"),
    ("clap", "👏"),
    ("wave", "👋"),
    ("sparkles", "✨"),
    ("point_right", "👉"),
    ("thinking", "🤔"),
    ("smirk", "😏"),
    ("laughing", "😆"),
    ("joy", "😂"),
    ("slightly_smiling_face", "🙂"),
    ("sunglasses", "😎"),
    ("cry", "😢"),
    ("muscle", "💪"),
    ("ok_hand", "👌"),
    ("point_down", "👇"),
    ("raised_hands", "🙌"),
    ("zap", "⚡"),
    ("bug", "🐛"),
    ("lock", "🔒"),
    ("link", "🔗"),
    ("bell", "🔔"),
    ("books", "📚"),
    ("100", "💯"),
    ("construction", "🚧"),
];

/// The emoji of this name.
pub(crate) fn sign(name: &str) -> Option<&'static str> {
    EMOJI.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)
}

/// `text` with emoji in place of their names; unknown names stay.
pub(super) fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (at, name) in names(text) {
        let Some(sign) = sign(name) else { continue };
        out.push_str(text.get(end..at).unwrap_or_default());
        out.push_str(sign);
        end = at + name.len() + 2;
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

/// Where `:name:` stands in `text`, with the name.
pub(crate) fn names(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(':').filter_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let inner = text.get(at + 1..)?;
        let length = inner
            .bytes()
            .take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte))
            .count();
        let (name, rest) = inner.split_at_checked(length)?;
        let after = rest.strip_prefix(':')?.chars().next();
        let is_name = matches!(name, "+1" | "-1" | "100")
            || (name.len() > 1 && name.starts_with(|c: char| c.is_ascii_lowercase()))
            || name == "x";
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != ':');
        (is_name && is_edge(before) && is_edge(after)).then_some((at, name))
    })
}
