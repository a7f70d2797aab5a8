//! How far a value may turn out otherwise: a distribution over days, yen or dates.

/// The form of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Every value between the ends alike.
    Uniform,
    /// Rising straight to the likeliest value and falling straight from it.
    Triangular,
    /// The beta distribution of PERT: as triangular, with four times the weight in the middle.
    Pert,
    /// Skewed to the right without an end; `low` and `high` are its 5 % and 95 % points.
    Lognormal,
}

impl Shape {
    /// All, with their words in TOML and JSON.
    pub const ALL: [(&'static str, Shape); 4] = [
        ("pert", Shape::Pert),
        ("triangular", Shape::Triangular),
        ("uniform", Shape::Uniform),
        ("lognormal", Shape::Lognormal),
    ];

    /// The word in TOML and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Uniform => "uniform",
            Shape::Triangular => "triangular",
            Shape::Pert => "pert",
            Shape::Lognormal => "lognormal",
        }
    }

    /// Whether it has a likeliest value of its own.
    pub fn has_likely(self) -> bool {
        matches!(self, Shape::Triangular | Shape::Pert)
    }
}

/// A distribution: `low` ≤ `likely` ≤ `high`, where there is a likeliest value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spread<T> {
    /// The lower end (lognormal: the 5 % point).
    pub low: T,
    /// The likeliest value; `high` where the shape has none.
    pub likely: T,
    /// The upper end (lognormal: the 95 % point).
    pub high: T,
    /// Its form.
    pub shape: Shape,
}

impl<T: Copy> Spread<T> {
    /// The same distribution over other values.
    pub fn map<U>(self, mut of: impl FnMut(T) -> U) -> Spread<U> {
        Spread {
            low: of(self.low),
            likely: of(self.likely),
            high: of(self.high),
            shape: self.shape,
        }
    }
}
