//! Scripts that are modules, joined to the plain scripts that readers get: browsers load no modules from a folder.
//!
//! Each module that is imported becomes a function that runs once, after those that it imports itself, and returns what it
//! exports; the script that imports them stands behind them, and one function around all keeps every name to itself. Refuses
//! other forms of `import` and `export` than the theme guide lists, circles, and exports that change later, since a value is
//! handed over once.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::imports::{FORM, Import, Module, Name, taken_apart};
use super::script::slim_script;
use crate::diagnostic::{Diagnostic, Span, code, did_you_mean};
use crate::limits::IMPORT_CHAIN;
use crate::page::listed;
use crate::snapshot::{File, ProjectPath};

/// The scripts of a theme: each is read once, however many others import it.
pub(super) struct Scripts<'s, 'f> {
    /// The script that an import names.
    find: &'f dyn Fn(&str) -> Option<&'s File>,
    /// All names that there are.
    names: &'f [String],
    /// The scripts that were read, by path.
    read: BTreeMap<&'s str, Option<Rc<Module>>>,
    problems: Vec<Diagnostic>,
}

impl<'s, 'f> Scripts<'s, 'f> {
    /// `find` gives the script that an import names, `names` are all that there are to name.
    pub(super) fn new(find: &'f dyn Fn(&str) -> Option<&'s File>, names: &'f [String]) -> Self {
        Self { find, names, read: BTreeMap::new(), problems: Vec::new() }
    }

    /// `file` and what it imports as one plain script, slim.
    pub(super) fn joined(&mut self, file: &'s File) -> String {
        let mut joiner = Joiner { scripts: self, done: BTreeMap::new(), open: Vec::new(), out: String::new() };
        match joiner.scripts.module(file) {
            Some(module) if module.with_modules => {
                let body = joiner.with_imports(file, &module);
                slim_script(&format!("(()=>{{\n'use strict';\n{}{body}\n}})();\n", joiner.out))
            }
            Some(module) => module.body.clone(),
            None => String::new(),
        }
    }

    /// What is wrong with imports, once for each place.
    pub(super) fn problems(self) -> Vec<Diagnostic> {
        self.problems
    }

    fn module(&mut self, file: &'s File) -> Option<Rc<Module>> {
        if let Some(known) = self.read.get(file.path.as_str()) {
            return known.clone();
        }
        let module = self.parse(file).map(Rc::new);
        self.read.insert(file.path.as_str(), module.clone());
        module
    }

    fn parse(&mut self, file: &File) -> Option<Module> {
        let text = file.text().ok()?;
        if let Some(at) = text.find("// @import \"").filter(|at| text.get(..*at).is_some_and(is_line_start)) {
            let message = "a comment imports nothing".to_owned();
            self.problem(
                file,
                at..at + "// @import".len(),
                message,
                "this was how scripts were joined",
                FORM.to_owned(),
            );
        }
        let (mut module, wrong) = taken_apart(&text);
        // Many scripts import one: without its comments it is half as long to read again.
        module.body = slim_script(&module.body);
        for (place, message, hint) in wrong {
            self.problem(file, place, message, "here", hint);
        }
        Some(module)
    }

