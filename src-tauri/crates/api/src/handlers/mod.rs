//! The handlers: each reads its input, asks the hall, and says the answer in the door's types. No rule is decided here.

mod api;
mod book;
mod booking;
mod call_paper;
mod calls;
mod data;
mod day_list;
mod draft;
mod duty;
mod frame;
mod item;
mod notice;
mod offered;
mod people;
mod person;
mod read;
mod reference;
mod rest;
mod service;
mod sessions;
mod settings;
mod setup;
mod sync;

pub use api::Api;

use crate::commands::Handlers;
use crate::declare::{Caller, Need, Visit};
use crate::dto::{
    ArrivalMark, AuditAsk, AuditExport, AuditPage, BackupCard, BackupLook, BackupLookAsk, BackupRestore, BookDay,
    BookDayAsk, BookingCancel, BookingDetail, BookingEdit, BookingErase, BookingFind, BookingMake, BookingRef,
    BookingSaved, CallList, CallNote, CallRecord, CallTimeSet, CutoffSet, Cutoffs, DayExport, DayList, DayListAsk,
    DayMove, DayMovePreview, DayMoved, Draft, DraftFound, DutyList, DutyListAsk, DutyNotice, DutyRecord, Erased,
    FileMade, FirstManager, FirstManagerMake, FoundBookings, Frame, HallAdjust, HallContactSet, ImportReport, ItemHits,
    ItemSearch, JoinBegin, JoinFinish, Joining, KeyRecover, LocationAsk, LocationFound, ManagerRecover, Noted, Nothing,
    Outlook, OutlookAsk, People, PersonChange, PersonEnter, PersonHint, PersonRef, PersonTyped, Pulse, RecoveryCode,
    ReferenceAsk, ReferenceImport, ReferenceOffers, ReferencePreview, ReferencePreviewAsk, ReferenceRevert,
    ReferenceVersions, Reminted, SecondFolderChoose, SecretChange, SecretReset, ServiceDayAsk, ServiceDays,
    ServiceDaysAsk, Session, Sessions, SessionsChange, SessionsPreview, SessionsSave, Settings, SetupChoices,
    SetupFinish, SignIn, SignInChoices, SignedIn, Slip, SlipCopies, SlipPrint, SyncEnrol, SyncPanel, ToCall,
    ToCallExport, ToCallPaper, ToCallPaperAsk, Undo, WalkInAccept, WalkInAsk, WalkInDraft, WalkInDraftFound,
    WalkInOutlook, WalkIns,
};
use crate::error::{Failure, FieldFailure};
use crate::refuse::accepted;
use hall::{DraftOf, NewPerson, PersonWish};

const DONE: Nothing = Nothing {};

impl Handlers for Api {
    fn admit(&self, caller: &Caller, need: Need) -> Result<Visit, Failure> {
        let desk = || Ok::<_, Failure>(self.program.hall()?.desk(caller.session.as_deref())?);
        let desk = match need {
            // Restoring and diagnostics want to know who asks, where somebody is there to be asked.
            Need::Anyone => desk().ok(),
            Need::Session => Some(desk()?),
            Need::Right(right) => {
                let desk = desk()?;
                desk.require(right)?;
                Some(desk)
            }
        };
        Ok(Visit { caller: caller.clone(), desk })
    }

    fn rest(&self, visit: Visit, name: &str, mended: serde_json::Value) -> Vec<FieldFailure> {
        rest::faults(&self.program, visit, name, mended).unwrap_or_default()
    }

    fn written(&self) {
        if let Ok(hall) = self.program.hall() {
            hall.nudge_sync();
        }
    }

    fn pulse(&self, visit: Visit, _: Nothing) -> Result<Pulse, Failure> {
        frame::pulse(&self.program, &visit)
    }

    fn frame(&self, visit: Visit, _: Nothing) -> Result<Frame, Failure> {
        frame::frame(&self.program, &visit)
    }

    fn book_day(&self, visit: Visit, input: BookDayAsk) -> Result<BookDay, Failure> {
        let view = visit.desk()?.book_day(read::date("date", &input.date)?)?;
        Ok(book::book_day(&view))
    }

