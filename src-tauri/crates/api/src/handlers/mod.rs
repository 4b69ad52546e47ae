//! The handlers: each reads its input, asks the hall, and says the answer in the door's types. No rule is decided here.

mod book;
mod booking;
mod frame;
mod item;
mod read;
mod settings;
mod setup;

use crate::{
    BackupCard, BackupRestore, BookDay, BookDayAsk, BookingCancel, BookingDetail, BookingEdit, BookingMake, BookingRef,
    BookingSaved, Draft, DraftFound, DutyRecord, Failure, Frame, Handlers, ImportReport, ItemHits, ItemSearch,
    LocationAsk, LocationFound, Nothing, Outlook, OutlookAsk, Pulse, ReferenceImport, ServiceDays, ServiceDaysAsk,
    Settings, SetupChoices, SetupFinish, Slip, Undo,
};
use hall::Program;

/// The commands of one running program.
pub struct Api {
    program: Program,
}

impl Api {
    /// Serves a program.
    pub fn new(program: Program) -> Self {
        Self { program }
    }

    /// The program behind the commands, for what no door offers: the demo's founding, and the shell's own questions.
    pub fn program(&self) -> &Program {
        &self.program
    }
}

const DONE: Nothing = Nothing {};

impl Handlers for Api {
    fn pulse(&self, _: Nothing) -> Result<Pulse, Failure> {
        frame::pulse(&self.program)
    }

    fn frame(&self, _: Nothing) -> Result<Frame, Failure> {
        frame::frame(&self.program)
    }

    fn book_day(&self, input: BookDayAsk) -> Result<BookDay, Failure> {
        let view = self.program.hall()?.book_day(read::date("date", &input.date)?)?;
        Ok(book::book_day(&view))
    }

    fn item_search(&self, input: ItemSearch) -> Result<ItemHits, Failure> {
        let reference = self.program.hall()?.reference();
        Ok(item::hits(&reference, &input))
    }

    fn outlook(&self, input: OutlookAsk) -> Result<Outlook, Failure> {
        let editing = input.booking.as_deref().map(read::record).transpose()?;
        let items = read::items(&input.items);
        let outlook = self.program.hall()?.outlook(read::date("date", &input.date)?, &items, editing)?;
        Ok(item::outlook(outlook))
    }

    fn booking_make(&self, input: BookingMake) -> Result<BookingSaved, Failure> {
        let request = read::request(&input.request)?;
        let wish = booking::wish(&input.form, &input.confirmed)?;
        let hall = self.program.hall()?;
        let saved = hall.make_booking(request, wish)?;
        booking::saved(&hall, saved)
    }

    fn booking_edit(&self, input: BookingEdit) -> Result<BookingSaved, Failure> {
        let wish = booking::wish(&input.form, &input.confirmed)?;
        let hall = self.program.hall()?;
        let saved = hall.edit_booking(read::record(&input.booking)?, read::record(&input.base)?, wish)?;
        booking::saved(&hall, saved)
    }

    fn booking_cancel(&self, input: BookingCancel) -> Result<BookingSaved, Failure> {
        let hall = self.program.hall()?;
        let (booking, base) = (read::record(&input.booking)?, read::record(&input.base)?);
        let saved = hall.cancel_booking(booking, base, booking::reason(input.reason), &input.remark)?;
        booking::saved(&hall, saved)
    }

    fn undo(&self, input: Undo) -> Result<Nothing, Failure> {
        self.program.hall()?.undo(read::record(&input.token)?)?;
        Ok(DONE)
    }

    fn booking_show(&self, input: BookingRef) -> Result<BookingDetail, Failure> {
        let detail = self.program.hall()?.show_booking(read::record(&input.booking)?)?;
        Ok(booking::detail(&detail))
    }

    fn slip(&self, input: BookingRef) -> Result<Slip, Failure> {
        let slip = self.program.hall()?.slip(read::record(&input.booking)?)?;
        booking::slip(&slip)
    }

    fn duty_record(&self, input: DutyRecord) -> Result<Nothing, Failure> {
        let date = read::date("date", &input.date)?;
        let department = domain::catalogue::DepartmentId(input.department);
        self.program.hall()?.record_duty(date, department, book::answer(input.answer), input.approvers)?;
        Ok(DONE)
    }

    fn draft_show(&self, _: Nothing) -> Result<DraftFound, Failure> {
        let text = self.program.hall()?.draft()?;
        // A draft of another version that no longer reads is no draft: what it held cannot be shown.
        Ok(DraftFound { draft: text.and_then(|text| serde_json::from_str(&text).ok()) })
    }

    fn draft_keep(&self, input: Draft) -> Result<Nothing, Failure> {
        let text = serde_json::to_string(&input).map_err(Failure::internal)?;
        self.program.hall()?.keep_draft(text)?;
        Ok(DONE)
    }

    fn draft_drop(&self, _: Nothing) -> Result<Nothing, Failure> {
        self.program.hall()?.drop_draft()?;
        Ok(DONE)
    }

    fn setup_choices(&self, _: Nothing) -> Result<SetupChoices, Failure> {
        setup::choices(&self.program)
    }

    fn setup_location(&self, input: LocationAsk) -> Result<LocationFound, Failure> {
        let found = self.program.look_at(std::path::Path::new(input.dir.trim()))?;
        Ok(LocationFound { existing: found.existing })
    }

    fn setup_finish(&self, input: SetupFinish) -> Result<Nothing, Failure> {
        setup::finish(&self.program, &input)?;
        Ok(DONE)
    }

    fn settings(&self, _: Nothing) -> Result<Settings, Failure> {
        settings::settings(&self.program)
    }

    fn service_days(&self, input: ServiceDaysAsk) -> Result<ServiceDays, Failure> {
        let (from, to) = (read::date("from", &input.from)?, read::date("to", &input.to)?);
        let counted = self.program.hall()?.service_days(settings::mode(input.mode), from, to)?;
        Ok(ServiceDays { days: counted.days, not_published: settings::years(counted.not_published) })
    }

    fn reference_import(&self, input: ReferenceImport) -> Result<ImportReport, Failure> {
        let hall = self.program.hall()?;
        let report = hall.import_reference(settings::kind(input.kind), &input.csv, &input.source)?;
        Ok(settings::report(report))
    }

    fn backup_make(&self, _: Nothing) -> Result<BackupCard, Failure> {
        Ok(settings::backup(&self.program.hall()?.back_up()?))
    }

    fn backup_restore(&self, input: BackupRestore) -> Result<Nothing, Failure> {
        self.program.restore(&input.file)?;
        Ok(DONE)
    }
}
