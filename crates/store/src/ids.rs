//! New identifiers: UUIDv7, ordered by time.

use uuid::Uuid;

/// A new identifier of any kind.
#[must_use]
pub fn new<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}

/// The text form under which a row written here goes into HMIS CSV: 32 hexadecimal digits.
#[must_use]
pub fn hmis_id(id: Uuid) -> String {
    id.simple().to_string()
}
