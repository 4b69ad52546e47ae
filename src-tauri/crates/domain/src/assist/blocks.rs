//! Who may print which card numbers. The hall's numbers are 900 blocks of a thousand; a block has one owner, who alone prints
//! from it or gives it on. So no two PCs print one number, however long they are cut off, and printing asks nobody.
//!
//! The hall's first PC owns all of them. Another gets some when it joins, which it cannot do without a line to somebody who
//! gives, and more before they run out. A name that an installation has left prints no more: its successor never goes on in a
//! block that may have been begun.

use super::number::{CardNumber, SERIALS};
use crate::record::Stamped;
use minicbor::{Decode, Encode};
use std::collections::{BTreeMap, BTreeSet};

/// A thousand numbers: the first three digits of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Block(#[n(0)] u16);

/// How many blocks there are.
const BLOCKS: u16 = 900;
/// Numbers of a block.
pub const BLOCK_NUMBERS: u32 = 1_000;
/// Blocks that a PC should have in hand: with 60 cards a day, more than two months without any line.
pub const BLOCKS_IN_HAND: usize = 4;
/// Blocks that a name which was left may have begun or given away since the moment of which its successor knows: with 60 cards
/// a day, the cards of more than a year.
pub const BLOCKS_LEFT_ALONE: usize = 24;

/// A device by its name in the journal.
pub type Device = [u8; 8];

impl Block {
    /// All blocks in the order in which a hall uses them. It begins elsewhere in each hall, so that a card of another hall is
    /// hardly one that was printed here.
    pub fn all(founder: Device) -> impl Iterator<Item = Block> {
        let begin = u64::from_be_bytes(founder) % u64::from(BLOCKS);
        let begin = 100 + u16::try_from(begin).unwrap_or(0);
        (begin..=999).chain(100..begin).map(Block)
    }

    /// The block of a serial. `None` if the serial is none.
    pub fn of(serial: u32) -> Option<Self> {
        let block = u16::try_from(serial / BLOCK_NUMBERS).ok()?;
        SERIALS.contains(&serial).then_some(Self(block))
    }

    /// The first three digits of its numbers.
    pub fn digits(self) -> u16 {
        self.0
    }

    fn first(self) -> u32 {
        u32::from(self.0) * BLOCK_NUMBERS
    }
}

/// Card numbers that follow each other, of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(map)]
pub struct Run {
    /// Serial of the first.
    #[n(0)]
    pub first: u32,
    /// How many.
    #[n(1)]
    pub count: u32,
}

impl Run {
    /// The numbers.
    pub fn numbers(self) -> impl Iterator<Item = CardNumber> {
        (self.first..self.first.saturating_add(self.count)).filter_map(CardNumber::from_serial)
    }
}

/// What happens to blocks; by whom is the device of the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockFact {
    /// The hall was founded: its first device owns all blocks.
    Founded,
    /// The owner gives blocks that it has not begun.
    Given {
        /// To whom.
        to: Device,
        /// Which.
        blocks: BTreeSet<Block>,
    },
    /// A device takes the place of one whose name was left, and what that one cannot have begun.
    TakenOver {
        /// Whose place.
        from: Device,
        /// Which blocks.
        blocks: BTreeSet<Block>,
    },
    /// Cards were printed with numbers that were not used before.
    Printed(Run),
}

/// Who owns which blocks, and how far they are used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blocks {
    founder: Option<Device>,
    /// Owners of blocks that the founder has no longer.
    owners: BTreeMap<Block, Device>,
    /// Numbers that are used, of begun blocks.
    used: BTreeMap<Block, u32>,
    contested: BTreeSet<Block>,
}

/// There are too few numbers in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only {left} card numbers are left on this PC")]
pub struct TooFewNumbers {
    /// How many there are.
    pub left: u32,
}

impl Blocks {
    /// From everything that is known, in any order of arrival.
    pub fn fold(mut facts: Vec<Stamped<BlockFact>>) -> Self {
        facts.sort_by_key(|fact| fact.order);
        facts.dedup_by_key(|fact| fact.order);
        let mut found = Self::default();
        for fact in facts {
            found.follow(fact.order.id.device, &fact.fact);
        }
        found
    }

