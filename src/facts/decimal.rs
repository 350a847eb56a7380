//! Exact decimal numbers.
//!
//! Invariant: a `Decimal` is `digits × 10^exponent` with no trailing zero in `digits`, so equal
//! numbers are equal values. Arithmetic that leaves 38 digits yields `None`, never a rounded
//! number. Known gap: division only where it is
//! whole; fractions are kept as numerator and denominator elsewhere.

use std::fmt;

/// The most digits that are read; a longer run of digits is a code, not a figure.
const MOST_DIGITS: usize = 30;

/// An exact decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    exponent: i32,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self {
        digits: 0,
        exponent: 0,
    };

    /// One.
    pub const ONE: Self = Self {
        digits: 1,
        exponent: 0,
    };

    /// `digits × 10^exponent`.
    #[must_use]
    pub fn new(mut digits: i128, mut exponent: i32) -> Self {
        if digits == 0 {
            return Self::ZERO;
        }
        while digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        Self { digits, exponent }
    }

    /// Reads ASCII digits with at most one point: "282.6". Nothing else is accepted.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        Self::from_parts(whole, fraction)
    }

    /// The number with these ASCII digits before and after the decimal mark.
    #[must_use]
    pub fn from_parts(whole: &str, fraction: &str) -> Option<Self> {
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let exponent = -i32::try_from(fraction.len()).ok()?;
        Self::from_digits(whole.bytes().chain(fraction.bytes()), exponent)
    }

    /// The number that these ASCII digits spell, times `10^exponent`.
    #[must_use]
    pub fn from_digits(spelled: impl Iterator<Item = u8>, exponent: i32) -> Option<Self> {
        let mut digits: i128 = 0;
        let mut count = 0;
        for byte in spelled {
            if !byte.is_ascii_digit() {
                return None;
            }
            if digits != 0 || byte != b'0' {
                count += 1;
            }
            if count > MOST_DIGITS {
                return None;
            }
            digits = digits * 10 + i128::from(byte - b'0');
        }
        Some(Self::new(digits, exponent))
    }

    /// `self × other`, exactly.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self::new(
            self.digits.checked_mul(other.digits)?,
            self.exponent.checked_add(other.exponent)?,
        ))
    }

    /// `self + other`, exactly.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let left = self.shifted_to(exponent)?;
        let right = other.shifted_to(exponent)?;
        Some(Self::new(left.checked_add(right)?, exponent))
    }

    /// `self / other` where that is a whole number; none otherwise.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let left = self.shifted_to(exponent)?;
        let right = other.shifted_to(exponent)?;
        (right != 0 && left % right == 0).then(|| Self::new(left / right, 0))
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            digits: -self.digits,
            ..self
        }
    }

    /// Whether it has no digit after the decimal mark.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.exponent >= 0
    }

    fn shifted_to(self, exponent: i32) -> Option<i128> {
        let by = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        self.digits.checked_mul(10_i128.checked_pow(by)?)
    }

    /// The nearest `f64`; infinite where the number is beyond it.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        /// Whole numbers up to 2^53 are exact in an `f64`, and so are powers of ten up to 22.
        const EXACT: i128 = 1 << 53;
        if self.digits.abs() <= EXACT && self.exponent.abs() <= 22 {
            #[allow(clippy::cast_precision_loss, reason = "at most 2^53")]
            let digits = self.digits as f64;
            let power = 10_f64.powi(self.exponent.abs());
            // One operation on exact numbers rounds once, as the parser below does.
            return if self.exponent < 0 {
                digits / power
            } else {
                digits * power
            };
        }
        // Rust's parser rounds correctly, so equal decimals always give the same float.
        format!("{}e{}", self.digits, self.exponent)
            .parse()
            .unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    /// Plain decimal notation: "282600000000", "0.05".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        match usize::try_from(self.exponent) {
            Ok(zeros) => write!(f, "{sign}{digits}{}", "0".repeat(zeros)),
            Err(_) => {
                let places = self.exponent.unsigned_abs() as usize;
                let padded = format!("{digits:0>width$}", width = places + 1);
                let (whole, fraction) = padded.split_at(padded.len() - places);
                write!(f, "{sign}{whole}.{fraction}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prints_what_it_read() {
        for (text, printed) in [
            ("0", "0"),
            ("000", "0"),
            ("282.6", "282.6"),
            ("80.50", "80.5"),
            ("0.05", "0.05"),
            ("1000", "1000"),
            ("007", "7"),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), printed, "{text}");
        }
        for text in ["", ".", "1.2.3", "-1", "1e5", "٣", &"9".repeat(31)] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn scales_are_exact() {
        let billion = Decimal::new(1, 9);
        let value = Decimal::parse("282.6").unwrap().times(billion).unwrap();
        assert_eq!(value.to_string(), "282600000000");
        assert_eq!(value.to_f64(), 282_600_000_000.0);
        let sum = Decimal::new(2, 9).plus(Decimal::new(500, 6)).unwrap();
        assert_eq!(sum, Decimal::parse("2500000000").unwrap());
    }

    proptest! {
        #[test]
        fn round_trip(digits in -1_000_000_000_i128..1_000_000_000, exponent in -8_i32..12) {
            let number = Decimal::new(digits, exponent);
            let printed = number.to_string();
            let read = match printed.strip_prefix('-') {
                Some(rest) => Decimal::parse(rest).unwrap().negated(),
                None => Decimal::parse(&printed).unwrap(),
            };
            prop_assert_eq!(read, number);
            prop_assert_eq!(number.to_f64(), printed.parse::<f64>().unwrap());
        }
    }
}
