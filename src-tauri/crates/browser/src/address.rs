//! Where browser mode is found, and the secret that opens it.

/// Where browser mode can be reached, and the secret that opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// `http://127.0.0.1:PORT`: the only Origin that is answered.
    pub origin: String,
    /// 256 random bits as hexadecimal.
    pub token: String,
}

impl Address {
    /// The address to open. The token is a fragment: browsers do not send it, so it stands in no log.
    pub fn url(&self) -> String {
        format!("{}/#{}", self.origin, self.token)
    }
}
