//! Hands the window's configuration to the compiler; browser-only builds have none.

fn main() {
    #[cfg(feature = "window")]
    tauri_build::build();
}
