use super::*;
use crate::plan::branch::sample::{LIMITS, shipped};
use crate::plan::model::Model;

#[test]
fn what_is_proved_is_found_again() {
    let inventory = shipped();
    let whole = Model::new(&inventory);
    for group in whole.groups() {
        let part = whole.part(group);
        let problem = Problem::new(&part.model);
        let found = problem.solve(None, LIMITS);
        let worth = found.state.as_ref().map(|(worth, _)| *worth);
        assert_eq!(found.bound, worth);
        let (confirmed, steps) = problem.confirmed(found.bound, LIMITS, found.nodes);
        assert_eq!(confirmed, worth);
        assert!(steps > 0);
    }
}

#[test]
fn what_is_claimed_too_high_is_lowered() {
    let inventory = shipped();
    let whole = Model::new(&inventory);
    let at = whole.at;
    for group in whole.groups() {
        let part = whole.part(group);
        let problem = Problem::new(&part.model);
        let (worth, _) = problem.solve(None, LIMITS).state.unwrap();
        for place in [at.gap, at.hard, at.late, at.yen] {
            let more = Some(worth.with(place, 1));
            assert!(problem.confirmed(more, LIMITS, LIMITS.nodes).0 <= Some(worth));
        }
        // That there is no plan at all, where there is one.
        let none = problem.confirmed(None, LIMITS, LIMITS.nodes).0;
        assert!(none.is_some_and(|least| least <= worth));
        // Nothing is found without effort: the first bound is all there is.
        let first = problem.bound(&problem.alone(&mut 0)).unwrap();
        let brief = problem
            .confirmed(Some(worth), Limits { steps: 0, ..LIMITS }, 0)
            .0;
        assert!(brief.is_some_and(|b| first <= b && b <= worth));
    }
}

#[test]
fn what_spoilt_tables_hide_from_the_search_is_found() {
    let inventory = shipped();
    let whole = Model::new(&inventory);
    let mut hidden = 0;
    for group in whole.groups() {
        let part = whole.part(group);
        let (true_worth, _) = Problem::new(&part.model).solve(None, LIMITS).state.unwrap();
        for i in 0..part.systems.len() {
            let mut problem = Problem::new(&part.model);
            problem.options[i].hide_the_best(&part.model);
            problem.holds[i] = problem.options[i].holds(&part.model);
            let found = problem.solve(None, LIMITS);
            // The search trusts the order of its tables and claims too much of a worse plan.
            if found.bound.is_none_or(|bound| bound > true_worth) {
                hidden += 1;
                let confirmed = problem.confirmed(found.bound, LIMITS, found.nodes).0;
                assert!(confirmed.is_some_and(|least| least <= true_worth));
            }
        }
    }
    assert!(hidden > 0, "no table was spoilt");
}

#[test]
fn that_nothing_lower_exists_is_found_again() {
    let inventory = shipped();
    let whole = Model::new(&inventory);
    for group in whole.groups() {
        let part = whole.part(group);
        let problem = Problem::new(&part.model);
        let (worth, mut state) = problem.solve(None, LIMITS).state.unwrap();
        let peak = state.peak(&part.model);
        let lower = Limits {
            load: peak.saturating_sub(1),
            levels: Some(worth),
            ..LIMITS
        };
        let found = problem.solve(None, lower);
        let confirmed = problem.confirmed(found.bound, lower, found.nodes).0;
        assert_eq!(confirmed.is_none(), found.bound.is_none());
    }
}

/// What a node allows is held as narrowings alone: gathered at once they give what they gave one after
/// another.
#[test]
fn what_nodes_allow_is_gathered_again() {
    let inventory = shipped();
    let whole = Model::new(&inventory);
    let mut deep = 0;
    for group in whole.groups() {
        let part = whole.part(group);
        let problem = Problem::new(&part.model);
        let mut witness = Witness::new(&problem, LIMITS);
        let (_, first) = witness.first().unwrap();
        let mut open = vec![(first, 0)];
        for _ in 0..300 {
            let Some((node, depth)) = open.pop() else {
                break;
            };
            deep = deep.max(depth);
            let outer = witness.unfold(&node);
            for (value, child) in witness.children(&node).unwrap_or_default() {
                let inside = witness.unfold(&child);
                let after = outer.windows.changed(&problem, &child.changes);
                assert_eq!(format!("{:?}", inside.windows), format!("{after:?}"));
                let mut sum = Levels::default();
                for (i, choice) in inside.choices.iter().enumerate() {
                    let best = witness.best(&after, i, None, Levels::WORST).unwrap();
                    assert_eq!(best.value, choice.value);
                    sum += choice.value;
                }
                let yen = part.model.at.yen;
                assert!(sum.with(yen, problem.shared.bound(&problem, &after)) <= value);
                open.push((child, depth + 1));
            }
        }
    }
    assert!(deep > 2, "{deep}");
}
