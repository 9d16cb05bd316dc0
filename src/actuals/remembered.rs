//! What texts mean, found out once for each way in which they are written.

use foldhash::HashMap;

/// What texts have been found to mean, as many as there is room for.
#[derive(Debug)]
pub(super) struct Remembered<T> {
    meanings: HashMap<String, T>,
    most: usize,
    /// The last one that was asked for: rows of the same name mostly follow each other.
    last: Option<(String, T)>,
}

impl<T: Clone> Remembered<T> {
    /// Nothing yet, and never more than so many.
    pub(super) fn new(most: usize) -> Self {
        Self { meanings: HashMap::default(), most, last: None }
    }

    /// What a text means, as `find` has it.
    pub(super) fn meaning(&mut self, text: &str, find: impl FnOnce() -> T) -> T {
        if let Some((last, meaning)) = &self.last
            && last == text
        {
            return meaning.clone();
        }
        let meaning = self.meanings.get(text).cloned().unwrap_or_else(|| {
            let meaning = find();
            if self.meanings.len() < self.most {
                self.meanings.insert(text.to_owned(), meaning.clone());
            }
            meaning
        });
        let (last, last_meaning) =
            self.last.get_or_insert_with(|| (String::new(), meaning.clone()));
        text.clone_into(last);
        *last_meaning = meaning.clone();
        meaning
    }
}
