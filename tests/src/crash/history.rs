//! Deeds out of a seed: parent and child, recording and check all know the same ones without telling each other.

use super::book::{Book, Deed, Place};
use super::counter::{SATURDAYS, SESSIONS, SLOTS};
use fastrand::Rng;

const SURNAMES: [&str; 6] = ["王", "李", "欧阳", "买买提·", "䶮", "陈"];

/// A row of deeds. The first founds the hall.
pub struct History {
    deeds: Vec<Deed>,
}

impl History {
    /// So many deeds out of a seed.
    pub fn new(seed: u64, deeds: usize) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut book = Book::default();
        let deeds = (0..deeds).map(|number| {
            let deed = if number == 0 { Deed::Found } else { next(&mut rng, number, &book) };
            book.apply(&deed);
            deed
        });
        Self { deeds: deeds.collect() }
    }

    /// How many there are.
    pub fn deeds(&self) -> usize {
        self.deeds.len()
    }

    /// The deed of a number.
    pub fn deed(&self, number: usize) -> &Deed {
        &self.deeds[number]
    }

    /// What a screen shows after the first so many.
    pub fn book_after(&self, deeds: usize) -> Book {
        let mut book = Book::default();
        for deed in &self.deeds[..deeds] {
            book.apply(deed);
        }
        book.shown()
    }

    /// After how many deeds the book is this one; looks near `expected` first.
    pub fn count_in(&self, book: &Book, expected: usize) -> Option<usize> {
        let near = [expected, expected + 1].into_iter().filter(|count| *count <= self.deeds());
        near.chain((0..=self.deeds()).rev()).find(|count| self.book_after(*count) == *book)
    }
}

fn next(rng: &mut Rng, number: usize, book: &Book) -> Deed {
    let standing: Vec<usize> = book.standing().map(|(number, _)| number).collect();
    let die = rng.u32(0..20);
    let Some(booking) = rng.choice(standing) else { return make(rng, number) };
    match die {
        0..=1 => Deed::Cancel { booking },
        2..=5 => Deed::Edit { booking, name: name(rng, number), phone: phone(number), place: place(rng) },
        6..=7 => answer(rng, booking, book),
        8..=9 => Deed::Draft { text: format!("稿 {number}") },
        _ => make(rng, number),
    }
}

fn make(rng: &mut Rng, number: usize) -> Deed {
    Deed::Book { booking: number, name: name(rng, number), phone: phone(number), place: place(rng) }
}

/// Another number than before, or the deed would not show.
fn answer(rng: &mut Rng, booking: usize, book: &Book) -> Deed {
    let saturday = book.bookings[&booking].place.saturday;
    let before = book.duty.get(&saturday).copied().unwrap_or(0);
    Deed::Duty { saturday, approvers: (before + rng.u16(1..50)) % 99 + 1 }
}

fn name(rng: &mut Rng, number: usize) -> String {
    format!("{}{number}", SURNAMES[rng.usize(..SURNAMES.len())])
}

fn phone(number: usize) -> String {
    format!("138{number:08}")
}

fn place(rng: &mut Rng) -> Place {
    Place { saturday: rng.usize(..SATURDAYS.len()), session: rng.u8(..SESSIONS), slot: rng.u16(..SLOTS) }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn each_deed_shows_and_the_same_seed_says_the_same() {
        let history = History::new(7, 400);
        for count in 0..400 {
            let book = history.book_after(count);
            assert_eq!(history.count_in(&book, count), Some(count));
            assert_ne!(book, history.book_after(count + 1), "deed {count} shows");
            assert_eq!(history.deed(count), History::new(7, count + 1).deed(count));
        }
    }
}
