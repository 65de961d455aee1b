//! Macros that turn the generated tables in `lists` into enums.

/// Declares one code list; see `lists`.
macro_rules! code_list {
    ($name:ident $number:literal $title:literal {
        $($code:literal $variant:ident $label:literal $($when:ident $standard:ident)*;)+
    }) => {
        #[doc = concat!($title, " (list ", $number, ").")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(i32)]
        pub enum $name {
            $(#[doc = $label] $variant = $code,)+
        }

        impl $name {
            /// Every code in HUD's order, retired ones included.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// HUD's number.
            pub const fn code(self) -> i32 {
                self as i32
            }

            /// The code with this number.
            pub const fn from_code(code: i32) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// HUD's words.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                }
            }
        }

        impl $crate::hud::HudCode for $name {
            const INFO: $crate::hud::ListInfo = $crate::hud::ListInfo {
                number: $number,
                title: $title,
                codes: &[$($crate::hud::CodeInfo {
                    code: $code,
                    label: $label,
                    validity: $crate::hud::Validity::ALWAYS
                        $(.$when($crate::hud::Standard::$standard))*,
                }),+],
            };
            const ALL: &'static [Self] = $name::ALL;

            fn code(self) -> i32 {
                $name::code(self)
            }

            fn from_code(code: i32) -> Option<Self> {
                $name::from_code(code)
            }

            fn label(self) -> &'static str {
                $name::label(self)
            }

            fn validity(self) -> $crate::hud::Validity {
                match self {
                    $(Self::$variant => $crate::hud::Validity::ALWAYS
                        $(.$when($crate::hud::Standard::$standard))*,)+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = i32::deserialize(deserializer)?;
                Self::from_code(code).ok_or_else(|| {
                    serde::de::Error::custom(concat!("not a code of list ", $number))
                })
            }
        }
    };
}

/// Declares the group of every code of a list.
macro_rules! code_groups {
    ($name:ident $group:ident { $($value:ident: $($variant:ident,)+;)+ }) => {
        impl $name {
            /// The group that the code belongs to.
            pub const fn group(self) -> $group {
                match self {
                    $($(Self::$variant)|+ => $group::$value,)+
                }
            }
        }
    };
}

/// Declares a use of a list by the codes that it does not allow.
macro_rules! code_exceptions {
    ($name:ident $function:ident { $($variant:ident,)+ }) => {
        impl $name {
            #[doc = concat!("Whether HUD allows the code here: ", stringify!($function), ".")]
            pub const fn $function(self) -> bool {
                !matches!(self, $(Self::$variant)|+)
            }
        }
    };
}

/// Declares the table of all lists.
macro_rules! registry {
    ($($name:ident,)+) => {
        /// Every list as data, in HUD's order.
        pub static LISTS: &[&$crate::hud::ListInfo] =
            &[$(&<$name as $crate::hud::HudCode>::INFO),+];
    };
}

pub(crate) use {code_exceptions, code_groups, code_list, registry};
