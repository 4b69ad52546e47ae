//! SQLite's default file layer, with an ear: for files in a watched folder, writes, truncations, syncs and deletions are
//! noted in the folder's [`Disk`], which may also refuse them. Everything else (locks, shared memory, reads) is the
//! default layer's own code on its own files.
//!
//! How: the default layer opens a file in place and fills in its table of methods; the table is then exchanged for a
//! copy in which four methods are ours. Version 2 of the table has no memory-mapped reading, so nothing passes by.
//!
//! Outside its hearing is what the program does with files itself (`std::fs`): the lock, renaming a finished database or
//! backup. A database that first appears so is taken as it lies there, since the program has synced it before renaming.
#![allow(unsafe_code)] // SQLite's file layer is a table of C functions; there is no other way in.

use crate::disk::{Answer, Disk};
use rusqlite::ffi;
use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};

/// With shared memory, without memory-mapped reading.
const METHODS_VERSION: c_int = 2;
/// Files whose folder SQLite syncs with the first sync of the file.
const SYNCED_WITH_FOLDER: c_int = ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL;

type Methods = &'static ffi::sqlite3_io_methods;

/// A watched file that is open.
#[derive(Clone)]
struct Open {
    disk: Arc<Disk>,
    /// Within the disk's folder.
    name: String,
    /// The default layer's.
    methods: Methods,
    syncs_folder: bool,
}

/// Folders that are watched.
static DISKS: Mutex<Vec<Arc<Disk>>> = Mutex::new(Vec::new());
/// Watched files that are open, by their address in SQLite.
static FILES: Mutex<Option<HashMap<usize, Open>>> = Mutex::new(None);
/// Our table for each of the default layer's, by its address.
static TABLES: Mutex<Option<HashMap<usize, Methods>>> = Mutex::new(None);

/// Watches a folder from now on.
pub(crate) fn watch(disk: &Arc<Disk>) {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(register);
    locked(&DISKS).push(Arc::clone(disk));
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn disk_of(path: &Path) -> Option<(Arc<Disk>, String)> {
    locked(&DISKS).iter().find_map(|disk| {
        let name = path.strip_prefix(disk.folder()).ok()?;
        Some((Arc::clone(disk), name.to_str()?.to_owned()))
    })
}

fn open_file(file: *mut ffi::sqlite3_file) -> Option<Open> {
    locked(&FILES).as_ref()?.get(&file.addr()).cloned()
}

fn register() {
    // SAFETY: the default layer is registered for the life of the process; its table of functions is copied, and the copy
    // is never freed, as SQLite demands of what is registered. The copied functions get a table with the same `pAppData`.
    let code = unsafe {
        let mut ours = *default_layer();
        ours.pNext = std::ptr::null_mut();
        ours.zName = c"yanshi-watched".as_ptr();
        ours.xOpen = Some(open);
        ours.xDelete = Some(delete);
        ffi::sqlite3_vfs_register(Box::leak(Box::new(ours)), 1)
    };
    assert_eq!(code, ffi::SQLITE_OK, "the watched layer is the default one");
}

/// The layer that was the default before ours.
fn default_layer() -> *mut ffi::sqlite3_vfs {
    static FOUND: Mutex<usize> = Mutex::new(0);
    let mut found = locked(&FOUND);
    if *found == 0 {
        // SAFETY: asking for the default layer has no conditions; SQLite initialises itself where needed.
        *found = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) }.expose_provenance();
    }
    std::ptr::with_exposed_provenance_mut(*found)
}

/// A name that SQLite hands over.
///
/// # Safety
/// `name` is null, or ends with a zero.
unsafe fn path(name: *const c_char) -> Option<PathBuf> {
    if name.is_null() {
        return None; // A temporary file without a name.
    }
    // SAFETY: not null, and ends with a zero by the caller's word.
    unsafe { CStr::from_ptr(name) }.to_str().ok().map(PathBuf::from)
}

