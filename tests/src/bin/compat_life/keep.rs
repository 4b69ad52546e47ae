//! What is kept of a data folder: the database without a write-ahead log, and the key that opens it.

use flate2::{Compression, GzBuilder};
use rusqlite::Connection;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use yanshi_tests::harness::DataFolder;

/// Files beside the database without which it does not open as it was. The file `incarnation` is none of them: it remembers
/// the folder, and a copy elsewhere would go on under a new name.
const BESIDE: [&str; 2] = ["hall.key", "erasures"];

pub(crate) fn keep(folder: DataFolder, to: &Path) {
    fs::create_dir_all(to).expect("the folder to keep it in");
    let database = Connection::open(folder.database()).expect("the database opens");
    database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("the log is folded back");
    drop(database);
    let bytes = fs::read(folder.database()).expect("the database reads");
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packed.write_all(&bytes).expect("it is packed");
    fs::write(to.join("yanshi.db.gz"), packed.finish().expect("it is packed")).expect("the database is kept");
    for name in BESIDE {
        let file = folder.path().join(name);
        if file.exists() {
            fs::copy(file, to.join(name)).expect("a file is kept");
        }
    }
    eprintln!("kept of {:?}", folder.files());
}
