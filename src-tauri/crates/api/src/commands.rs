//! The one table of commands. A name here without a handler in [`Handlers`] does not compile.

use crate::dto::{
    BackupCard, BackupRestore, BookDay, BookDayAsk, BookingCancel, BookingDetail, BookingEdit, BookingMake, BookingRef,
    BookingSaved, Draft, DraftFound, DutyRecord, Frame, ImportReport, ItemHits, ItemSearch, LocationAsk, LocationFound,
    Nothing, Outlook, OutlookAsk, Pulse, ReferenceImport, ServiceDays, ServiceDaysAsk, Settings, SetupChoices,
    SetupFinish, Slip, Undo,
};

crate::declare_commands! {
    /// Revision, clock and stage; cheap, asked every two seconds.
    read pulse(Nothing) -> Pulse, provides [];
    /// What stands around every screen.
    read frame(Nothing) -> Frame, provides [Frame];
    /// The appointment book of one day.
    read book_day(BookDayAsk) -> BookDay, provides [Book];
    /// Items by what was typed.
    read item_search(ItemSearch) -> ItemHits, provides [Catalogue];
    /// Promises, materials and times for chosen items on a day.
    read outlook(OutlookAsk) -> Outlook, provides [Book, Catalogue];
    /// Makes a booking; durable when it answers.
    write booking_make(BookingMake) -> BookingSaved, invalidates [Book, Drafts];
    /// Changes a booking: fields, items or time.
    write booking_edit(BookingEdit) -> BookingSaved, invalidates [Book, Drafts];
    /// Cancels with a reason. The record stays.
    write booking_cancel(BookingCancel) -> BookingSaved, invalidates [Book];
    /// Takes back the action that offered the token, within its minute.
    write undo(Undo) -> Nothing, invalidates [Book];
    /// Everything about one booking, unmasked.
    read booking_show(BookingRef) -> BookingDetail, provides [Book];
    /// The slip of one booking, for preview and print.
    read slip(BookingRef) -> Slip, provides [Book];
    /// Records a department's answer for a Saturday.
    write duty_record(DutyRecord) -> Nothing, invalidates [Book];
    /// The form that was begun on this PC and not saved.
    read draft_show(Nothing) -> DraftFound, provides [Drafts];
    /// Keeps the form as it stands.
    write draft_keep(Draft) -> Nothing, invalidates [];
    /// Throws the kept form away.
    write draft_drop(Nothing) -> Nothing, invalidates [Drafts];
    /// What the first-run wizard offers.
    read setup_choices(Nothing) -> SetupChoices, provides [Frame];
    /// Looks at a folder for the data before it is chosen.
    read setup_location(LocationAsk) -> LocationFound, provides [];
    /// Makes the hall.
    write setup_finish(SetupFinish) -> Nothing, invalidates [Frame, Book, Catalogue, Settings, Drafts];
    /// Hall, hours, calendar, catalogue, data.
    read settings(Nothing) -> Settings, provides [Settings];
    /// Counts service days of a mode between two dates.
    read service_days(ServiceDaysAsk) -> ServiceDays, provides [Settings];
    /// Takes over a whole version of reference data, or says what is wrong with it.
    write reference_import(ReferenceImport) -> ImportReport, invalidates [Frame, Book, Catalogue, Settings];
    /// Makes a verified backup now.
    write backup_make(Nothing) -> BackupCard, invalidates [Settings];
    /// Puts a verified backup in the place of damaged data; the damaged file is kept beside it.
    write backup_restore(BackupRestore) -> Nothing, invalidates [Frame, Book, Catalogue, Settings, Drafts];
}
