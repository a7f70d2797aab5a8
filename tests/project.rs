//! Projects with known least makespans: cut out of full rectangles, tried out one by one, or made so
//! that there is none. The instances of PSPLIB are benches/psplib.rs.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

use ikou::project::{Activity, Makespan, Project};

const WORK: u64 = 2_000_000_000;

fn least(project: &Project) -> Makespan {
    let found = project.makespan(WORK).unwrap();
    assert!(project.allows(&found.starts));
    assert_eq!(found.days, found.least, "not proved");
    found
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % u64::from(most)) as u32
    }
}

/// A rectangle of so many days and units, cut into pieces: they fit into no fewer days.
fn cut(dice: &mut Dice, days: u32, units: u32, pieces: &mut Vec<(u32, u32)>) {
    let pick = dice.below(5);
    if pick < 2 && days > 2 {
        let at = 1 + dice.below(days - 1);
        cut(dice, at, units, pieces);
        cut(dice, days - at, units, pieces);
    } else if pick < 4 && units > 1 {
        let at = 1 + dice.below(units - 1);
        cut(dice, days, at, pieces);
        cut(dice, days, units - at, pieces);
    } else {
        pieces.push((days, units));
    }
}

#[test]
fn pieces_of_a_rectangle_fit_into_it_again() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut sizes = 0;
    for _ in 0..60 {
        let (days, units) = (6 + dice.below(10), 3 + dice.below(5));
        let mut pieces = Vec::new();
        cut(&mut dice, days, units, &mut pieces);
        sizes += pieces.len();
        let activity = |(days, units): &(u32, u32)| Activity {
            days: *days,
            units: vec![*units],
            followers: Vec::new(),
        };
        let project = Project {
            capacities: vec![units],
            activities: pieces.iter().map(activity).collect(),
        };
        assert_eq!(least(&project).days, days);
    }
    assert!(sizes > 200, "{sizes}");
}

/// Some activities on two resources that follow one another in places.
fn small(dice: &mut Dice) -> Project {
    let count = 3 + dice.below(3) as usize;
    let activities = (0..count).map(|i| Activity {
        days: dice.below(4),
        units: vec![dice.below(4), dice.below(3)],
        followers: (i + 1..count).filter(|_| dice.below(4) == 0).collect(),
    });
    Project {
        activities: activities.collect(),
        capacities: vec![3, 2],
    }
}

/// The least makespan by trying all starts.
fn tried(project: &Project) -> u32 {
    let whole: u32 = project.activities.iter().map(|a| a.days).sum();
    for days in 0..=whole {
        let mut starts = vec![0; project.activities.len()];
        loop {
            let end = starts.iter().zip(&project.activities);
            let end = end.map(|(s, a)| s + a.days).max().unwrap();
            if end <= days && project.allows(&starts) {
                return days;
            }
            let Some(next) = starts.iter().position(|s| *s < days) else {
                break;
            };
            starts[next] += 1;
            starts[..next].fill(0);
        }
    }
    unreachable!("one after the other is a schedule")
}

#[test]
fn small_projects_take_as_long_as_trying_all_starts_says() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut longer = 0;
    for _ in 0..150 {
        let project = small(&mut dice);
        let found = least(&project);
        assert_eq!(found.days, tried(&project));
        let chain = Project {
            capacities: vec![99, 99],
            ..project
        };
        longer += u32::from(found.days > least(&chain).days);
    }
    assert!(longer > 40, "{longer}");
}

#[test]
fn what_cannot_be_scheduled_has_no_makespan() {
    let one = |days, units, followers: &[usize]| Activity {
        days,
        units: vec![units],
        followers: followers.to_vec(),
    };
    let of = |activities: Vec<Activity>| Project {
        capacities: vec![2],
        activities,
    };
    assert_eq!(least(&of(Vec::new())).days, 0);
    assert_eq!(of(vec![one(3, 3, &[])]).makespan(WORK), None);
    assert_eq!(
        of(vec![one(3, 1, &[1]), one(2, 1, &[0])]).makespan(WORK),
        None
    );
    assert_eq!(of(vec![one(3, 1, &[7])]).makespan(WORK), None);
    let project = of(vec![one(3, 2, &[1]), one(0, 0, &[]), one(4, 2, &[])]);
    assert_eq!(least(&project).days, 7);
    assert!(
        !project.allows(&[0, 2, 3]),
        "it starts before the first ends"
    );
    assert!(!project.allows(&[0, 3, 2]), "two take four of two");
    assert!(!project.allows(&[0, 3]), "one has no start");
}

/// Where the work does not suffice, the bound is less than the schedule, and both are true.
#[test]
fn little_work_proves_little() {
    let mut dice = Dice(7);
    let mut pieces = Vec::new();
    while pieces.len() < 30 {
        cut(&mut dice, 30, 9, &mut pieces);
    }
    let activity = |(days, units): &(u32, u32)| Activity {
        days: *days,
        units: vec![*units],
        followers: Vec::new(),
    };
    let project = Project {
        capacities: vec![9],
        activities: pieces.iter().map(activity).collect(),
    };
    let found = project.makespan(0).unwrap();
    assert!(project.allows(&found.starts) && found.least <= found.days);
}
