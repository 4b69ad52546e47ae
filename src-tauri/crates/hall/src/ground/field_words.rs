//! Faults of fields in words, for a terminal. Screens have their own words, by code.

use super::refusal::FieldRefusal;
use std::fmt;

impl fmt::Display for FieldRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BackupFile => "the file is not a backup, or it is damaged",
            Self::RecoveryCode(fault) => return write!(f, "{fault}"),
            Self::ServerAddress => "the address is not one of a server, such as host:8443",
            Self::ServerUnreachable { detail } => return write!(f, "the server cannot be reached: {detail}"),
            Self::ServerSlow => "the server does not answer in time",
            Self::ServerOtherAuthority => "another server is there than the one whose code it is",
            Self::ServerForeign => "what answers there is no central server",
            Self::ServerBusy => "the server is busy; try again in a while",
            Self::EnrolCode => "the one-time code is mistyped",
            Self::EnrolCodeUnknown => "the server does not know the one-time code",
            Self::EnrolCodeUsed => "the one-time code has been used",
            Self::EnrolCodeExpired => "the one-time code has expired",
            Self::EnrolCodeOtherHall => "the one-time code is for another hall",
            Self::EnrolDevice => "the server knows this PC otherwise, or does not want it any more",
            Self::DirectoryMissing => "no folder is named",
            Self::DirectoryNotAbsolute => "the folder's path is not a whole one",
            Self::DirectoryNotWritable => "the folder cannot be written",
            // Only screens ask for what the others are about.
            _ => "something that was filled in is not as it has to be",
        })
    }
}

/// All of them in one line.
pub(crate) fn in_words(faults: &[FieldRefusal]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RecoveryFault;
    use crate::ground::Refusal;

    #[test]
    fn a_terminal_hears_words_and_no_names_of_the_source() {
        let faults = vec![
            FieldRefusal::BackupFile,
            FieldRefusal::RecoveryCode(RecoveryFault::Mistyped),
            FieldRefusal::EnrolCodeUsed,
            FieldRefusal::HallName,
        ];
        let told = Refusal::Fields(faults).to_string();
        assert!(
            told.starts_with("the file is not a backup, or it is damaged; the recovery code is mistyped; "),
            "{told}"
        );
        assert!(
            !told.contains(['[', '{', '"']) && !told.contains("BackupFile") && !told.contains("HallName"),
            "{told}"
        );
    }
}
