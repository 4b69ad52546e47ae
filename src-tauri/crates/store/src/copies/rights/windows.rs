//! Reads who may do what with a file, as Windows says it.
#![allow(unsafe_code)] // Calls of the system.

use std::io;
use std::path::Path;
use std::ptr::null_mut;
use windows_sys::Win32::Foundation::{ERROR_SUCCESS, LocalFree};
use windows_sys::Win32::Security::Authorization::{
    ConvertSecurityDescriptorToStringSecurityDescriptorW, GetNamedSecurityInfoW, SDDL_REVISION_1, SE_FILE_OBJECT,
};
use windows_sys::Win32::Security::{DACL_SECURITY_INFORMATION, OWNER_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR};

const PARTS: u32 = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;

/// Owner and entries of a file or folder, in the system's own text form (SDDL).
///
/// # Errors
/// What the system says.
pub(super) fn sddl(file: &Path) -> io::Result<String> {
    let name: Vec<u16> = file.to_string_lossy().encode_utf16().chain(std::iter::once(0)).collect();
    let mut descriptor: PSECURITY_DESCRIPTOR = null_mut();
    let none = null_mut();
    // SAFETY: the name ends with a zero; only the descriptor is asked for.
    let said = unsafe {
        GetNamedSecurityInfoW(
            name.as_ptr(),
            SE_FILE_OBJECT,
            PARTS,
            null_mut(),
            null_mut(),
            null_mut(),
            none,
            &mut descriptor,
        )
    };
    if said != ERROR_SUCCESS {
        return Err(io::Error::from_raw_os_error(said.cast_signed()));
    }
    let (mut text, mut length) = (null_mut::<u16>(), 0_u32);
    // SAFETY: the descriptor came from the call above; text and length are set together.
    unsafe {
        let written = ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor,
            SDDL_REVISION_1,
            PARTS,
            &mut text,
            &mut length,
        );
        let read = if written == 0 {
            Err(io::Error::last_os_error())
        } else {
            let units = std::slice::from_raw_parts(text, length as usize);
            Ok(String::from_utf16_lossy(units).trim_end_matches('\0').to_owned())
        };
        LocalFree(text.cast());
        LocalFree(descriptor);
        read
    }
}
