//! Names, numbers and hashes in messages: byte strings and integers.

use crate::chain::Hash;
use crate::ed25519::PublicKey;
use crate::event::EventId;
use crate::id::DeviceId;
use crate::number::Seq;
use minicbor::decode::Error;
use minicbor::{Decode, Decoder, Encode, Encoder, encode};

macro_rules! bytes_on_the_wire {
    ($($name:ident: $length:literal),*) => {$(
        impl<C> Encode<C> for $name {
            fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Error> {
                let at = d.position();
                let bytes: [u8; $length] =
                    d.bytes()?.try_into().map_err(|_| Error::message("a byte string of another length").at(at))?;
                Ok(Self(bytes))
            }
        }
    )*};
}

bytes_on_the_wire!(DeviceId: 8, Hash: 32, PublicKey: 32);

impl<C> Encode<C> for Seq {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.u64(self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Seq {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Error> {
        Ok(Self(d.u64()?))
    }
}

/// An array of device and number.
impl<C> Encode<C> for EventId {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(2)?.bytes(&self.device.0)?.u64(self.seq.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for EventId {
    fn decode(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Self, Error> {
        match d.array()? {
            Some(2) => Ok(Self { device: DeviceId::decode(d, ctx)?, seq: Seq::decode(d, ctx)? }),
            _ => Err(Error::message("an event name is a pair")),
        }
    }
}
