//! Dependencies between systems.

use super::reading::{Reading, Taken};
use super::{Found, days_between};
use crate::calendar::Date;
use crate::inventory::{Link, LinkKind};

/// Every link with both ends: the system, the link, its own ▲ of the standard and the other's.
pub(super) fn links<'r>(
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = (&'r Taken<'r>, &'r Taken<'r>, &'r Link, Date, Date)> {
    reading.taken.iter().flat_map(move |taken| {
        taken.system.links.iter().filter_map(move |link| {
            let place = reading.place.get(link.system.0).copied().flatten()?;
            let other = &reading.taken[place];
            Some((
                taken,
                other,
                link,
                taken.standard()?.cutover,
                other.standard()?.cutover,
            ))
        })
    })
}

/// `link-hard`: ▲ of the standard is not before that of the system it comes after.
pub(super) fn link_hard(reading: &Reading<'_>, found: &mut Found) {
    for (taken, other, link, own, before) in links(reading) {
        if link.kind == LinkKind::Hard && own < before && !happened(taken) {
            found.add(
                Some(&taken.system.id),
                None,
                "goes live before what it comes after",
                &[
                    ("cutover", &own),
                    ("after", &other.system.id),
                    ("its-cutover", &before),
                    ("days-over", &days_between(own, before)),
                ],
            );
        }
    }
}

/// `link-together`: the same ▲ of the standard.
pub(super) fn link_together(reading: &Reading<'_>, found: &mut Found) {
    for (taken, other, link, own, same) in links(reading) {
        if link.kind == LinkKind::Together && own != same && !(happened(taken) && happened(other)) {
            found.add(
                Some(&taken.system.id),
                None,
                "does not go live together",
                &[
                    ("cutover", &own),
                    ("with", &other.system.id),
                    ("its-cutover", &same),
                    ("days-off", &days_between(same, own)),
                ],
            );
        }
    }
}

/// The ▲ of the standard lies behind.
fn happened(taken: &Taken<'_>) -> bool {
    taken.standard().is_some_and(|m| m.done)
}