    fn item_search(&self, visit: Visit, input: ItemSearch) -> Result<ItemHits, Failure> {
        Ok(item::hits(&visit.desk()?.reference(), &input))
    }

    fn outlook(&self, visit: Visit, input: OutlookAsk) -> Result<Outlook, Failure> {
        item::asked(&visit.desk()?, &input)
    }

    fn person_hint(&self, visit: Visit, input: PersonTyped) -> Result<PersonHint, Failure> {
        Ok(person::hint(visit.desk()?.person_hint(&person::typed(&input)?)?))
    }

    fn booking_make(&self, visit: Visit, input: BookingMake) -> Result<BookingSaved, Failure> {
        let request = read::request(&input.request)?;
        let wish = booking::wish(&input.form, &input.confirmed)?;
        let desk = visit.desk()?;
        let saved = desk.make_bookings(request, wish, booking::principals(&input.others))?;
        booking::saved(&desk, saved)
    }

    fn walk_in_outlook(&self, visit: Visit, input: WalkInAsk) -> Result<WalkInOutlook, Failure> {
        let outlook = visit.desk()?.walk_in_outlook(read::date("date", &input.date)?, &read::items(&input.items))?;
        Ok(service::outlook(&outlook))
    }

    fn walk_in_accept(&self, visit: Visit, input: WalkInAccept) -> Result<BookingSaved, Failure> {
        service::accept(&visit.desk()?, &input)
    }

    fn walk_ins(&self, visit: Visit, input: ServiceDayAsk) -> Result<WalkIns, Failure> {
        Ok(service::walk_ins(visit.desk()?.walk_ins(read::date("date", &input.date)?)?))
    }

    fn call_list(&self, visit: Visit, input: ServiceDayAsk) -> Result<CallList, Failure> {
        let day = read::date("date", &input.date)?;
        Ok(service::call_list(day, visit.desk()?.call_list(day)?))
    }

    fn call_record(&self, visit: Visit, input: CallRecord) -> Result<Noted, Failure> {
        let (booking, base) = (read::record("booking", &input.booking)?, read::record("base", &input.base)?);
        let (outcome, expected) = (service::outcome(input.outcome), service::expected(&input.expected)?);
        Ok(service::noted(&visit.desk()?.record_call(booking, base, outcome, expected, input.release)?))
    }

    fn to_call(&self, visit: Visit, _: Nothing) -> Result<ToCall, Failure> {
        Ok(calls::to_call(visit.desk()?.to_call()?))
    }

    fn call_note(&self, visit: Visit, input: CallNote) -> Result<Noted, Failure> {
        calls::note(&visit.desk()?, &input)
    }

    fn to_call_paper(&self, visit: Visit, input: ToCallPaperAsk) -> Result<ToCallPaper, Failure> {
        call_paper::paper(&visit.desk()?, input.date.as_ref())
    }

    fn to_call_export(&self, visit: Visit, input: ToCallExport) -> Result<FileMade, Failure> {
        call_paper::export(&visit.desk()?, &self.handouts, &self.program, &input)
    }

    fn arrival_mark(&self, visit: Visit, input: ArrivalMark) -> Result<Noted, Failure> {
        let (booking, base) = (read::record("booking", &input.booking)?, read::record("base", &input.base)?);
        Ok(service::noted(&visit.desk()?.mark_arrived(booking, base, &accepted(&input.confirmed))?))
    }

    fn seat_again(&self, visit: Visit, input: ArrivalMark) -> Result<Noted, Failure> {
        let (booking, base) = (read::record("booking", &input.booking)?, read::record("base", &input.base)?);
        Ok(service::noted(&visit.desk()?.seat_again(booking, base)?))
    }

    fn day_move(&self, visit: Visit, input: DayMove) -> Result<DayMoved, Failure> {
        Ok(service::moved(&visit.desk()?.move_day(service::day_move(&input)?, service::seen(&input)?)?))
    }

