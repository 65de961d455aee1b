//! How answers of server functions travel.

use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::codec::Post;
use server_fn::{ContentType, Decodes, Encodes, Format, FormatType};
use std::io;

/// What every server function answers with: `output = Wire`.
pub type Wire = Post<JsonText>;

/// JSON that is read as text, as the values are that a page brings along for its resources. `server_fn`'s
/// own JSON reads bytes, and a second reader would bring each answer's decoding into the browser twice.
pub struct JsonText;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(output: &T) -> Result<server_fn::Bytes, Self::Error> {
        serde_json::to_vec(output).map(server_fn::Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: server_fn::Bytes) -> Result<T, Self::Error> {
        let text = std::str::from_utf8(&bytes)
            .map_err(|wrong| serde_json::Error::io(io::Error::other(wrong)))?;
        serde_json::from_str(text)
    }
}