/// Opens a file with the default layer, and exchanges its methods where its folder is watched.
unsafe extern "C" fn open(
    _vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands over a name that ends with a zero, or null.
    let watched = unsafe { path(name) }.and_then(|path| disk_of(&path));
    if let Some((disk, name)) = &watched {
        disk.about_to_open(name);
    }
    let layer = default_layer();
    // SAFETY: the arguments are SQLite's own, for a file of the size that the default layer asks for; it has an `xOpen`.
    let code = unsafe { (*layer).xOpen.map_or(ffi::SQLITE_CANTOPEN, |open| open(layer, name, file, flags, out_flags)) };
    let Some((disk, name)) = watched.filter(|_| code == ffi::SQLITE_OK) else { return code };
    disk.opened(&name);
    // SAFETY: after a successful open the file begins with a pointer to a table of methods, which is a static of SQLite's
    // and never written to. The exchanged table lives as long.
    unsafe {
        let methods: Methods = &*(*file).pMethods;
        let syncs_folder = flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & SYNCED_WITH_FOLDER != 0;
        locked(&FILES).get_or_insert_default().insert(file.addr(), Open { disk, name, methods, syncs_folder });
        (*file).pMethods = exchanged(methods);
    }
    code
}

/// The default layer's methods but for four.
fn exchanged(methods: Methods) -> Methods {
    let mut tables = locked(&TABLES);
    let ours = || {
        let mut ours = *methods;
        ours.iVersion = METHODS_VERSION.min(methods.iVersion);
        ours.xClose = Some(close);
        ours.xWrite = Some(write);
        ours.xTruncate = Some(truncate);
        ours.xSync = Some(sync);
        let ours: Methods = Box::leak(Box::new(ours));
        ours
    };
    tables.get_or_insert_default().entry(std::ptr::from_ref(methods).addr()).or_insert_with(ours)
}

unsafe extern "C" fn delete(_vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    let layer = default_layer();
    // SAFETY: the arguments are SQLite's own; the default layer has an `xDelete`.
    let code = unsafe { (*layer).xDelete.map_or(ffi::SQLITE_IOERR_DELETE, |delete| delete(layer, name, sync_folder)) };
    // SAFETY: SQLite hands over a name that ends with a zero.
    if let Some((disk, name)) = unsafe { path(name) }.and_then(|path| disk_of(&path))
        && code == ffi::SQLITE_OK
    {
        disk.deleted(&name, sync_folder & 1 != 0);
    }
    code
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let Some(open) = locked(&FILES).as_mut().and_then(|files| files.remove(&file.addr())) else {
        return ffi::SQLITE_IOERR_CLOSE;
    };
    // SAFETY: the file was opened by the layer that these methods are of.
    unsafe { open.methods.xClose.map_or(ffi::SQLITE_IOERR_CLOSE, |close| close(file)) }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    length: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    let (Some(open), Ok(count), Ok(at)) = (open_file(file), usize::try_from(length), usize::try_from(offset)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: SQLite hands over that many bytes, unchanged for the length of the call.
    let content = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), count) };
    open.disk.write(&open.name, at, content, |kept| {
        let Ok(kept) = c_int::try_from(kept) else { return ffi::SQLITE_IOERR_WRITE };
        // SAFETY: the default layer's method on its own file, with SQLite's bytes or a part of them from the beginning.
        unsafe { open.methods.xWrite.map_or(ffi::SQLITE_IOERR_WRITE, |write| write(file, bytes, kept, offset)) }
    })
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    let (Some(open), Ok(length)) = (open_file(file), usize::try_from(size)) else {
        return ffi::SQLITE_IOERR_TRUNCATE;
    };
    // SAFETY: the default layer's method on its own file.
    let code = unsafe { open.methods.xTruncate.map_or(ffi::SQLITE_IOERR_TRUNCATE, |truncate| truncate(file, size)) };
    if code == ffi::SQLITE_OK {
        open.disk.truncated(&open.name, length);
    }
    code
}

/// The real sync is left out: the test's own machine is not going to lose power.
unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    let Some(open) = open_file(file) else { return ffi::SQLITE_IOERR_FSYNC };
    match open.disk.sync(&open.name, open.syncs_folder) {
        Answer::Done => ffi::SQLITE_OK,
        Answer::Failed => ffi::SQLITE_IOERR_FSYNC,
    }
}
