//! The way from the writer to the threads that index, bounded in bytes.
//!
//! Invariant: the documents that wait hold at most so many bytes together, or are one block; room is
//! made when a document is dropped, indexed or not, so that nobody waits for a thread that has died.
//! Known gap: the bytes are an estimate of what a block takes in memory.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tantivy::TantivyDocument;
use tantivy::schema::document::{CompactDocValue, Document};

/// Counts the bytes that wait.
#[derive(Debug)]
pub(super) struct Queue {
    limit: usize,
    waiting: Mutex<usize>,
    room: Condvar,
}

/// A place in the queue, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    queue: Arc<Queue>,
    bytes: usize,
}

impl Queue {
    pub(super) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            limit,
            waiting: Mutex::new(0),
            room: Condvar::new(),
        })
    }

    /// Waits until there is room for `bytes`, or nothing else waits.
    pub(super) fn enter(self: &Arc<Self>, bytes: usize) -> Place {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = self
            .room
            .wait_while(waiting, |waiting| {
                *waiting > 0 && waiting.saturating_add(bytes) > self.limit
            })
            .unwrap_or_else(PoisonError::into_inner);
        *waiting += bytes;
        Place {
            queue: Arc::clone(self),
            bytes,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = self
            .queue
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.bytes);
        self.queue.room.notify_one();
    }
}

/// A document that waits to be indexed; the last one of a block has the place of the block.
#[derive(Debug)]
pub(super) struct Queued {
    pub(super) document: TantivyDocument,
    pub(super) _place: Option<Place>,
}

impl Document for Queued {
    type Value<'a> = CompactDocValue<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn what_waits_is_bounded() {
        let queue = Queue::new(100);
        let (sender, receiver) = std::sync::mpsc::channel();
        let most = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for bytes in (0..500).map(|n| n * 37 % 60) {
                    let place = queue.enter(bytes);
                    if sender.send(place).is_err() {
                        break;
                    }
                }
                drop(sender);
            });
            for place in receiver {
                let waiting = queue.waiting.lock().map_or(usize::MAX, |waiting| *waiting);
                most.fetch_max(waiting, Ordering::Relaxed);
                drop(place);
            }
        });
        assert!(most.into_inner() <= 100);
        assert_eq!(
            queue.waiting.lock().map_or(usize::MAX, |waiting| *waiting),
            0
        );
    }

    #[test]
    fn a_block_that_is_too_great_goes_alone() {
        let queue = Queue::new(100);
        drop(queue.enter(1000));
        drop(queue.enter(1000));
    }
}
