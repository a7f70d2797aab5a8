//! Findings as bytes.
