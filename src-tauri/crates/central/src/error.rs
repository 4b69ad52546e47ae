//! Errors of the server.

/// Why something could not be done. None carries a personal value: the server has none.
#[derive(Debug, thiserror::Error)]
pub enum CentralError {
    /// The database.
    #[error("database: {0}")]
    Sql(#[from] rusqlite::Error),
    /// What is stored is not what was stored.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Files and sockets.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Certificates and keys.
    #[error("certificate: {0}")]
    Certificate(String),
    /// What a person asked for makes no sense.
    #[error("{0}")]
    Refused(String),
}

impl From<journal::PackError> for CentralError {
    fn from(error: journal::PackError) -> Self {
        Self::Damaged(error.to_string())
    }
}
