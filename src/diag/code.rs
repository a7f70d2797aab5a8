//! The stable codes of findings. Each has a heading in `docs/diagnostics.md`, a sentence in both
//! languages and a fixture in `tests/invalid/`; tests hold all four together.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $doc:literal;)*) => {
        /// Which problem a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $doc] $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable name: `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad it is unless the caller says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    Syntax "syntax" Error "The file is not valid TOML.";
    UnknownKey "unknown-key" Error "A key that nothing reads.";
    WrongType "wrong-type" Error "A value of another type than the key takes.";
    BadDate "bad-date" Error "A date that does not exist or cannot be read.";
    UnknownId "unknown-id" Error "A reference to something that is nowhere declared.";
    DuplicateId "duplicate-id" Error "Two things of one kind with the same id.";
}
