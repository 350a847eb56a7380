//! The `solieu` command.

fn main() {}
