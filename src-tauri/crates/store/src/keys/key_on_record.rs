//! Which key a folder or a file of a database needs, asked before it is opened.

use super::key_record::read;
use super::recovery::KeyOnRecord;
use crate::copies::layout;
use crate::db::error::OpenError;
use crate::db::lock::FolderLock;
use crate::db::{check, connection, migrate};
use std::path::Path;

/// The key that a database or a backup has on record: of a data folder, or of a file. Takes no lock and changes nothing, but
/// that a data folder after a power cut is made readable first; `None` in one from before values were sealed.
///
/// # Errors
/// As for opening it.
pub fn key_on_record(place: &Path) -> Result<Option<KeyOnRecord>, OpenError> {
    let restored = layout::restored(place);
    let file = match place.is_dir() {
        true if restored.exists() => restored,
        true => layout::database(place),
        false => place.to_owned(),
    };
    if place.is_dir() && layout::journal(&file).exists() {
        let _lock = FolderLock::acquire(place)?;
        connection::recover(&file)?;
    }
    check::recognise(&file, migrate::newest(migrate::MIGRATIONS))?;
    Ok(read(&connection::open_untouched(&file)?).map_err(check::as_damage)?)
}