    fn day_move_preview(&self, visit: Visit, input: DayMove) -> Result<DayMovePreview, Failure> {
        Ok(service::day_moves(visit.desk()?.preview_day_move(service::day_move(&input)?)?))
    }

    fn day_list(&self, visit: Visit, input: DayListAsk) -> Result<DayList, Failure> {
        day_list::listed(&visit.desk()?, &input)
    }

    fn day_export(&self, visit: Visit, input: DayExport) -> Result<FileMade, Failure> {
        let (day, bytes) = day_list::exported(&visit.desk()?, &input)?;
        data::hand_out(&self.handouts, &self.program, &format!("yanshi-{day}"), "xlsx", &bytes)
    }

    fn call_time_set(&self, visit: Visit, input: CallTimeSet) -> Result<Nothing, Failure> {
        visit.desk()?.set_call_time(input.minutes)?;
        Ok(DONE)
    }

    fn booking_edit(&self, visit: Visit, input: BookingEdit) -> Result<BookingSaved, Failure> {
        booking::edit(&visit.desk()?, &input)
    }

    fn booking_cancel(&self, visit: Visit, input: BookingCancel) -> Result<BookingSaved, Failure> {
        booking::cancel(&visit.desk()?, &input)
    }

    fn undo(&self, visit: Visit, input: Undo) -> Result<Nothing, Failure> {
        visit.desk()?.undo_accepting(read::record("token", &input.token)?, &accepted(&input.confirmed))?;
        Ok(DONE)
    }

    fn booking_show(&self, visit: Visit, input: BookingRef) -> Result<BookingDetail, Failure> {
        let detail = visit.desk()?.show_booking(read::record("booking", &input.booking)?)?;
        Ok(booking::detail(&detail))
    }

    fn booking_reveal(&self, visit: Visit, input: BookingRef) -> Result<BookingDetail, Failure> {
        let detail = visit.desk()?.reveal_booking(read::record("booking", &input.booking)?)?;
        Ok(booking::detail(&detail))
    }

    fn slip_issue(&self, visit: Visit, input: BookingRef) -> Result<Slip, Failure> {
        booking::slip(&visit.desk()?.issue_slip(read::record("booking", &input.booking)?)?)
    }

    fn slip_print(&self, visit: Visit, input: SlipPrint) -> Result<SlipCopies, Failure> {
        booking::printed(&visit.desk()?, &input)
    }

    fn booking_find(&self, visit: Visit, input: BookingFind) -> Result<FoundBookings, Failure> {
        people::find(&visit.desk()?, &input)
    }

    fn erase_preview(&self, visit: Visit, input: BookingRef) -> Result<FoundBookings, Failure> {
        Ok(people::preview(visit.desk()?.erase_preview(read::record("booking", &input.booking)?)?))
    }

    fn booking_erase(&self, visit: Visit, input: BookingErase) -> Result<Erased, Failure> {
        let bookings = input.bookings.iter().map(|id| read::record("bookings", id)).collect::<Result<_, _>>()?;
        Ok(people::erased(visit.desk()?.erase(bookings)?))
    }

    fn duty_record(&self, visit: Visit, input: DutyRecord) -> Result<Nothing, Failure> {
        duty::record(&visit.desk()?, input)
    }

    fn duty_list(&self, visit: Visit, input: DutyListAsk) -> Result<DutyList, Failure> {
        Ok(duty::list(&visit.desk()?.duty_list(read::date("date", &input.date)?)?))
    }

    fn duty_notice(&self, visit: Visit, input: DutyListAsk) -> Result<DutyNotice, Failure> {
        notice::asked(&visit.desk()?, &input)
    }

    fn cutoffs(&self, visit: Visit, _: Nothing) -> Result<Cutoffs, Failure> {
        Ok(duty::cutoffs(&visit.desk()?.cutoffs()?))
    }

    fn cutoff_set(&self, visit: Visit, input: CutoffSet) -> Result<Nothing, Failure> {
        let department = domain::reference::catalogue::DepartmentId(input.department);
        visit.desk()?.set_cutoff(department, duty::cutoff(&input)?)?;
        Ok(DONE)
    }

