//! `ikou man`: the manual page, from the same texts as help.

use super::{Exit, Failure, Session, help};
use clap::Args;
use ikou::words::say;

/// Manual pages are read in 80 columns, seven of which are margin.
const WIDTH: usize = 73;

#[derive(Debug, Args)]
pub(crate) struct ManArgs {}

pub(crate) fn man(session: &mut Session) -> Result<Exit, Failure> {
    let word = |key: &str| say(session.lang, key, &[]);
    let mut page = format!(".TH IKOU 1 \"\" \"ikou {}\"\n", env!("CARGO_PKG_VERSION"));
    page.push_str(&format!(
        ".SH {}\nikou \\- {}\n",
        word("man-name"),
        escaped(&word("cmd"))
    ));
    for (name, text) in help::pages(session.lang, WIDTH) {
        let title = if name.is_empty() {
            word("man-use")
        } else {
            format!("ikou {name}")
        };
        page.push_str(&format!(".SH \"{title}\"\n.nf\n"));
        for line in text.lines() {
            page.push_str(&escaped(line));
            page.push('\n');
        }
        page.push_str(".fi\n");
    }
    session.print(page);
    Ok(Exit::Ok)
}

/// A line as roff prints it: no command, no escape, no hyphen that is none.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    if line.starts_with(['.', '\'']) {
        format!("\\&{line}")
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_line_is_taken_for_a_command() {
        assert_eq!(escaped(".SH x"), "\\&.SH x");
        assert_eq!(escaped("-o C:\\x"), "\\-o C:\\ex");
    }
}
