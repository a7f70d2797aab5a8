//! Why each date is what it is.

use super::Plan;
use super::model::Model;
use super::state::State;

/// The path of a fact: `contract.tax-2016.ends`, ids quoted where they need it.
pub(crate) fn path(kind: &str, id: &str, key: &str) -> String {
    let plain = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if plain {
        format!("{kind}.{id}.{key}")
    } else {
        format!("{kind}.\"{id}\".{key}")
    }
}

pub(super) fn fill(_model: &Model, _state: &State, _plan: &mut Plan) {}