    fn draft_show(&self, visit: Visit, _: Nothing) -> Result<DraftFound, Failure> {
        Ok(DraftFound { draft: draft::show(&visit.desk()?, DraftOf::Booking)? })
    }

    fn draft_keep(&self, visit: Visit, input: Draft) -> Result<Nothing, Failure> {
        draft::keep(&visit.desk()?, DraftOf::Booking, &input)
    }

    fn draft_drop(&self, visit: Visit, _: Nothing) -> Result<Nothing, Failure> {
        draft::drop(&visit.desk()?, DraftOf::Booking)
    }

    fn walk_in_draft_show(&self, visit: Visit, _: Nothing) -> Result<WalkInDraftFound, Failure> {
        Ok(WalkInDraftFound { draft: draft::show(&visit.desk()?, DraftOf::WalkIn)? })
    }

    fn walk_in_draft_keep(&self, visit: Visit, input: WalkInDraft) -> Result<Nothing, Failure> {
        draft::keep(&visit.desk()?, DraftOf::WalkIn, &input)
    }

    fn walk_in_draft_drop(&self, visit: Visit, _: Nothing) -> Result<Nothing, Failure> {
        draft::drop(&visit.desk()?, DraftOf::WalkIn)
    }

    fn setup_choices(&self, _: Visit, _: Nothing) -> Result<SetupChoices, Failure> {
        setup::choices(&self.program)
    }

    fn setup_location(&self, _: Visit, input: LocationAsk) -> Result<LocationFound, Failure> {
        let found = self.program.look_at(std::path::Path::new(input.dir.trim()))?;
        Ok(LocationFound { existing: found.existing })
    }

    fn setup_finish(&self, _: Visit, input: SetupFinish) -> Result<FirstManager, Failure> {
        setup::finish(&self.program, &input)
    }

    fn settings(&self, visit: Visit, _: Nothing) -> Result<Settings, Failure> {
        settings::settings(&visit.desk()?, &self.program.dir())
    }

    fn sessions(&self, visit: Visit, _: Nothing) -> Result<Sessions, Failure> {
        Ok(sessions::sessions(&visit.desk()?.sessions()?))
    }

    fn sessions_preview(&self, visit: Visit, input: SessionsChange) -> Result<SessionsPreview, Failure> {
        Ok(sessions::preview(&visit.desk()?.preview_sessions(&sessions::change(&input)?)?))
    }

    fn sessions_change(&self, visit: Visit, input: SessionsSave) -> Result<Nothing, Failure> {
        let seen = input.seen.iter().map(|id| read::record("seen", id)).collect::<Result<_, _>>()?;
        visit.desk()?.change_sessions(sessions::base(&input.base)?, sessions::change(&input.change)?, seen)?;
        Ok(DONE)
    }

    fn service_days(&self, visit: Visit, input: ServiceDaysAsk) -> Result<ServiceDays, Failure> {
        let (from, to) = (read::date("from", &input.from)?, read::date("to", &input.to)?);
        let counted = visit.desk()?.service_days(settings::mode(input.mode), from, to)?;
        Ok(ServiceDays { days: counted.days, not_published: settings::years(counted.not_published) })
    }

    fn reference_preview(&self, visit: Visit, input: ReferencePreviewAsk) -> Result<ReferencePreview, Failure> {
        reference::preview(&visit.desk()?, input)
    }

    fn reference_import(&self, visit: Visit, input: ReferenceImport) -> Result<ImportReport, Failure> {
        reference::import(&visit.desk()?, &input)
    }

    fn reference_versions(&self, visit: Visit, input: ReferenceAsk) -> Result<ReferenceVersions, Failure> {
        reference::versions(&visit.desk()?, input.kind)
    }

    fn reference_revert(&self, visit: Visit, input: ReferenceRevert) -> Result<ImportReport, Failure> {
        reference::revert(&visit.desk()?, &input)
    }

