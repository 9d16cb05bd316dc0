//! Walk-throughs: console blocks of Markdown files, run from the root of the repository.

#[test]
fn walk_throughs_show_what_the_program_prints() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .case("examples/*/README.md")
        .case("tests/commands/*.md");
}
