//! What a version of reference data means for bookings that were made before it. A booking keeps the names and departments it
//! was made with (PRODUCT rule 6); whoever answers for it has to know what is different now.

use super::calendar::DayKind;
use super::catalogue::{Catalogue, DepartmentId};
use crate::event::ItemSnapshot;
use crate::names::Names;

/// One thing that is different; departments by number, or as whoever shows them calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingEffect<D = DepartmentId> {
    /// The hall is closed that day.
    DayClosed {
        /// What kind of day it is.
        kind: DayKind,
    },
    /// An item has another name.
    ItemRenamed {
        /// As the booking has it.
        before: Names,
        /// As the catalogue has it.
        now: Names,
    },
    /// An item is not in the catalogue any more.
    ItemGone {
        /// As the booking has it.
        item: Names,
    },
    /// An item is not handled on Saturdays any more.
    ItemExcluded {
        /// Which.
        item: Names,
    },
    /// A case visits other departments: one was merged or renumbered, or the way changed.
    DepartmentsChanged {
        /// Which item.
        item: Names,
        /// As the booking has them.
        before: Vec<D>,
        /// As the catalogue has them.
        now: Vec<D>,
    },
}

impl<D> BookingEffect<D> {
    /// The same, with departments called otherwise.
    pub fn with_departments<E>(self, call: impl Fn(&D) -> E) -> BookingEffect<E> {
        match self {
            Self::DayClosed { kind } => BookingEffect::DayClosed { kind },
            Self::ItemRenamed { before, now } => BookingEffect::ItemRenamed { before, now },
            Self::ItemGone { item } => BookingEffect::ItemGone { item },
            Self::ItemExcluded { item } => BookingEffect::ItemExcluded { item },
            Self::DepartmentsChanged { item, before, now } => BookingEffect::DepartmentsChanged {
                item,
                before: before.iter().map(&call).collect(),
                now: now.iter().map(&call).collect(),
            },
        }
    }
}

/// What is different about a booking's items, item by item.
pub fn of_items(items: &[ItemSnapshot], catalogue: &Catalogue) -> Vec<BookingEffect> {
    items.iter().flat_map(|item| of_item(item, catalogue)).collect()
}

fn of_item(booked: &ItemSnapshot, catalogue: &Catalogue) -> Vec<BookingEffect> {
    let Some(item) = catalogue.item(booked.item) else {
        return vec![BookingEffect::ItemGone { item: booked.names.clone() }];
    };
    let now: Vec<DepartmentId> = item.departments().collect();
    let renamed = (item.names != booked.names)
        .then(|| BookingEffect::ItemRenamed { before: booked.names.clone(), now: item.names.clone() });
    let excluded = item.excluded.is_some().then(|| BookingEffect::ItemExcluded { item: item.names.clone() });
    let rerouted = (now != booked.departments).then(|| BookingEffect::DepartmentsChanged {
        item: item.names.clone(),
        before: booked.departments.clone(),
        now,
    });
    [renamed, excluded, rerouted].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::catalogue::Department;
    use crate::reference::catalogue::Item;
    use crate::reference::shipped;

    #[test]
    fn an_unchanged_catalogue_changes_nothing_and_every_change_is_told() {
        let departments = Department::list_from_csv(shipped::DEPARTMENTS).unwrap();
        let items = Item::list_from_csv(shipped::ITEMS, &departments).unwrap();
        let open = items.iter().find(|item| item.excluded.is_none() && item.departments().count() > 0).unwrap().clone();
        let booked = [ItemSnapshot::of(&open)];
        let told = |items: Vec<Item>| of_items(&booked, &Catalogue::new(departments.clone(), items));
        assert_eq!(told(items.clone()), []);
        let without: Vec<Item> = items.iter().filter(|item| item.id != open.id).cloned().collect();
        assert_eq!(told(without.clone()), [BookingEffect::ItemGone { item: open.names.clone() }]);
        let with = |changed: Item| told(without.iter().cloned().chain([changed]).collect());
        let renamed = Item { names: Names::same("新名称"), ..open.clone() };
        let now = Names::same("新名称");
        assert_eq!(with(renamed), [BookingEffect::ItemRenamed { before: open.names.clone(), now }]);
        let excluded = items.iter().find(|item| item.excluded.is_some()).unwrap().excluded.clone();
        assert_eq!(with(Item { excluded, ..open.clone() }), [BookingEffect::ItemExcluded { item: open.names.clone() }]);
        let other = items.iter().find(|item| item.departments().ne(open.departments())).unwrap();
        let booked_before = booked[0].departments.clone();
        let rerouted = with(Item { stops: other.stops.clone(), ..open.clone() });
        let [BookingEffect::DepartmentsChanged { before, now, .. }] = rerouted.as_slice() else {
            panic!("{rerouted:?}")
        };
        assert_eq!((before, now), (&booked_before, &other.departments().collect()));
    }
}
