//! JSON for programs: the rows of plan.json, their total, and what follows from them.

use super::Asked;
use crate::budget::{Burden, Contract, Group, Groups, Part, Way};
use serde_json::{Value, json};

pub(super) fn write(asked: &Asked<'_>) -> String {
    let budget = asked.budget;
    let rows: Vec<Value> = budget
        .rows
        .iter()
        .map(|row| {
            json!({
                "fiscal_year": row.fiscal_year, "system": row.system, "owner": row.owner,
                "round": row.round, "kind": row.kind, "instrument": row.instrument,
                "yen": row.yen,
            })
        })
        .collect();
    let mut out = json!({
        "schema": 1,
        "as_of": asked.plan.as_of,
        "total": budget.total,
        "rows": rows,
    });
    let mut put = |key: &str, value: Value| {
        if let Some(map) = out.as_object_mut() {
            map.insert(key.to_owned(), value);
        }
    };
    if let Some(groups) = &asked.groups {
        put("groups", groups_of(groups));
    }
    if let Some(difference) = &asked.difference {
        put("difference", groups_of(difference));
    }
    let sheets = budget.sheets.iter().map(|s| {
        json!({
            "fiscal_year": s.fiscal_year, "precheck": s.precheck, "request": s.request, "vote": s.vote, "new": s.new,
            "committed": s.committed, "one_off": s.one_off, "running": s.running,
            "penalty": s.penalty, "total": s.total, "debt_limits": s.limits,
        })
    });
    put("years", sheets.collect());
    let asks = budget.asks.iter().map(|a| {
        json!({
            "fiscal_year": a.fiscal_year, "supplementary": a.supplementary,
            "request": a.request, "vote": a.vote, "contract": a.contract, "system": a.system,
            "round": a.round, "instruments": a.instruments, "yen": a.yen, "debt_limit": a.limit,
            "done": a.done,
        })
    });
    put("requests", asks.collect());
    let ceilings = budget.ceilings.iter().map(|c| {
        json!({
            "id": c.id, "name": c.name, "fiscal_year": c.fiscal_year, "limit": c.limit,
            "planned": c.planned, "over": c.over(), "hard": c.hard,
            "rows": c.burdens.iter().map(burden).collect::<Vec<_>>(),
        })
    });
    put("ceilings", ceilings.collect());
    put("contracts", budget.contracts.iter().map(contract).collect());
    let by_year = |years: &std::collections::BTreeMap<i32, i64>| -> Value {
        let map = years
            .iter()
            .map(|(year, yen)| (year.to_string(), json!(yen)));
        Value::Object(map.collect())
    };
    let subsidies = budget.sources.subsidies.iter().map(|s| {
        json!({
            "id": s.id, "name": s.name, "rate": s.rate, "cap": s.cap, "assumed": s.assumed,
            "years": by_year(&s.years), "eligible": by_year(&s.eligible),
        })
    });
    let subsidies: Vec<Value> = subsidies.collect();
    put(
        "sources",
        json!({ "subsidies": subsidies, "own": by_year(&budget.sources.own) }),
    );
    let remarks = budget.remarks.iter().map(|r| {
        json!({
            "code": r.code, "round": r.round, "system": r.system, "signed": r.signed,
            "yen": r.yen, "limit": r.limit, "law": r.law, "assumed": r.assumed,
            "session": r.session.as_ref().map(|(name, vote)| json!({ "session": name, "date": vote })),
        })
    });
    put("remarks", remarks.collect());
    let keys = budget.running.keys.iter();
    let keys: Vec<Value> = keys
        .map(|k| json!({ "system": k.system, "before": k.before, "after": k.after }))
        .collect();
    put(
        "running_year",
        json!({
            "before": budget.running.before, "after": budget.running.after, "systems": keys,
        }),
    );
    let five = budget.five_years.iter().map(|f| {
        json!({
            "round": f.round, "system": f.system, "from": f.from, "to": f.to,
            "one_off": f.one_off, "running": f.running, "total": f.total,
            "within_horizon": f.in_plan,
        })
    });
    put("five_years", five.collect());
    let mut text = serde_json::to_string_pretty(&out).unwrap_or_default();
    text.push('\n');
    text
}

fn groups_of(groups: &Groups) -> Value {
    let line = |group: &Group| {
        let years: serde_json::Map<String, Value> = group
            .years
            .iter()
            .map(|(year, yen)| (year.to_string(), json!(yen)))
            .collect();
        json!({
            "key": group.key, "years": years, "one_off": group.one_off,
            "running": group.running, "penalty": group.penalty, "yen": group.total,
        })
    };
    json!({
        "by": groups.by.name(),
        "lines": groups.groups.iter().map(line).collect::<Vec<_>>(),
        "total": line(&groups.sum),
    })
}

fn burden(burden: &Burden) -> Value {
    json!({
        "system": burden.system, "round": burden.round, "kind": burden.kind, "yen": burden.yen,
        "later": burden.later.as_ref().map(|l| {
            json!({ "system": l.system, "bridge": l.bridge, "not_before": l.not_before })
        }),
        "supplementary": burden.supplementary.as_ref().map(|(session, request, vote)| {
            json!({ "session": session, "request": request, "vote": vote })
        }),
    })
}

fn contract(contract: &Contract) -> Value {
    let shares: serde_json::Map<String, Value> = contract
        .shares
        .iter()
        .map(|(year, yen)| (year.to_string(), json!(yen)))
        .collect();
    let part = match contract.part {
        Part::Work => "work",
        Part::Running => "running",
        Part::Extension => "extension",
    };
    json!({
        "round": contract.round, "system": contract.system, "part": part,
        "instrument": contract.instrument, "from": contract.from, "to": contract.to,
        "signed": contract.signed, "crosses_31_march": contract.crosses, "shares": shares,
        "after_horizon": contract.beyond, "debt_limit": contract.limit,
        "debt_until": contract.until, "vote": contract.vote,
        "latest_vote": contract.latest.as_ref().map(|(session, date)| {
            json!({ "session": session, "date": date })
        }),
        "ways": contract.ways.iter().map(way).collect::<Vec<_>>(),
    })
}

fn way(way: &Way) -> Value {
    match way {
        Way::SignBy { date, days } => json!({ "way": "sign-by", "date": date, "days": days }),
        Way::Preparation { notice, from } => {
            json!({ "way": "preparation", "notice": notice, "from": from })
        }
        Way::Supplementary {
            session,
            request,
            vote,
        } => {
            json!({ "way": "supplementary", "session": session, "request": request, "vote": vote })
        }
        Way::ZeroDebt {
            session,
            request,
            vote,
        } => json!({ "way": "zero-debt", "session": session, "request": request, "vote": vote }),
        Way::CarryOver { session, vote } => {
            json!({ "way": "carry-over", "session": session, "vote": vote })
        }
        Way::ChangeDebt { session, vote } => {
            json!({ "way": "change-debt", "session": session, "vote": vote })
        }
    }
}
