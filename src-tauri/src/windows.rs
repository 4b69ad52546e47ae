//! The calls of Windows that nothing else offers: a console for a program of the windowed kind, a message, an address opened.
//! No rule is decided here.
#![allow(unsafe_code)] // Calls of the system.

use crate::console_kind::Console;
use std::iter::once;
use std::ptr::{null, null_mut};
use windows_sys::Win32::Foundation::{GENERIC_READ, GENERIC_WRITE, INVALID_HANDLE_VALUE};
use windows_sys::Win32::Storage::FileSystem::{CreateFileW, FILE_SHARE_READ, FILE_SHARE_WRITE, OPEN_EXISTING};
use windows_sys::Win32::System::Console::{
    ATTACH_PARENT_PROCESS, AllocConsole, AttachConsole, GetStdHandle, STD_ERROR_HANDLE, STD_HANDLE, STD_INPUT_HANDLE,
    STD_OUTPUT_HANDLE, SetStdHandle,
};
use windows_sys::Win32::UI::Shell::ShellExecuteW;
use windows_sys::Win32::UI::WindowsAndMessaging::{MB_ICONERROR, MB_OK, MB_SETFOREGROUND, MessageBoxW, SW_SHOWNORMAL};

/// Whether the program was given something to read from.
pub(crate) fn has_input() -> bool {
    has(STD_INPUT_HANDLE)
}

/// Whether the program was given something to write to.
pub(crate) fn has_output() -> bool {
    has(STD_OUTPUT_HANDLE)
}

/// Has that console, or one of its own where the caller has none, and fills in what the program was not given.
pub(crate) fn console(wanted: Console) -> Console {
    let had = match wanted {
        Console::Given => return Console::Given,
        // SAFETY: takes a number.
        Console::Callers if unsafe { AttachConsole(ATTACH_PARENT_PROCESS) } != 0 => Console::Callers,
        Console::Callers | Console::Own => {
            // SAFETY: takes nothing. Where it fails there is a console already, or none can be had and words go nowhere.
            unsafe { AllocConsole() };
            Console::Own
        }
    };
    fill(STD_INPUT_HANDLE, "CONIN$", had);
    fill(STD_OUTPUT_HANDLE, "CONOUT$", had);
    fill(STD_ERROR_HANDLE, "CONOUT$", had);
    had
}

/// A message with one button, in front of everything, until it was read.
pub(crate) fn show(message: &str) {
    let (text, title) = (wide(message), wide("延时办"));
    // SAFETY: both texts end with a zero and live until the call returns.
    unsafe { MessageBoxW(null_mut(), text.as_ptr(), title.as_ptr(), MB_OK | MB_ICONERROR | MB_SETFOREGROUND) };
}

/// Opens an address in the user's browser.
pub(crate) fn open(address: &str) {
    let (verb, address) = (wide("open"), wide(address));
    // SAFETY: the texts end with a zero and live until the call returns.
    unsafe { ShellExecuteW(null_mut(), verb.as_ptr(), address.as_ptr(), null(), null(), SW_SHOWNORMAL) };
}

fn has(which: STD_HANDLE) -> bool {
    // SAFETY: takes a number.
    let handle = unsafe { GetStdHandle(which) };
    !handle.is_null() && handle != INVALID_HANDLE_VALUE
}

/// Opens the console for what was not given. In a console of one's own everything goes there: a pipe is not read by a person.
fn fill(which: STD_HANDLE, name: &str, had: Console) {
    if had == Console::Callers && has(which) {
        return;
    }
    let name = wide(name);
    let (access, share) = (GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE);
    // SAFETY: the name ends with a zero; the handle is the program's until it ends.
    unsafe {
        let handle = CreateFileW(name.as_ptr(), access, share, null(), OPEN_EXISTING, 0, null_mut());
        if handle != INVALID_HANDLE_VALUE {
            SetStdHandle(which, handle);
        }
    }
}

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain(once(0)).collect()
}