    fn reference_export(&self, visit: Visit, input: ReferenceAsk) -> Result<FileMade, Failure> {
        let text = visit.desk()?.export_reference(reference::kind(input.kind))?;
        data::hand_out(&self.handouts, &self.program, reference::file_name(input.kind), "csv", text.as_bytes())
    }

    fn hall_adjust(&self, visit: Visit, input: HallAdjust) -> Result<Nothing, Failure> {
        visit.desk()?.adjust_hall(input.idle_lock_minutes, input.erase_after_days)?;
        Ok(DONE)
    }

    fn hall_contact_set(&self, visit: Visit, input: HallContactSet) -> Result<Nothing, Failure> {
        visit.desk()?.set_contact(notice::wish(input))?;
        Ok(DONE)
    }

    fn backup_make(&self, visit: Visit, _: Nothing) -> Result<BackupCard, Failure> {
        Ok(settings::backup(&visit.desk()?.back_up()?))
    }

    fn second_folder(&self, visit: Visit, input: SecondFolderChoose) -> Result<Nothing, Failure> {
        visit.desk()?.choose_second_folder(&input.dir)?;
        Ok(DONE)
    }

    fn backup_look(&self, visit: Visit, input: BackupLookAsk) -> Result<BackupLook, Failure> {
        data::look(&self.program, &visit, &input.file)
    }

    fn backup_restore(&self, visit: Visit, input: BackupRestore) -> Result<Nothing, Failure> {
        let wish = data::wish(&self.program, &input);
        self.program.restore_backup(visit.desk, &wish)?;
        Ok(DONE)
    }

    fn seats_remint(&self, visit: Visit, _: Nothing) -> Result<Reminted, Failure> {
        let days = visit.desk()?.remint_frozen()?;
        Ok(Reminted { days: days.iter().map(|day| data::frozen(day.date, day.seats)).collect() })
    }

    fn key_recover(&self, _: Visit, input: KeyRecover) -> Result<Nothing, Failure> {
        self.program.recover_key(&input.code)?;
        Ok(DONE)
    }

    fn recovery_renew(&self, visit: Visit, _: Nothing) -> Result<RecoveryCode, Failure> {
        Ok(RecoveryCode { recovery_code: visit.desk()?.renew_recovery_code()? })
    }

    fn diagnostics_export(&self, visit: Visit, _: Nothing) -> Result<FileMade, Failure> {
        let version = env!("CARGO_PKG_VERSION");
        let file = self.program.export_diagnostics(visit.desk.as_ref(), &self.handouts, version)?;
        Ok(FileMade { path: file.to_string_lossy().into_owned() })
    }

    fn sync_panel(&self, visit: Visit, _: Nothing) -> Result<SyncPanel, Failure> {
        sync::panel(&*visit.desk()?)
    }

    fn sync_now(&self, visit: Visit, _: Nothing) -> Result<Nothing, Failure> {
        visit.desk()?.sync_now()?;
        Ok(DONE)
    }

    fn sync_enrol(&self, visit: Visit, input: SyncEnrol) -> Result<Nothing, Failure> {
        visit.desk()?.enrol(&sync::wish(input))?;
        Ok(DONE)
    }

    fn reference_offers(&self, visit: Visit, _: Nothing) -> Result<ReferenceOffers, Failure> {
        sync::offers(&visit.desk()?)
    }

    fn join_state(&self, _: Visit, _: Nothing) -> Result<Joining, Failure> {
        Ok(Joining { state: self.program.join_state()?.map(sync::join) })
    }

    fn join_begin(&self, _: Visit, input: JoinBegin) -> Result<Nothing, Failure> {
        self.program.join(&sync::join_wish(input))?;
        Ok(DONE)
    }

    fn join_sync_now(&self, _: Visit, _: Nothing) -> Result<Nothing, Failure> {
        self.program.join_sync_now()?;
        Ok(DONE)
    }

    fn join_finish(&self, _: Visit, input: JoinFinish) -> Result<Nothing, Failure> {
        self.program.finish_joining(&input.code)?;
        Ok(DONE)
    }

