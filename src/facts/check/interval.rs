//! Intervals of numbers: what a written figure leaves open, and arithmetic on it.
//!
//! Invariant: `low <= high`, neither is NaN. Sums, differences and quotients hold every result that
//! numbers of their operands can have, so two intervals that do not meet contradict each other.

/// The numbers from `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least number.
    pub low: f64,
    /// The greatest number; may be infinite.
    pub high: f64,
}

impl Interval {
    /// The numbers between two ends; none where one is NaN.
    #[must_use]
    pub fn new(low: f64, high: f64) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }

    /// The number alone.
    #[must_use]
    pub fn exactly(number: f64) -> Option<Self> {
        Self::new(number, number)
    }

    /// Every sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::new(self.low + other.low, self.high + other.high)
    }

    /// Every difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        Self::new(self.low - other.high, self.high - other.low)
    }

    /// Every quotient; none unless both are of positive numbers.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if self.low < 0.0 || other.low <= 0.0 {
            return None;
        }
        Self::new(self.low / other.high, self.high / other.low)
    }

    /// Every product with a positive number.
    #[must_use]
    pub fn times(self, factor: f64) -> Option<Self> {
        Self::new(self.low * factor, self.high * factor)
    }

    /// Whether a number lies in both, but for what is lost in calculating.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high + Self::lost(other.high)
            && other.low <= self.high + Self::lost(self.high)
    }

    /// Whether all of it lies above the other, by more than what is lost in calculating.
    #[must_use]
    pub fn exceeds(self, other: Self) -> bool {
        self.low > other.high + Self::lost(other.high)
    }

    /// More than a few operations on floats lose.
    fn lost(number: f64) -> f64 {
        number.abs() * 1e-9 + 1e-9
    }
}
