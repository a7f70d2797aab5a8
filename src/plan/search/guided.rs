//! Plans from what systems choose at good prices.

use super::{Effort, Search, Whole, whole};
use crate::plan::levels::Levels;
use crate::plan::model::Model;
use crate::plan::options::Choice;
use crate::plan::state::State;

/// Assignments close to lists of choices that together take more than there is: what finds room there,
/// the rest where it is best. The best one first, with the steps spent on all.
pub(crate) fn guided(
    model: &Model,
    effort: Effort,
    alone: &[Option<Levels>],
    guides: &[Vec<Option<Choice>>],
) -> (Vec<State>, u64) {
    let mut search = Search::new(model, effort, alone, &[]);
    let mut all: Vec<(Whole, State)> = Vec::new();
    for guide in guides {
        let mut state = search.begun_with(guide);
        let worth = whole(model, &mut state);
        if !all.iter().any(|(known, _)| *known == worth) {
            all.push((worth, state));
        }
        if search.spent() {
            break;
        }
    }
    all.sort_by_key(|(worth, _)| *worth);
    (
        all.into_iter().map(|(_, state)| state).collect(),
        search.steps,
    )
}

/// Tries other orders for a part of the systems of a plan; returns it with the steps spent. `own`, `least`
/// as in [`improve`].
pub(crate) fn rearranged(
    model: &Model,
    effort: Effort,
    alone: &[Option<Levels>],
    own: &[Option<Choice>],
    least: Option<Levels>,
    mut state: State,
) -> (State, u64) {
    let search = Search::rearranging(model, effort, alone, own, least, &mut state);
    (state, search.steps)
}