    fn problem(&mut self, file: &File, place: Range<usize>, message: String, because: &str, hint: String) {
        let mut problem = Diagnostic::new(&code::SCRIPT_IMPORT, message);
        problem.span = Some(Span::new(&file.path, place));
        let problem = problem.because(because).hint(hint);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// The first of these scripts, each with its name, with what it imports of the others, as one plain script.
#[must_use]
pub fn joined_script(scripts: &[(&str, &str)]) -> String {
    let file = |(name, text): &(&str, &str)| Some(File::new(ProjectPath::new(name)?, text.as_bytes().to_vec()));
    let files: Vec<File> = scripts.iter().filter_map(file).collect();
    let find = |name: &str| files.iter().find(|file| file.path.as_str() == name);
    files.first().map(|first| Scripts::new(&find, &[]).joined(first)).unwrap_or_default()
}

/// One script that is being joined.
struct Joiner<'s, 'f, 'j> {
    scripts: &'j mut Scripts<'s, 'f>,
    /// The modules that are written, by path: the number of each, and what it exports.
    done: BTreeMap<&'s str, (usize, BTreeMap<String, String>)>,
    /// The modules on the way from the first one to the one that is read now.
    open: Vec<&'s str>,
    out: String,
}

impl<'s> Joiner<'s, '_, '_> {
    /// The body of `module`, which is in `file`, behind lines that give it what it imports.
    fn with_imports(&mut self, file: &'s File, module: &Module) -> String {
        self.open.push(file.path.as_str());
        let mut lines = String::new();
        for import in &module.imports {
            let Some(other) = self.found(file, import) else { continue };
            let Some((number, exports)) = self.written(other) else { continue };
            let mut given = Vec::new();
            for name in &import.names {
                if exports.contains_key(&name.outer) {
                    let same = name.outer == name.inner;
                    given.push(if same { name.outer.clone() } else { format!("{}:{}", name.outer, name.inner) });
                } else {
                    self.not_exported(file, import, name, &exports);
                }
            }
            if !given.is_empty() {
                lines.push_str(&format!("const{{{}}}=module{number};\n", given.join(",")));
            }
        }
        self.open.pop();
        lines + &module.body
    }

    /// The script that `import` names, unless it is missing or on the way to itself.
    fn found(&mut self, file: &File, import: &Import) -> Option<&'s File> {
        let name = import.from.strip_prefix("./").unwrap_or(&import.from);
        let Some(other) = (self.scripts.find)(name) else {
            let known: Vec<&str> = self.scripts.names.iter().map(String::as_str).collect();
            let hint = did_you_mean(name, known.iter().copied());
            let hint = hint.unwrap_or_else(|| format!("the scripts are {}", listed(&known)));
            let message = format!("there is no script `{name}` to import");
            self.scripts.problem(file, import.place.clone(), message, "no theme has an asset of this name", hint);
            return None;
        };
        if self.open.len() > IMPORT_CHAIN {
            let message = format!("more than {IMPORT_CHAIN} scripts import one another in a row");
            self.scripts.problem(
                file,
                import.place.clone(),
                message,
                "this one is not joined",
                "join some of them by hand".to_owned(),
            );
            return None;
        }
        let path = other.path.as_str();
        if let Some(at) = self.open.iter().position(|open| *open == path) {
            let way: Vec<&str> = self.open.iter().skip(at + 1).map(|path| file_name(path)).collect();
            let by = if way.is_empty() { String::new() } else { format!(" by way of {}", listed(&way)) };
            let message = format!("`{}` imports itself{by}", file_name(path));
            let hint = "move what both need to a third script".to_owned();
            self.scripts.problem(file, import.place.clone(), message, "this leads back to where it started", hint);
            return None;
        }
        Some(other)
    }

    /// The number of a module and what it exports; writes it the first time.
    fn written(&mut self, file: &'s File) -> Option<(usize, BTreeMap<String, String>)> {
        if let Some(done) = self.done.get(file.path.as_str()) {
            return Some(done.clone());
        }
        let module = self.scripts.module(file)?;
        let body = self.with_imports(file, &module);
        let number = self.done.len();
        let entry = |(outer, inner): (&String, &String)| {
            if outer == inner { outer.clone() } else { format!("{outer}:{inner}") }
        };
        let exports: Vec<String> = module.exports.iter().map(entry).collect();
        let exports_line = format!("return{{{}}};", exports.join(","));
        self.out.push_str(&format!("const module{number}=(()=>{{\n{body}\n{exports_line}\n}})();\n"));
        self.done.insert(file.path.as_str(), (number, module.exports.clone()));
        Some((number, module.exports.clone()))
    }

