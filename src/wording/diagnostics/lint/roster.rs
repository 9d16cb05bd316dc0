//! What is said of conditions on members that nobody has named.

use crate::wording::texts;

texts! {
    fn not_a_member(target: &str, member: &str, dimension: &str) {
        en: "`{target}` asks for rows of `{member}`, which `{dimension}` does not name",
        zh: "`{target}`要取`{member}`的行，而`{dimension}`中没有此成员",
    }

    fn no_such_member() {
        en: "no such member",
        zh: "没有此成员",
    }

    fn correct_or_add(dimension: &str) {
        en: "correct the value, or add it to the members of `{dimension}`",
        zh: "改正该值，或将其加入`{dimension}`的成员",
    }
}
