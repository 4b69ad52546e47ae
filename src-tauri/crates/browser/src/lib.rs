//! Browser mode: the same commands as the window, over loopback HTTP, and the same UI.
//!
//! For PCs without a system webview, for headless machines, and for tests from outside. It listens on 127.0.0.1 only,
//! every command needs the random token that only the starting terminal saw, and a request that a foreign web page sends
//! is refused by its Origin. Deliberately not here: TLS (nothing leaves the machine) and any rule.

mod address;
mod assets;
mod door;
mod server;

pub use address::Address;
pub use server::{Server, StartError};
