//! Sets of documents that know how to find the next one: their steps.
//!
//! Invariant: `doc` is always what `settle` gave, the first document of the set at or after the one
//! asked for. Known gap: a macro, since `DocSet` is tantivy's trait and has no room for `settle`.

/// The steps of a `DocSet` with the field `doc` and the method `settle(from)`.
macro_rules! settled {
    () => {
        fn advance(&mut self) -> tantivy::DocId {
            if self.doc != tantivy::TERMINATED {
                self.doc = self.settle(self.doc + 1);
            }
            self.doc
        }

        fn seek(&mut self, target: tantivy::DocId) -> tantivy::DocId {
            if self.doc < target {
                self.doc = self.settle(target);
            }
            self.doc
        }

        fn doc(&self) -> tantivy::DocId {
            self.doc
        }
    };
}

pub(super) use settled;
