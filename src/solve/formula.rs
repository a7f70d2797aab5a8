//! What must hold: clauses and bounded sums over variables that are true or false.

/// A variable, or that it is false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Lit(u32);

impl Lit {
    /// Variable number `var`, true.
    pub(super) fn positive(var: usize) -> Lit {
        Lit(u32::try_from(var).unwrap_or(u32::MAX >> 1) << 1)
    }

    /// The one with this place in tables; `None`: there is none.
    pub(super) fn from_place(at: usize) -> Option<Lit> {
        u32::try_from(at).ok().map(Lit)
    }

    pub(super) fn var(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Place in tables that have one entry for each of both.
    pub(super) fn at(self) -> usize {
        self.0 as usize
    }

    /// Whether it is true in an assignment, one entry a variable.
    pub(crate) fn is_true_in(self, model: &[bool]) -> bool {
        model.get(self.var()) == Some(&self.is_positive())
    }

    /// Whether it says that its variable is true.
    pub(super) fn is_positive(self) -> bool {
        self.0 & 1 == 0
    }
}

impl std::ops::Not for Lit {
    type Output = Lit;

    #[inline]
    fn not(self) -> Lit {
        Lit(self.0 ^ 1)
    }
}

/// A sum that may not pass a number.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What counts how much where it is true, the greatest first.
    pub(super) terms: Vec<(Lit, i64)>,
    pub(super) most: i64,
}

/// What must hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formula {
    vars: usize,
    lits: Vec<Lit>,
    /// Where each clause ends.
    ends: Vec<usize>,
    pub(super) rows: Vec<Row>,
}

impl Formula {
    /// A new variable.
    pub(crate) fn var(&mut self) -> Lit {
        self.vars += 1;
        Lit::positive(self.vars - 1)
    }

    /// Literals of clauses and terms of sums, all together.
    pub(crate) fn size(&self) -> u64 {
        let terms: usize = self.rows.iter().map(|row| row.terms.len()).sum();
        (self.lits.len() + terms) as u64
    }

    /// How many variables there are.
    pub(crate) fn vars(&self) -> usize {
        self.vars
    }

    /// At least one of these is true.
    pub(crate) fn clause(&mut self, lits: impl IntoIterator<Item = Lit>) {
        let from = self.lits.len();
        self.lits.extend(lits);
        let mine = &mut self.lits[from..];
        mine.sort_unstable();
        let both = mine.windows(2).any(|w| w[0] == !w[1]);
        let mut kept: Vec<Lit> = mine.to_vec();
        kept.dedup();
        self.lits.truncate(from);
        if !both {
            self.lits.extend(kept);
            self.ends.push(self.lits.len());
        }
    }

    /// What counts together is no more than `most`: a sum of whole numbers, each where its literal is
    /// true. No number may be negative.
    pub(crate) fn at_most(&mut self, terms: impl IntoIterator<Item = (Lit, i64)>, most: i64) {
        // More than is allowed by itself is as much too much.
        let by = |by: i64| by.min(most.max(0).saturating_add(1));
        let terms = terms.into_iter().inspect(|t| debug_assert!(t.1 >= 0));
        let terms = terms.filter(|t| t.1 > 0).map(|t| (t.0, by(t.1)));
        let mut terms: Vec<(Lit, i64)> = terms.collect();
        terms.sort_by_key(|t| (std::cmp::Reverse(t.1), t.0));
        let sum = terms.iter().fold(0i64, |sum, t| sum.saturating_add(t.1));
        if sum > most {
            self.rows.push(Row { terms, most });
        }
    }

    pub(super) fn clauses(&self) -> impl Iterator<Item = &[Lit]> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let lits = &self.lits[from..*end];
            from = *end;
            lits
        })
    }

    /// Whether an assignment, one entry a variable, keeps all that must hold.
    pub(crate) fn kept_by(&self, model: &[bool]) -> bool {
        let holds = |lit: &Lit| lit.is_true_in(model);
        let sum = |row: &Row| -> i64 {
            let held = row.terms.iter().filter(|t| holds(&t.0));
            held.fold(0i64, |sum, t| sum.saturating_add(t.1))
        };
        model.len() == self.vars
            && self.clauses().all(|lits| lits.iter().any(holds))
            && self.rows.iter().all(|row| sum(row) <= row.most)
    }
}
