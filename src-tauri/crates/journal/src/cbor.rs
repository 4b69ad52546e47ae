//! Writing CBOR into memory. minicbor writes every length and integer in its shortest form, which is what makes an
//! encoding deterministic as long as the keys are written in order.

use minicbor::Encoder;
use minicbor::encode::Error;
use std::convert::Infallible;

pub(crate) type Writer = Encoder<Vec<u8>>;
pub(crate) type Written = Result<(), Error<Infallible>>;

/// What `write` writes.
pub(crate) fn written(write: impl FnOnce(&mut Writer) -> Written) -> Vec<u8> {
    let mut writer = Encoder::new(Vec::with_capacity(128));
    write(&mut writer).expect("memory takes every byte, and no value here refuses to be encoded");
    writer.into_writer()
}
