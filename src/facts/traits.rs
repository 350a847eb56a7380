//! What is seen of a figure and of a phrase that may name what it measures, as sets of flags.
//!
//! Invariant: every flag has a name in `tables/metric_weights.tsv`, in the order of the bits. Known
//! gap: a flag is seen or not; how far away or how long something is comes in steps.

macro_rules! flags {
    ($kind:ident: $store:ty; $($name:ident $text:literal $doc:literal;)*) => {
        flags!(@each $kind, $store, 0; $($name $doc;)*);
        impl std::ops::BitOr for $kind {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl $kind {
            /// Their names in the table of weights, in the order of their bits.
            pub const NAMES: &[&str] = &[$($text),*];

            /// The flag of that name.
            pub fn named(name: &str) -> Option<Self> {
                let number = Self::NAMES.iter().position(|n| *n == name)?;
                Some(Self(1 << number))
            }

            /// Whether any of `others` holds.
            pub fn any(self, others: Self) -> bool {
                self.0 & others.0 != 0
            }

            /// Adds `others` where `when` holds.
            pub fn set(&mut self, other: Self, when: bool) {
                if when {
                    self.0 |= other.0;
                }
            }

            /// The numbers of those that hold.
            pub fn each(self) -> impl Iterator<Item = usize> {
                let all = u128::from(self.0);
                let halves = [all as u64, (all >> 64) as u64];
                halves.into_iter().enumerate().flat_map(|(half, mut left)| {
                    std::iter::from_fn(move || {
                        let bit = left.trailing_zeros() as usize;
                        left &= left.wrapping_sub(1);
                        (bit < 64).then_some(64 * half + bit)
                    })
                })
            }
        }
    };
    (@each $kind:ident, $store:ty, $shift:expr; $name:ident $doc:literal; $($rest:tt)*) => {
        impl $kind {
            #[doc = $doc]
            pub const $name: Self = Self(1 << $shift);
        }
        flags!(@each $kind, $store, $shift + 1; $($rest)*);
    };
    (@each $kind:ident, $store:ty, $shift:expr;) => {};
}

/// What is seen of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(pub u128);

flags! { Traits: u128;
    CARRIED "carried" "What was measured before.";
    CARRIED_HEAD "carried_head" "That, where a known head begins it.";
    TITLE "title" "What the title names.";
    CARRIED_HERE "carried_here" "That, said in the same sentence.";
    INSIDE "inside" "Begins in the quantity: the counted noun.";
    TOUCHES "touches" "Begins right behind the figure.";
    TAILED "tailed" "A counted noun with what was done to it, past other words: \"20 người khác bị thương\".";
    LEFT "left" "Stands before the figure.";
    RIGHT "right" "Stands behind the figure, not at it.";
    PAIR "pair" "A verb or noun before the figure with what stands behind it.";
    JOINED "joined" "A short head said before with the subject of the figure's clause.";
    STRIPPED "stripped" "A counted noun without its classifier.";
    HEAD "head" "Begins with a known head.";
    OPEN "open" "Begins with a head that goes on through verbs, or a rate.";
    ACT "act" "Begins with a verb that names what an amount was for.";
    VERB "verb" "Begins with another verb.";
    UNKNOWN "unknown" "Begins with a word that no table knows.";
    NOUN "noun" "Begins with a noun that is no head.";
    MEASURE "measure" "Begins with an adjective of measure.";
    CAPITAL "capital" "Begins with a proper name.";
    GROWTH "growth" "Begins with a noun of growth.";
    OPENS "opens" "Begins its clause.";
    AFTER_VERB "after_verb" "Stands behind a verb.";
    AFTER_OF "after_of" "Stands behind \"của\".";
    AFTER_PREP "after_prep" "Stands behind a preposition.";
    AFTER_VERSUS "after_versus" "Stands in a comparison.";
    AFTER_AND "after_and" "Stands behind a conjunction.";
    AFTER_NOUN "after_noun" "Goes on with a phrase that began before.";
    AFTER_FIGURE "after_figure" "Stands right behind another figure.";
    AFTER_LINK "after_link" "Stands behind a verb that carries a figure.";
    TO_FIGURE "to_figure" "Ends at the figure.";
    TO_LINK "to_link" "Ends at a verb that carries a figure.";
    TO_OF "to_of" "Ends before \"của\".";
    TO_PREP "to_prep" "Ends before a preposition.";
    TO_VERB "to_verb" "Ends before a verb.";
    TO_SIGN "to_sign" "Ends at a sign.";
    TO_WORD "to_word" "Is cut before a word of no table or a noun.";
    TO_TIME "to_time" "Ends before a time or another figure.";
    TO_NAME "to_name" "Is cut before a proper name.";
    HAS_OF "has_of" "An owner stands in it.";
    HAS_VERB "has_verb" "A verb stands in it.";
    HAS_AND "has_and" "A conjunction stands in it.";
    HAS_COMMA "has_comma" "A comma stands in it.";
    HAS_PREP "has_prep" "A preposition stands in it.";
    HAS_LINK "has_link" "A verb that carries a figure stands in it.";
    ENDS_NAME "ends_name" "Ends with a proper name.";
    TIMELY "timely" "A word of times stands in it.";
    ONE "one" "Has one syllable.";
    TWO "two" "Has two syllables.";
    THREE "three" "Has three syllables.";
    FOUR "four" "Has four syllables.";
    LONG "long" "Has five or six syllables.";
    LONGER "longer" "Has more.";
    STEP "step" "One or two pieces stand between it and the figure.";
    STRIDE "stride" "Three to six.";
    FAR "far" "More.";
    PAST_FIGURE "past_figure" "A figure stands between.";
    PAST_FIGURES "past_figures" "More than one.";
    PAST_SIGN "past_sign" "A sign stands between.";
    PAST_SIGNS "past_signs" "More than one.";
    PAST_CLAUSE "past_clause" "A word that begins a clause stands between.";
    PAST_VERB "past_verb" "A verb that carries no figure stands between.";
    PAST_HEAD "past_head" "A known head stands between.";
    SUBJECT "subject" "Begins its clause and ends at the verb that carries a figure.";
    OBJECT "object" "Stands between a verb and the figure.";
    NEAREST "nearest" "Begins with the last known head before the figure.";
    ALONE "alone" "Names a place or a person and nothing else.";
    MEASURE_ENDS "measure_ends" "Ends with an adjective of measure.";
    POINTS "points" "Ends with a word that points: \"nước này\".";
    BASE "base" "Begins with a plan or a whole.";
    HEAD_ENDS "head_ends" "Ends with a known head.";
    CUTS_NAME "cuts_name" "Ends within a proper name.";
    FITS "fits" "Figures of its head are usually of this unit.";
    MISFITS "misfits" "Figures of its head are of other units.";
    NEXT_LINK "next_link" "A verb that carries a figure stands between.";
}

/// What is seen of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Setting(pub u32);

flags! { Setting: u32;
    ANY "any" "Holds of every figure.";
    PERCENT "percent" "A percent.";
    MONEY "money" "An amount of money.";
    COUNTED "counted" "A count.";
    LASTING "lasting" "A length of time or an age.";
    OTHER "other" "Of another unit.";
    BARE "bare" "Of no unit.";
    REACHED "reached" "A verb that gives it as a level stands before it.";
    MOVED "moved" "A verb of change stands before it.";
    SHARED "shared" "A verb of shares or plans stands before it.";
    EQUALLED "equalled" "A verb that says the figure before otherwise stands before it.";
    MULTIPLIED "multiplied" "A verb of multiples stands before it.";
    UNTOLD "untold" "No such verb stands before it.";
    LATER "later" "A figure stands before it in the sentence.";
    CLOSED "closed" "A sign stands right before it.";
    BRACKET "bracket" "A bracket opens before it.";
    DONE "done" "A verb of action stands right before it.";
    NAMED "named" "Something was measured before.";
    EMPTY "empty" "No word that may name anything stands between it and the figure before.";
    SAME "same" "Of the unit of the figure before in the sentence.";
    SAID "said" "A phrase that no preposition begins stands before its verb in the clause.";
    APART "apart" "A semicolon stands between it and the figure before.";
    SIZED "sized" "An adjective of measure stands right before it.";
    OF_WHOLE "of_whole" "A whole or a known head stands right behind it.";
    FOLLOWED "followed" "Words stand right behind it.";
}
