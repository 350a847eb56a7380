//! The `solieu` command.

fn main() -> std::process::ExitCode {
    solieu::cli::run()
}
