//! The variants of an enum as serde knows them, so that a list of "all" cannot forget one.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The names of all variants, in the order of the source.
pub(crate) fn variants<T: DeserializeOwned>() -> Vec<String> {
    let error = serde_json::from_str::<T>("\"?\"")
        .err()
        .expect("not a variant")
        .to_string();
    let listed = error
        .split("expected")
        .nth(1)
        .expect("serde lists the variants");
    listed
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The name of one.
pub(crate) fn name<T: Serialize>(value: T) -> String {
    let json = serde_json::to_value(value).expect("serializes");
    json.as_str().expect("a variant without fields").to_owned()
}
