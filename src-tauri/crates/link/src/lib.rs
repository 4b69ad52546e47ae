//! Carries sync messages between a hall and its server.
