# The command line: help, failures of a run, and the words around findings.

## Around findings

severity-error = error
severity-warning = warning
severity-note = note
show-help = help:{" "}
did-you-mean = did you mean “{ $name }”?
summary-none = no problems found
summary-joint = ,{" "}
summary-error-one = { $n } error
summary-errors = { $n } errors
summary-warning-one = { $n } warning
summary-warnings = { $n } warnings
summary-note-one = { $n } note
summary-notes = { $n } notes
