# Words of inventories made by import, and why cells were left

import-head =
    Core systems of { $name } ({ $date }, made from { $files })

    What to do
      1. See the cells that were left, at the end of this file, and add what is needed.
      2. Look for mistakes with ikou check, then plan with ikou plan.
      3. When the tables have changed, import them into this file again: only what changed is written, comments stay.
import-h-deadline = Deadlines of single systems
import-note = Note: { $note }
import-source = { $file } [{ $sheet }] row { $row }
import-source-text = { $file } row { $row }
import-left = Cells that were left
import-left-line = { $left }
import-left-one = { $at }: "{ $text }" { $why }

import-why-outside = It stands outside the table.
import-why-no-headings = No row of this sheet can be read as headings.
import-why-heading = The heading "{ $value }" is not known; a file given with --map can say what it means.
import-why-date = It is no date.
import-why-yen = It is no amount in whole yen.
import-why-number = It is no whole number.
import-why-length = It is no length of time (6 months, 2 weeks …).
import-why-word = It is none of the words that can be chosen.
import-why-business = It is not in the list of businesses.
import-why-no-record = The row does not say which system, contract, hardware or vendor this is about.
import-why-required = Its record has no { $value }, so that it cannot be written.
import-why-unknown-system = There is no system of that name.
import-why-twice = Another cell says otherwise; the first one counts.
import-why-broken = It is an error value, a formula without a result, or has characters that cannot be read.
import-why-planned = Dates of work are planned by ikou and not imported.

import-summary = Read systems: { $systems }, contracts: { $contracts }, hardware: { $hardware }, vendors: { $vendors }.
import-written = Wrote { $path }.
import-updated = Updated { $path } (changed: { $changed }, added: { $added }).
import-unchanged = No fact of { $path } changes.
import-would = No file has been changed (to change: { $changed }, to add: { $added }).
import-changed = { $path }: { $old } -> { $new } ({ $at })
import-added = { $path } added ({ $at })
import-added-record = { $path } added
import-unplaced = { $path } = { $new } has no one place in the file: please write it by hand ({ $at }).
import-left-count = Cells that were left: { $n }
