use super::*;

/// A code whose letters include 0 and 1, and the key it was used for.
fn settled() -> (RecoveryCode, HallKey) {
    let secret = Box::new([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    (RecoveryCode { secret }, HallKey::from_bytes(&[7; 32]).unwrap())
}

const SETTLED: &str = "000G4-0R40M-30E20-9185G-R3BW2";

#[test]
fn a_printed_code_is_read_back() {
    for _ in 0..50 {
        let code = RecoveryCode::generate().unwrap();
        let text = code.text();
        assert_eq!(text.len(), 29);
        assert!(text.split('-').all(|group| group.len() == 5), "{text:?}");
        assert_eq!(RecoveryCode::parse(&text).unwrap().secret, code.secret);
    }
    assert_ne!(*RecoveryCode::generate().unwrap().text(), *RecoveryCode::generate().unwrap().text());
}

/// Codes lie in safes for years: how they are printed and what they wrap is never changed.
#[test]
fn what_a_code_wrapped_once_it_still_unwraps() {
    let (code, key) = settled();
    assert_eq!(*code.text(), SETTLED);
    let wrapped = (0..WRAPPED.len()).step_by(2).map(|at| u8::from_str_radix(&WRAPPED[at..at + 2], 16).unwrap());
    let record = KeyOnRecord { key: key.id(), wrapped: wrapped.collect() };
    assert_eq!(RecoveryCode::parse(SETTLED).unwrap().unwrap_key(&record).unwrap().bytes(), key.bytes());
}

const WRAPPED: &str = "01000102030405060708090a0be03bd1794dec292e4bcf19a4662eff2822d22907003411ba609c21ab90873e7b8021923f2702df6c0e5af520693efebf";

#[test]
fn a_code_is_read_however_it_was_typed() {
    let (code, _) = settled();
    let full_width: String = SETTLED.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
    let typed = [
        SETTLED.to_lowercase(),
        SETTLED.replace('-', ""),
        SETTLED.replace('-', " "),
        SETTLED.replace('-', "——"),
        SETTLED.replace('-', "－"),
        SETTLED.replace('-', "\u{3000}"),
        SETTLED.replace('0', "O").replace('1', "I"),
        SETTLED.replace('0', "o").replace('1', "l"),
        full_width.clone(),
        full_width.replace('０', "ｏ").replace('１', "Ｌ").to_lowercase(),
        format!("\u{feff} {SETTLED}\r\n"),
        SETTLED.chars().map(|c| format!("{c} ")).collect(),
    ];
    for typed in typed {
        let read = RecoveryCode::parse(&typed).unwrap_or_else(|fault| panic!("{typed:?}: {fault}"));
        assert_eq!(read.secret, code.secret, "{typed:?}");
    }
}

#[test]
fn what_is_no_code_is_mistyped() {
    let long = "0".repeat(100_000);
    let one_more = format!("{SETTLED}0");
    for typed in ["", "-", "12345", &SETTLED[..28], &one_more, &SETTLED.replace('2', "U"), "恢复码", &long] {
        assert_eq!(RecoveryCode::parse(typed).unwrap_err(), RecoveryFault::Mistyped, "{typed:.40}");
    }
}

/// A checksum of 13 bits lets one wrong code in eight thousand pass; of these, all are caught.
#[test]
fn a_wrong_letter_or_two_exchanged_are_mistyped() {
    let letters: Vec<char> = SETTLED.replace('-', "").chars().collect();
    for at in 0..letters.len() {
        for other in ALPHABET.iter().map(|symbol| char::from(*symbol)).filter(|other| *other != letters[at]) {
            let mut typed = letters.clone();
            typed[at] = other;
            let typed: String = typed.into_iter().collect();
            assert_eq!(RecoveryCode::parse(&typed).unwrap_err(), RecoveryFault::Mistyped, "{typed}");
        }
    }
    for at in 1..letters.len() {
        if letters[at] != letters[at - 1] {
            let mut typed = letters.clone();
            typed.swap(at, at - 1);
            let typed: String = typed.into_iter().collect();
            assert_eq!(RecoveryCode::parse(&typed).unwrap_err(), RecoveryFault::Mistyped, "{typed}");
        }
    }
}

#[test]
fn only_the_code_that_wrapped_a_key_unwraps_it() {
    let (code, key) = (RecoveryCode::generate().unwrap(), HallKey::generate().unwrap());
    let record = code.wrap(&key).unwrap();
    assert_eq!(code.unwrap_key(&record).unwrap().bytes(), key.bytes());
    assert_ne!(code.wrap(&key).unwrap().wrapped, record.wrapped);
    assert!(!record.wrapped.windows(8).any(|window| window == &key.bytes()[..8]));
    let other = RecoveryCode::generate().unwrap();
    assert_eq!(other.unwrap_key(&record).unwrap_err(), RecoveryFault::WrongCode);
    let renamed = KeyOnRecord { key: HallKey::generate().unwrap().id(), ..record };
    assert_eq!(code.unwrap_key(&renamed).unwrap_err(), RecoveryFault::WrongCode);
}

#[test]
fn a_damaged_record_gives_no_key() {
    let (code, key) = (RecoveryCode::generate().unwrap(), HallKey::generate().unwrap());
    let record = code.wrap(&key).unwrap();
    for bit in 0..record.wrapped.len() * 8 {
        let mut flipped = record.clone();
        flipped.wrapped[bit / 8] ^= 1 << (bit % 8);
        assert!(code.unwrap_key(&flipped).is_err(), "bit {bit}");
    }
    let unknown = KeyOnRecord { wrapped: vec![9; 61], ..record };
    assert_eq!(code.unwrap_key(&unknown).unwrap_err(), RecoveryFault::Damaged);
    let empty = KeyOnRecord { wrapped: Vec::new(), ..unknown };
    assert_eq!(code.unwrap_key(&empty).unwrap_err(), RecoveryFault::Damaged);
}

#[test]
fn debugging_shows_no_code() {
    assert_eq!(format!("{:?}", settled().0), "RecoveryCode");
}
