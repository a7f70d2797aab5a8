//! One run's streams and language.

use super::Exit;
use super::args::Screen;
use super::failure::Failure;
use super::language::Languages;
use super::terminal::{self, Stream};
use super::whole;
use ikou::diag::show::Look;
use ikou::words::Lang;
use std::io::{self, Write};

/// Where a command writes, and how.
pub(crate) struct Session {
    languages: Languages,
    screen: Screen,
    /// The language, as far as it is known.
    pub(crate) lang: Lang,
    out: Output,
}

/// Standard output: a reader that has gone away is no failure, a full disk is.
#[derive(Default)]
struct Output {
    closed: bool,
    failure: Option<io::Error>,
}

impl Session {
    pub(crate) fn new(languages: Languages, screen: &Screen) -> Session {
        let lang = languages.before_reading();
        Session {
            languages,
            screen: screen.clone(),
            lang,
            out: Output::default(),
        }
    }

    /// The inventory may name a language too.
    pub(crate) fn inventory_says(&mut self, lang: Option<&str>) {
        self.lang = self.languages.for_inventory(lang);
    }

    /// How to write on standard output.
    pub(crate) fn look(&self) -> Look {
        terminal::look(&self.screen, Stream::Out, self.lang)
    }

    /// How to write on standard error.
    pub(crate) fn look_aside(&self) -> Look {
        terminal::look(&self.screen, Stream::Err, self.lang)
    }

    /// The width that was asked for.
    pub(crate) fn asked_width(&self) -> Option<usize> {
        self.screen.width.map(usize::from)
    }

    /// Whether ASCII was asked for.
    pub(crate) fn asked_ascii(&self) -> bool {
        self.screen.ascii
    }

    /// Whether standard output is a terminal.
    pub(crate) fn writes_to_terminal(&self) -> bool {
        Stream::Out.is_terminal()
    }

    /// Text, or whatever was asked for, on standard output.
    pub(crate) fn print(&mut self, text: impl AsRef<[u8]>) {
        let bytes = text.as_ref();
        if whole::too_much_for_stdout(bytes.len()) {
            self.out.refuse();
        } else if self.look().color && self.writes_to_terminal() {
            // On old consoles of Windows colours are calls, not characters.
            self.out
                .take(&mut anstream::AutoStream::always(io::stdout()), bytes);
        } else {
            self.out.take(&mut io::stdout(), bytes);
        }
    }

    /// Text on standard error; nowhere is left to report a failure of this.
    pub(crate) fn tell(&self, text: &str) {
        let _ = if self.look_aside().color {
            anstream::AutoStream::always(io::stderr()).write_all(text.as_bytes())
        } else {
            io::stderr().write_all(text.as_bytes())
        };
    }

    /// The end of the run: failures are told, and become an exit code.
    pub(crate) fn finish(mut self, done: Result<Exit, Failure>) -> Exit {
        let written = match self.out.failure.take() {
            Some(error) => Err(Failure::writing("stdout".to_owned(), &error)),
            None => Ok(()),
        };
        match written.and(done) {
            Ok(exit) => exit,
            Err(failure) => {
                self.tell(&failure.text(self.lang));
                Exit::Usage
            }
        }
    }
}

impl Output {
    /// Nothing is written, not even a beginning.
    fn refuse(&mut self) {
        let full = io::Error::from(io::ErrorKind::FileTooLarge);
        self.failure.get_or_insert(full);
    }

    fn take(&mut self, stream: &mut dyn Write, bytes: &[u8]) {
        if self.closed || self.failure.is_some() {
            return;
        }
        match stream.write_all(bytes).and_then(|()| stream.flush()) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
            Err(e) => self.failure = Some(e),
        }
    }
}