    fn follow(&mut self, author: Device, fact: &BlockFact) {
        match fact {
            BlockFact::Founded => self.founder = self.founder.or(Some(author)),
            BlockFact::Given { to, blocks } => self.hand_over(author, *to, blocks),
            BlockFact::TakenOver { from, blocks } => self.hand_over(*from, author, blocks),
            BlockFact::Printed(run) => {
                let Some(block) = Block::of(run.first) else { return };
                let end = run.first.saturating_add(run.count).saturating_sub(block.first());
                if self.owner(block) != Some(author) || end > BLOCK_NUMBERS {
                    self.contested.insert(block);
                }
                let used = self.used.entry(block).or_default();
                *used = end.min(BLOCK_NUMBERS).max(*used);
            }
        }
    }

    /// What somebody hands over that is not theirs, or is begun, may be printed twice.
    fn hand_over(&mut self, from: Device, to: Device, blocks: &BTreeSet<Block>) {
        for block in blocks {
            if self.owner(*block) == Some(from) && !self.used.contains_key(block) {
                self.owners.insert(*block, to);
            } else {
                self.contested.insert(*block);
            }
        }
    }

    /// Blocks of which two may have printed: after a database went back unnoticed, or two took one place. To be shown.
    pub fn contested(&self) -> &BTreeSet<Block> {
        &self.contested
    }

    /// Whether a card with this number was printed, as far as is known here.
    pub fn is_printed(&self, number: CardNumber) -> bool {
        let serial = number.serial();
        let used = Block::of(serial).and_then(|block| Some((block, *self.used.get(&block)?)));
        used.is_some_and(|(block, used)| serial - block.first() < used)
    }

    fn owner(&self, block: Block) -> Option<Device> {
        self.owners.get(&block).copied().or(self.founder)
    }

    /// Blocks that a device may print from, in the order of use.
    fn own(&self, device: Device) -> impl Iterator<Item = Block> + '_ {
        let usable = move |block: &Block| self.owner(*block) == Some(device) && !self.contested.contains(block);
        self.founder.into_iter().flat_map(Block::all).filter(usable)
    }

    /// Blocks that a device owns and has not begun, in the order of use.
    fn whole(&self, device: Device) -> impl Iterator<Item = Block> + '_ {
        self.own(device).filter(|block| !self.used.contains_key(block))
    }

    /// Numbers that a device can still print.
    pub fn left(&self, device: Device) -> u32 {
        self.own(device).map(|block| BLOCK_NUMBERS - self.used.get(&block).copied().unwrap_or(0)).sum()
    }

    /// The next numbers for a device to print: begun blocks first, then whole ones.
    ///
    /// # Errors
    /// [`TooFewNumbers`]: none is made up. Cards that were printed and never used can be printed again.
    pub fn next(&self, device: Device, count: u32) -> Result<Vec<Run>, TooFewNumbers> {
        let begun = self.own(device).filter(|block| self.used.contains_key(block));
        let mut runs = Vec::new();
        let mut wanted = count;
        for block in begun.chain(self.whole(device)) {
            let used = self.used.get(&block).copied().unwrap_or(0);
            let taken = wanted.min(BLOCK_NUMBERS - used);
            if taken > 0 {
                runs.push(Run { first: block.first() + used, count: taken });
                wanted -= taken;
            }
        }
        if wanted == 0 { Ok(runs) } else { Err(TooFewNumbers { left: count - wanted }) }
    }

    /// What a device should give another so that it has enough in hand: the first that it has not begun, and none of those it
    /// needs itself.
    pub fn gift(&self, giver: Device, to: Device) -> BTreeSet<Block> {
        let has = self.whole(to).count();
        let spare = self.whole(giver).count().saturating_sub(BLOCKS_IN_HAND);
        self.whole(giver).take(BLOCKS_IN_HAND.saturating_sub(has).min(spare)).collect()
    }

    /// What a device should give each of the others, one after the other: those that need nothing are not named.
    pub fn gifts(&self, giver: Device, others: impl IntoIterator<Item = Device>) -> Vec<(Device, BTreeSet<Block>)> {
        let mut left = self.clone();
        let mut gifts = Vec::new();
        for to in others {
            let gift = left.gift(giver, to);
            if !gift.is_empty() {
                left.hand_over(giver, to, &gift);
                gifts.push((to, gift));
            }
        }
        gifts
    }

    /// What the successor of a name that was left takes over: all but the first, which may have been begun or given away
    /// since.
    pub fn inheritance(&self, from: Device) -> BTreeSet<Block> {
        self.whole(from).skip(BLOCKS_LEFT_ALONE).collect()
    }
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;
