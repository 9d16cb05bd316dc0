//! How far long work has come.

use super::messages;

messages! {
    /// How far the reading of a file has come: its rows, its bytes, those of a second, and the seconds that are left.
    fn reading(rows: &str, bytes: &str, whole: Option<&str>, rate: &str, left: Option<u64>) {
        en: {
            let whole = whole.map_or_else(String::new, |whole| format!(" of {whole}"));
            let left = left.map_or_else(String::new, |left| format!(", {} left", duration(left)));
            format!("{rows} rows, {bytes}{whole}, {rate}/s{left}")
        },
        zh: {
            let whole = whole.map_or_else(String::new, |whole| format!("，共{whole}"));
            let left = left.map_or_else(String::new, |left| format!("，还需{}", chinese_duration(left)));
            format!("已读{rows}行、{bytes}{whole}，每秒{rate}{left}")
        },
    }

    /// What is said of one of several files.
    fn of_file(file: &str, told: &str) {
        en: "{file}: {told}",
        zh: "{file}：{told}",
    }

    /// All is read.
    fn judging() { en: "judging", zh: "正在判定" }
}

/// A number of seconds.
fn duration(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds:02} s"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}

fn chinese_duration(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds}秒"),
        (0, minutes, seconds) => format!("{minutes}分{seconds:02}秒"),
        (hours, minutes, _) => format!("{hours}小时{minutes:02}分"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_short() {
        for (seconds, english, chinese) in
            [(59, "59 s", "59秒"), (61, "1 min 01 s", "1分01秒"), (7320, "2 h 02 min", "2小时02分")]
        {
            assert_eq!(duration(seconds), english);
            assert_eq!(chinese_duration(seconds), chinese);
        }
    }
}
