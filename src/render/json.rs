//! plan.json, and the schema that documents it.

use crate::plan::Plan;

/// plan.json.
pub(super) fn write(plan: &Plan) -> Vec<u8> {
    plan.to_json().into_bytes()
}

/// The JSON Schema of plan.json, with a newline at its end.
pub fn plan_schema() -> String {
    let schema = schemars::schema_for!(Plan);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