    fn not_exported(&mut self, file: &File, import: &Import, name: &Name, exports: &BTreeMap<String, String>) {
        let known: Vec<&str> = exports.keys().map(String::as_str).collect();
        let hint = did_you_mean(&name.outer, known.iter().copied()).unwrap_or_else(|| {
            let exports = format!("it exports {}", listed(&known));
            if known.is_empty() { "write `export` before what other scripts may use".to_owned() } else { exports }
        });
        let message = format!("`{}` does not export `{}`", file_name(&import.from), name.outer);
        self.scripts.problem(file, name.place.clone(), message, "this has no value", hint);
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_line_start(before: &str) -> bool {
    before.is_empty() || before.ends_with('\n')
}

#[cfg(test)]
mod tests {
    use super::Scripts;
    use crate::snapshot::{File, ProjectPath};

    fn file(name: &str, text: &str) -> File {
        File::new(ProjectPath::new(&format!("themes/ours/assets/{name}")).unwrap(), text.as_bytes().to_vec())
    }

    /// What the first of `scripts` is joined to, or what is wrong with it.
    fn check(scripts: &[(&str, &str)], wanted: &str) {
        let files: Vec<File> = scripts.iter().map(|(name, text)| file(name, text)).collect();
        let names: Vec<String> = scripts.iter().map(|(name, _)| (*name).to_owned()).collect();
        let find = |name: &str| files.iter().find(|file| file.path.as_str().ends_with(&format!("/{name}")));
        let mut scripts = Scripts::new(&find, &names);
        let out = scripts.joined(&files[0]);
        let problems = scripts.problems();
        let said = |problem: &crate::diagnostic::Diagnostic| {
            let span = problem.span.as_ref().unwrap();
            let text = files.iter().find(|file| file.path == span.file).unwrap().text().unwrap();
            format!("{} [{}]: {}", problem.message, text.get(span.start..span.end).unwrap(), problem.hints.join("; "))
        };
        let said: Vec<String> = problems.iter().map(said).collect();
        assert_eq!(if said.is_empty() { out } else { said.join("\n") }, wanted);
    }

    #[test]
    fn modules_are_joined_in_the_order_of_what_they_need() {
        check(&[("a.js", "// why\nlet x = 1;\n")], "let x=1;\n");
        check(
            &[
                ("a.js", "import { b, c as d } from \"./b.js\";\nimport { e } from './e.js';\nuse(b, d, e);\n"),
                (
                    "b.js",
                    "import { e } from \"./e.js\";\nexport const b = e;\nexport function c() {}\nexport { b as more };\n",
                ),
                ("e.js", "let own;\nexport async function e() {}\nexport class F {}\n"),
            ],
            "(()=>{'use strict';const module0=(()=>{let own;async function e(){}\nclass F{}\nreturn{F,e}})();\
             const module1=(()=>{const{e}=module0;const b=e;function c(){}\nreturn{b,c,more:b}})();\
             const{b,c:d}=module1;const{e}=module0;use(b,d,e)})();\n",
        );
        check(
            &[("a.js", "import \"./b.js\";\n"), ("b.js", "run(`\nexport const no`);\n")],
            "(()=>{'use strict';const module0=(()=>{run(`\nexport const no`);return{}})()})();\n",
        );
    }

    #[test]
    fn what_can_not_be_joined_is_said() {
        check(
            &[("a.js", "import { x } from \"./bee.js\";\n"), ("be.js", "")],
            "there is no script `bee.js` to import [\"./bee.js\"]: did you mean `be.js`?",
        );
        check(
            &[("a.js", "import { first, x } from \"./b.js\";\n"), ("b.js", "export const frist = 1;\n")],
            "`b.js` does not export `first` [first]: did you mean `frist`?\n`b.js` does not export `x` [x]: it exports `frist`",
        );
        check(
            &[
                ("a.js", "import { b } from \"./b.js\";\nexport const a = b;\n"),
                ("b.js", "import { a } from \"./a.js\";\nexport const b = a;\n"),
            ],
            "`a.js` imports itself by way of `b.js` [\"./a.js\"]: move what both need to a third script",
        );
        let form = "a form of `import` that is not joined [import]: write `import { name } from \"./other.js\";`";
        check(&[("a.js", "import all from \"./b.js\";\n"), ("b.js", "")], form);
        check(&[("a.js", "import * as all from \"./b.js\";\n"), ("b.js", "")], form);
        let form = "a form of `export` that is not joined [export]: \
                    write `export const`, `export function`, `export class`, or `export { name };`";
        for js in
            ["export let a = 1;\n", "export default 1;\n", "export * from \"./b.js\";\n", "export const { a } = b;\n"]
        {
            check(&[("a.js", js)], form);
        }
        check(
            &[("a.js", "// @import \"b.js\";\nrun();\n")],
            "a comment imports nothing [// @import]: write `import { name } from \"./other.js\";`",
        );
    }
}
