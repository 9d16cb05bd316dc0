//! What long work shows on a terminal: a line that is drawn again and again, and gone when the work is done.

use std::fs::Metadata;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthChar;

use super::{interrupt, quiet};
use crate::actuals::{Moment, Progress};
use crate::plan::Language;
use crate::report::visible;
use crate::wording::Words;

/// Work that is done sooner shows nothing.
const SILENCE: Duration = Duration::from_millis(500);

/// How long a line stands.
const PAUSE: Duration = Duration::from_millis(200);

/// Goes to the beginning of the line and erases it.
const ERASE: &str = "\r\u{1b}[K";

/// A file of which it is shown how far its reading has come.
struct Watched {
    name: String,
    /// How many bytes it has, if that is known.
    size: Option<u64>,
}

impl Watched {
    fn of(path: &Path) -> Self {
        let metadata = path.metadata().ok().filter(Metadata::is_file);
        Self { name: path.to_string_lossy().into_owned(), size: metadata.map(|file| file.len()) }
    }
}

/// Does some work, and shows how far it has come with some files if it takes its time and stderr is a terminal.
pub(super) fn watch<T>(
    progress: &Progress,
    files: &[PathBuf],
    language: Language,
    work: impl FnOnce() -> T,
) -> T {
    let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    if quiet::is_quiet() || is_dumb || !std::io::stderr().is_terminal() {
        return work();
    }
    let files: Vec<Watched> = files.iter().map(|path| Watched::of(path)).collect();
    let (done, is_done) = channel::<()>();
    std::thread::scope(|scope| {
        let files = &files;
        scope.spawn(move || draw(progress, files, Words::of(language), &is_done));
        let result = work();
        drop(done);
        result
    })
}

/// Draws until the work is done.
fn draw(progress: &Progress, files: &[Watched], words: Words, is_done: &Receiver<()>) {
    let mut began = Instant::now();
    let mut beginnings = 0;
    let mut pause = SILENCE;
    let mut is_drawn = false;
    while is_done.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let moment = progress.now();
        if moment.beginnings > beginnings.max(1) {
            began = Instant::now();
        }
        beginnings = moment.beginnings;
        let width = terminal_size::terminal_size_of(std::io::stderr());
        // In the last column some terminals begin a new line.
        let width = width.map_or(80, |(width, _)| usize::from(width.0)).saturating_sub(1);
        let line = cut(&line(moment, files, words, began.elapsed()), width);
        if !is_drawn {
            interrupt::leave(ERASE);
        }
        is_drawn = true;
        pause = PAUSE;
        // Nobody misses a line that cannot be drawn.
        let _ = write!(std::io::stderr(), "{ERASE}{line}");
    }
    if is_drawn {
        interrupt::leave("");
        let _ = write!(std::io::stderr(), "{ERASE}");
    }
}

/// What is shown of a moment.
fn line(moment: Moment, files: &[Watched], words: Words, elapsed: Duration) -> String {
    let Some(file) = files.get(moment.file) else { return words.judging().to_owned() };
    let Moment { bytes, rows, .. } = moment;
    let rate = ratio(bytes, 1000, elapsed.as_millis());
    let whole = file.size.map(size);
    let left = file.size.filter(|_| rate > 0);
    let left = left.map(|whole| whole.saturating_sub(bytes).div_ceil(rate));
    let told = words.reading(&grouped(rows), &size(bytes), whole.as_deref(), &size(rate), left);
    if files.len() > 1 { words.of_file(&visible(&file.name), &told) } else { told }
}

/// A number times a factor by a divisor that is taken as 1 at least.
fn ratio(number: u64, factor: u64, divisor: u128) -> u64 {
    let ratio = u128::from(number) * u128::from(factor) / divisor.max(1);
    u64::try_from(ratio).unwrap_or(u64::MAX)
}

/// A number of bytes in the decimal unit in which it has at most three digits before the point.
fn size(bytes: u64) -> String {
    let units = [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")];
    match units.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} B"),
    }
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    digits.char_indices().fold(String::new(), |mut grouped, (at, digit)| {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
        grouped
    })
}

/// What of a text fits into a number of columns.
fn cut(text: &str, width: usize) -> String {
    let mut left = width;
    text.chars()
        .take_while(|character| {
            let fits = left.checked_sub(character.width().unwrap_or(0));
            left = fits.unwrap_or(0);
            fits.is_some()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(name: &str, size: Option<u64>) -> Watched {
        Watched { name: name.to_owned(), size }
    }

    #[test]
    fn a_line_says_how_far_it_is_and_how_long_it_takes() {
        let moment = Moment { file: 0, beginnings: 1, bytes: 168_400_000, rows: 3_214_000 };
        let second = Duration::from_secs(1);
        let english = Words::of(Language::English);
        for (files, elapsed, expected) in [
            (
                vec![watched("a.csv", Some(522_052_676))],
                second,
                "3,214,000 rows, 168.4 MB of 522.0 MB, 168.4 MB/s, 3 s left",
            ),
            (vec![watched("-", None)], second, "3,214,000 rows, 168.4 MB, 168.4 MB/s"),
            (
                vec![watched("甲\u{1b}[2J.csv", Some(1 << 40)), watched("b.csv", None)],
                second * 2,
                "甲\\u{1b}[2J.csv: 3,214,000 rows, 168.4 MB of 1.0 TB, 84.2 MB/s, 3 h 37 min left",
            ),
            // A file that has grown.
            (
                vec![watched("a.csv", Some(1))],
                second,
                "3,214,000 rows, 168.4 MB of 1 B, 168.4 MB/s, 0 s left",
            ),
            (vec![], second, "judging"),
        ] {
            assert_eq!(line(moment, &files, english, elapsed), expected);
        }
        let file = [watched("a.csv", Some(1 << 20))];
        let nothing = line(Moment::default(), &file, english, Duration::ZERO);
        assert_eq!(nothing, "0 rows, 0 B of 1.0 MB, 0 B/s");
        let chinese = Words::of(Language::Chinese);
        let files = [watched("甲.csv", Some(522_052_676)), watched("乙.csv", None)];
        let shown = line(moment, &files, chinese, second);
        assert_eq!(shown, "甲.csv：已读3,214,000行、168.4 MB，共522.0 MB，每秒168.4 MB，还需3秒");
    }

    #[test]
    fn figures_are_short() {
        for (bytes, expected) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (999_999, "999.9 kB"),
            (u64::MAX, "18446744.0 TB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn a_line_is_no_longer_than_the_terminal_is_wide() {
        for (width, expected) in
            [(0, ""), (1, ""), (2, "甲"), (3, "甲a"), (4, "甲a"), (5, "甲a乙"), (9, "甲a乙")]
        {
            assert_eq!(cut("甲a乙", width), expected);
        }
    }
}
