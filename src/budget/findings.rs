//! What the law asks of a contract on the day on which the plan signs it. The codes are those of
//! `ikou check`, which judges by the as-of date; a waiver of the inventory hides both.

use super::contracts::{Contract, Part};
use super::facts::{Facts, Per};
use crate::calendar::{Calendar, Date, Duration, FiscalYear};
use crate::facts::segment;
use crate::plan::Plan;

/// One thing to see to before the contract is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The code of `ikou check`, e.g. `council-vote-needed`.
    pub code: &'static str,
    /// Round.
    pub round: String,
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// Day of signing.
    pub signed: Date,
    /// Yen of the contract.
    pub yen: i64,
    /// The amount that the law sets, in force on that day.
    pub limit: i64,
    /// Article.
    pub law: String,
    /// Nothing confirms the amount: it is an editable default.
    pub assumed: bool,
    /// The session that votes the provisional contract, as the plan has it.
    pub session: Option<(String, Date)>,
}

pub(super) fn remarks(
    plan: &Plan,
    contracts: &[Contract],
    facts: &Facts<'_>,
    calendar: &Calendar,
) -> Vec<Remark> {
    let law = &calendar.rules().law;
    let kind = facts.text("municipality.kind").unwrap_or_default();
    let mut all = Vec::new();
    for contract in contracts.iter().filter(|c| c.part == Part::Work) {
        all.extend(carry_over(plan, contract, facts, calendar));
        let Some(signed) = contract.signed.filter(|day| *day >= plan.as_of) else {
            continue;
        };
        let fact = |key: &str| {
            let path = format!("procurement.{}.{key}", segment(&contract.round));
            facts.text(&path)
        };
        let object = fact("object").unwrap_or("services");
        let mut yen = contract.total();
        if object == "lease" && fact("method.kind") == Some("small") {
            // Of a lease the rent of a year counts, or all of a shorter one.
            let term = facts.duration(&format!("procurement.{}.term", segment(&contract.round)));
            let months = match term {
                Some(Duration::Months(n)) => i64::from(n.min(12)),
                _ => 12,
            };
            let rent = facts.costs(&contract.round).into_iter().map(|price| {
                let yen = facts.gross(price, signed);
                match price.per {
                    Per::Once => 0,
                    Per::Month => yen.saturating_mul(months),
                    Per::Year => yen.saturating_mul(months) / 12,
                }
            });
            yen = yen.saturating_add(super::sum(rent));
        }
        let small = fact("method.kind") == Some("small");
        let rules = [
            ("small", "small-contract-too-large"),
            ("council", "council-vote-needed"),
        ];
        for (rule, code) in rules {
            let Some(limit) = law.threshold(rule, object, kind, signed) else {
                continue;
            };
            let above = match rule {
                "small" => small && yen > limit.yen,
                _ => yen >= limit.yen,
            };
            let waived = waived(plan, facts, code, &contract.round);
            if !above || waived {
                continue;
            }
            all.push(Remark {
                code,
                round: contract.round.clone(),
                system: contract.system.clone(),
                signed,
                yen,
                limit: limit.yen,
                law: limit.law.clone(),
                assumed: facts.assumed(&format!("calendar.threshold.{}.yen", limit.id)),
                session: (rule == "council")
                    .then(|| voted_in(plan, calendar, &contract.round))
                    .flatten(),
            });
        }
    }
    all
}

/// Work that was signed for with money of one year and now runs past its end.
fn carry_over(
    plan: &Plan,
    contract: &Contract,
    facts: &Facts<'_>,
    calendar: &Calendar,
) -> Option<Remark> {
    let signed = contract.signed.filter(|day| *day < plan.as_of)?;
    let of_one_year = ["initial", "supplementary"].contains(&contract.instrument.as_str());
    let year = FiscalYear::of(signed);
    let open = contract.crosses && of_one_year && plan.as_of <= year.last_day();
    if !open {
        return None;
    }
    let sessions = calendar.supplementary_budgets(year);
    let last = sessions.iter().rfind(|s| s.vote >= plan.as_of)?;
    let name = calendar.rules().sessions.get(last.session);
    let law = "calendar.instrument.carry-over.law";
    Some(Remark {
        code: "carry-over-needed",
        round: contract.round.clone(),
        system: contract.system.clone(),
        signed,
        yen: contract.total(),
        limit: 0,
        law: facts.text(law).unwrap_or_default().to_owned(),
        assumed: facts.assumed(law),
        session: Some((name.map(|n| n.name.clone()).unwrap_or_default(), last.vote)),
    })
}

/// The session of a round's `contract_vote`; an empty name is the session of the initial budget.
fn voted_in(plan: &Plan, calendar: &Calendar, round: &str) -> Option<(String, Date)> {
    let mut all = plan.systems.iter().flat_map(|s| &s.milestones);
    let vote = all.find(|m| m.round == round && m.kind == "contract_vote")?;
    let sessions = calendar.supplementary_budgets(FiscalYear::of(vote.date));
    let session = sessions.iter().find(|s| s.vote == vote.date);
    let name = session.and_then(|s| calendar.rules().sessions.get(s.session));
    Some((name.map(|n| n.name.clone()).unwrap_or_default(), vote.date))
}

/// Whether the inventory waives a code for this round, with a reason and not out of date.
fn waived(plan: &Plan, facts: &Facts<'_>, code: &str, round: &str) -> bool {
    let place = format!("procurement.{}", segment(round));
    (0usize..)
        .map_while(|n| Some((n, facts.text(&format!("waive.{n}.code"))?)))
        .filter(|(_, known)| *known == code)
        .any(|(n, _)| {
            let path = facts.text(&format!("waive.{n}.path")).unwrap_or_default();
            let until = facts.date(&format!("waive.{n}.until"));
            let about = path.is_empty()
                || path == "procurement"
                || path == "procurement.*"
                || path == place
                || path
                    .strip_prefix(&place)
                    .is_some_and(|rest| rest.starts_with('.'))
                || path.starts_with("procurement.*.");
            about && until.is_none_or(|until| plan.as_of <= until)
        })
}
