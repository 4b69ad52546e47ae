//! From the house's types into the door's. Values say themselves by [`Wire`]; an enum or struct that is the same on both
//! sides is declared once, with `mirror!`, and a variant that only one side has does not compile.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::BookingNumber;
use domain::record::RecordId;
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::time::{BeijingDay, MinuteOfDay};

/// A value of the house that the door's type `T` can hold.
pub(crate) trait Wire<T> {
    /// Says it in the door's type.
    fn wire(self) -> T;
}

/// Declares a type of the door that copies one of the house.
///
/// - `enum A = house::A { … }`: the same variants, said both ways. With `=>` in the place of `=` it is only read: the
///   house has more.
/// - `struct A = house::A { pub a: …, pub b: … = c }`: each field is the house's field of that name, or of the name behind
///   `=`. Fields of the house that are not named stay inside.
macro_rules! mirror {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident = $house:ty { $($(#[$about:meta])* $variant:ident),+ $(,)? }
    ) => {
        $crate::wire::mirror! { $(#[$meta])* $vis enum $name => $house { $($(#[$about])* $variant),+ } }

        impl $crate::wire::Wire<$name> for $house {
            fn wire(self) -> $name {
                match self {
                    $(Self::$variant => $name::$variant),+
                }
            }
        }
    };
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident => $house:ty { $($(#[$about:meta])* $variant:ident),+ $(,)? }
    ) => {
        $(#[$meta])*
        $vis enum $name {
            $($(#[$about])* $variant),+
        }

        impl From<$name> for $house {
            fn from(said: $name) -> Self {
                match said {
                    $($name::$variant => Self::$variant),+
                }
            }
        }
    };
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident = $house:ty {
            $($(#[$about:meta])* $seen:vis $field:ident: $type:ty $(= $of:ident)?),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        $vis struct $name {
            $($(#[$about])* $seen $field: $type),+
        }

        impl $crate::wire::Wire<$name> for $house {
            fn wire(self) -> $name {
                let house = self;
                $name {
                    $($field: $crate::wire::Wire::wire($crate::wire::mirror!(@field house $field $($of)?))),+
                }
            }
        }
    };
    (@field $house:ident $field:ident) => { $house.$field };
    (@field $house:ident $field:ident $of:ident) => { $house.$of };
}
pub(crate) use mirror;

macro_rules! as_it_is {
    ($($type:ty),+) => {
        $(impl Wire<$type> for $type {
            fn wire(self) -> $type {
                self
            }
        })+
    };
}
as_it_is!(bool, u8, u16, u32, String);

macro_rules! as_text {
    ($($type:ty),+) => {
        $(impl Wire<String> for $type {
            fn wire(self) -> String {
                self.to_string()
            }
        })+
    };
}
as_text!(NaiveDate, RecordId, BookingNumber, &str);

impl Wire<String> for BeijingDay {
    fn wire(self) -> String {
        self.date().wire()
    }
}

impl Wire<String> for NaiveTime {
    fn wire(self) -> String {
        self.format("%H:%M").to_string()
    }
}

impl Wire<String> for MinuteOfDay {
    fn wire(self) -> String {
        self.time().wire()
    }
}

impl Wire<String> for NaiveDateTime {
    fn wire(self) -> String {
        self.format("%Y-%m-%dT%H:%M:%S").to_string()
    }
}

impl Wire<u32> for ItemId {
    fn wire(self) -> u32 {
        self.0
    }
}

impl Wire<u32> for DepartmentId {
    fn wire(self) -> u32 {
        self.0
    }
}

/// Counts on the wire are 16 or 32 bits; nothing a hall has comes near.
impl Wire<u32> for usize {
    fn wire(self) -> u32 {
        u32::try_from(self).unwrap_or(u32::MAX)
    }
}

impl<A: Wire<B>, B> Wire<Option<B>> for Option<A> {
    fn wire(self) -> Option<B> {
        self.map(Wire::wire)
    }
}

impl<A: Wire<B>, B> Wire<Vec<B>> for Vec<A> {
    fn wire(self) -> Vec<B> {
        self.into_iter().map(Wire::wire).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    mod house {
        pub(super) enum Light {
            Red,
            Green,
        }
        pub(super) struct Crossing {
            pub(super) light: Light,
            pub(super) masked_name: String,
            pub(super) queue: Vec<usize>,
        }
    }

    mirror! {
        #[derive(Debug, PartialEq)]
        enum Light = house::Light { Red, Green }
    }
    mirror! {
        #[derive(Debug, PartialEq)]
        struct Crossing = house::Crossing {
            light: Light,
            name: String = masked_name,
            queue: Vec<u32>,
        }
    }

    #[test]
    fn a_mirror_says_each_field_under_its_own_name() {
        let house =
            house::Crossing { light: house::Light::Green, masked_name: "王*".into(), queue: vec![1, usize::MAX] };
        let said: Crossing = house.wire();
        assert_eq!(said, Crossing { light: Light::Green, name: "王*".into(), queue: vec![1, u32::MAX] });
        assert!(matches!(house::Light::from(Light::Red), house::Light::Red));
    }
}
