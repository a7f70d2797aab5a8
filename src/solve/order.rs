//! Which variable is decided next: the one that took part in most conflicts of late.

/// Variables in a heap by how active they were.
pub(super) struct Order {
    heap: Vec<u32>,
    /// Place in the heap; [`OUT`]: it is not there.
    places: Vec<u32>,
    activity: Vec<f64>,
    step: f64,
}

const OUT: u32 = u32::MAX;
const DECAY: f64 = 0.95;
const TOO_MUCH: f64 = 1e100;

impl Order {
    pub(super) fn new(vars: usize) -> Order {
        let count = u32::try_from(vars).unwrap_or(OUT);
        Order {
            heap: (0..count).collect(),
            places: (0..count).collect(),
            activity: vec![0.0; vars],
            step: 1.0,
        }
    }

    /// A variable took part in a conflict.
    pub(super) fn bump(&mut self, var: usize) {
        self.activity[var] += self.step;
        if self.activity[var] > TOO_MUCH {
            self.activity.iter_mut().for_each(|a| *a /= TOO_MUCH);
            self.step /= TOO_MUCH;
        }
        if self.places[var] != OUT {
            self.up(self.places[var] as usize);
        }
    }

    /// What was before counts less from now on.
    pub(super) fn decay(&mut self) {
        self.step /= DECAY;
    }

    /// Puts a variable back.
    pub(super) fn insert(&mut self, var: usize) {
        if self.places[var] == OUT {
            self.places[var] = u32::try_from(self.heap.len()).unwrap_or(OUT);
            self.heap.push(u32::try_from(var).unwrap_or(OUT));
            self.up(self.heap.len() - 1);
        }
    }

    /// Takes the most active variable out.
    pub(super) fn pop(&mut self) -> Option<usize> {
        let first = *self.heap.first()? as usize;
        let last = self.heap.pop()?;
        self.places[first] = OUT;
        if let Some(root) = self.heap.first_mut() {
            *root = last;
            self.places[last as usize] = 0;
            self.down(0);
        }
        Some(first)
    }

    fn above(&self, a: u32, b: u32) -> bool {
        let of = |v: u32| self.activity[v as usize];
        of(a) > of(b) || of(a) == of(b) && a < b
    }

    fn up(&mut self, mut at: usize) {
        while at > 0 {
            let parent = (at - 1) / 2;
            if !self.above(self.heap[at], self.heap[parent]) {
                break;
            }
            self.swap(at, parent);
            at = parent;
        }
    }

    fn down(&mut self, mut at: usize) {
        loop {
            let children = [2 * at + 1, 2 * at + 2];
            let mut best = at;
            for child in children {
                if child < self.heap.len() && self.above(self.heap[child], self.heap[best]) {
                    best = child;
                }
            }
            if best == at {
                return;
            }
            self.swap(at, best);
            at = best;
        }
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.heap.swap(a, b);
        for at in [a, b] {
            self.places[self.heap[at] as usize] = u32::try_from(at).unwrap_or(OUT);
        }
    }
}