    fn join_abandon(&self, _: Visit, _: Nothing) -> Result<Nothing, Failure> {
        self.program.abandon_joining()?;
        Ok(DONE)
    }

    fn sign_in_choices(&self, _: Visit, _: Nothing) -> Result<SignInChoices, Failure> {
        people::choices(&self.program)
    }

    fn first_manager(&self, _: Visit, input: FirstManagerMake) -> Result<FirstManager, Failure> {
        let first = self.program.hall()?.enter_first_manager(&input.manager, &input.secret);
        first.map(people::first).map_err(|refusal| setup::of_manager(refusal.into()))
    }

    fn sign_in(&self, visit: Visit, input: SignIn) -> Result<SignedIn, Failure> {
        let hall = self.program.hall()?;
        let token =
            hall.sign_in(read::record("person", &input.person)?, &input.secret, visit.caller.session.as_deref())?;
        let session = people::session(&hall, Some(&token));
        Ok(SignedIn { token, session })
    }

    fn sign_out(&self, visit: Visit, _: Nothing) -> Result<Nothing, Failure> {
        let hall = self.program.hall()?;
        visit.caller.session.iter().for_each(|token| hall.sign_out(token));
        Ok(DONE)
    }

    fn session_lock(&self, visit: Visit, _: Nothing) -> Result<Session, Failure> {
        let hall = self.program.hall()?;
        visit.caller.session.iter().for_each(|token| hall.lock_session(token));
        Ok(people::session(&hall, visit.caller.session.as_deref()))
    }

    fn session_touch(&self, visit: Visit, _: Nothing) -> Result<Session, Failure> {
        let hall = self.program.hall()?;
        let token = visit.caller.session.as_deref();
        let state = token.map_or(hall::SessionState::None, |token| hall.touch_session(token));
        Ok(people::state(&hall, token, state))
    }

    fn secret_change(&self, visit: Visit, input: SecretChange) -> Result<Nothing, Failure> {
        let token = visit.caller.session.clone().unwrap_or_default();
        visit.desk()?.change_own_secret(&token, &input.present, &input.secret)?;
        Ok(DONE)
    }

    fn manager_recover(&self, _: Visit, input: ManagerRecover) -> Result<Nothing, Failure> {
        self.program.hall()?.recover_manager(read::record("person", &input.person)?, &input.code, &input.secret)?;
        Ok(DONE)
    }

    fn people(&self, visit: Visit, _: Nothing) -> Result<People, Failure> {
        Ok(People { people: visit.desk()?.people()?.into_iter().map(people::row).collect() })
    }

    fn person_enter(&self, visit: Visit, input: PersonEnter) -> Result<PersonRef, Failure> {
        let new = NewPerson { name: input.name, roles: people::roles(&input.roles), secret: input.secret };
        Ok(PersonRef { person: visit.desk()?.enter_person(&new)?.to_string() })
    }

    fn person_change(&self, visit: Visit, input: PersonChange) -> Result<Nothing, Failure> {
        let (person, base) = (read::record("person", &input.person)?, read::record("base", &input.base)?);
        let wish = PersonWish { name: input.name, roles: people::roles(&input.roles), active: input.active };
        visit.desk()?.change_person(person, base, &wish)?;
        Ok(DONE)
    }

    fn secret_reset(&self, visit: Visit, input: SecretReset) -> Result<Nothing, Failure> {
        visit.desk()?.reset_secret(read::record("person", &input.person)?, &input.secret)?;
        Ok(DONE)
    }

    fn audit(&self, visit: Visit, input: AuditAsk) -> Result<AuditPage, Failure> {
        let after = input.after.as_deref().map(people::place).transpose()?;
        Ok(people::page(visit.desk()?.audit(&people::filter(&input.filter)?, after)?))
    }

    fn audit_export(&self, visit: Visit, input: AuditExport) -> Result<FileMade, Failure> {
        let desk = visit.desk()?;
        let text = desk.export_audit(&people::filter(&input.filter)?, &people::audit_words(input.words))?;
        data::hand_out(&self.handouts, &self.program, "yanshi-audit", "csv", text.as_bytes())
    }
}
