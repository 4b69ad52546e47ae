//! The one table of commands. Each row names the module of `handlers` in which a function of the command's name does it;
//! without one it does not compile.

crate::declare_commands! {
    /// Revision, clock and stage; cheap, asked every two seconds.
    read pulse(Nothing) -> Pulse, by frame, needs Anyone;
    /// What stands around every screen.
    read frame(Nothing) -> Frame, by frame, needs Anyone, shows [Frame], local [Session];
    /// What kind of day a date is, its neighbours and its sessions.
    read day_head(BookDayAsk) -> DayHead, by book, needs ReadBook, shows [Frame];
    /// The appointment book of one day.
    read book_day(BookDayAsk) -> BookDay, by book, needs ReadBook, shows [Day];
    /// Items by what was typed.
    read item_search(ItemSearch) -> ItemHits, by item, needs ReadBook, shows [Reference];
    /// Promises, materials and times for chosen items on a day.
    read outlook(OutlookAsk) -> Outlook, by item, needs ReadBook, shows [Day, Reference];
    /// Who this may be, while name and number are being typed: known by the number, or about to book a second time.
    read person_hint(PersonTyped) -> PersonHint, by hint, needs SeeFullName, shows [Booking];
    /// Makes a booking; durable when it answers.
    write booking_make(BookingMake) -> BookingSaved, by booking, needs WriteBooking;
    /// What somebody without a booking is to be told before their case is accepted.
    read walk_in_outlook(WalkInAsk) -> WalkInOutlook, by walk_in, needs ReadBook, shows [Day, Reference];
    /// Accepts somebody without a booking; durable when it answers. The slip is the receipt.
    write walk_in_accept(WalkInAccept) -> BookingSaved, by walk_in, needs WriteBooking;
    /// Who walked in on a day, and what was forwarded to it.
    read walk_ins(ServiceDayAsk) -> WalkIns, by walk_in, needs ReadBook, shows [Service];
    /// Who has not come on a day, and what calls came to.
    read call_list(ServiceDayAsk) -> CallList, by service_day, needs SeeFullName, shows [Service];
    /// Records what a call came to.
    write call_record(CallRecord) -> Noted, by service_day, needs WriteBooking;
    /// Everybody who has to be called, for whatever reason, from today on.
    read to_call(Nothing) -> ToCall, by calls, needs SeeFullName, shows [Calls];
    /// Records what a call came to, for all bookings of its line.
    write call_note(CallNote) -> Noted, by calls, needs WriteBooking;
    /// The same list with whole names and numbers, for paper; on record.
    write to_call_paper(ToCallPaperAsk) -> ToCallPaper, by call_paper, needs SeeFullName;
    /// Writes it as a workbook; on record.
    write to_call_export(ToCallExport) -> FileMade, by call_paper, needs SeeFullName;
    /// Marks that somebody with a booking has come.
    write arrival_mark(ArrivalMark) -> Noted, by service_day, needs WriteBooking;
    /// Gives a booking whose seats were given up others.
    write seat_again(ArrivalMark) -> Noted, by service_day, needs WriteBooking;
    /// Where every booking of a day would go.
    read day_move_preview(DayMove) -> DayMovePreview, by service_day, needs AnswerForHall, shows [Day];
    /// Moves every booking of a day to another one.
    write day_move(DayMove) -> DayMoved, by service_day, needs AnswerForHall;
    /// A day's list with whole names and numbers, for paper; on record.
    write day_list(DayListAsk) -> DayList, by day_list, needs SeeFullName;
    /// Writes a day's list as a workbook; on record.
    write day_export(DayExport) -> FileMade, by day_list, needs SeeFullName;
    /// Sets from when on those who have not come are called.
    write call_time_set(CallTimeSet) -> Nothing, by service_day, needs AnswerForHall;
    /// Changes a booking: fields, items or time.
    write booking_edit(BookingEdit) -> BookingSaved, by booking, needs WriteBooking;
    /// Cancels with a reason. The record stays.
    write booking_cancel(BookingCancel) -> BookingSaved, by booking, needs WriteBooking;
    /// Takes back the action that offered the token, within its minute.
    write undo(Undo) -> Nothing, by booking, needs WriteBooking;
    /// Everything about one booking, name and number masked.
    read booking_show(BookingRef) -> BookingDetail, by booking, needs ReadBook, shows [Assist, Booking];
    /// One booking unmasked; that it was shown, and to whom, is on record.
    write booking_reveal(BookingRef) -> BookingDetail, by booking, needs SeeFullName;
    /// The slip of a booking made before, for preview and print; on record.
    write slip_issue(BookingRef) -> Slip, by slip, needs SeeFullName;
    /// Counts slips that go to the printer, and says which copy of it each is.
    write slip_print(SlipPrint) -> SlipCopies, by slip, needs SeeFullName;
    /// Bookings by name, pinyin initials, tail of the phone, or number; masked.
    read booking_find(BookingFind) -> FoundBookings, by find, needs SeeFullName, shows [Booking];
    /// Bookings that would be erased with this one: those under the same phone.
    read erase_preview(BookingRef) -> FoundBookings, by find, needs ErasePersonal, shows [Booking];
    /// Erases the personal values of bookings from every file of this PC, for good; counts stay.
    write booking_erase(BookingErase) -> Erased, by find, needs ErasePersonal;
    /// What a day asks of each department, what it was told and answered, and what is missing.
    read allocation(AllocationAsk) -> Allocation, by allocation, needs RecordDuty, shows [Duty];
    /// How many departments somebody has to contact about a day.
    read to_contact(AllocationAsk) -> ToContact, by allocation, needs RecordDuty, shows [Duty];
    /// Writes down that departments were told all that is needed of them now.
    write duty_tell(DutyTell) -> Nothing, by duty, needs RecordDuty;
    /// Records a department's answer for a day, half-day by half-day.
    write duty_answer(DutyAnswerNote) -> Nothing, by duty, needs RecordDuty;
    /// Reads a pasted reply into answers that a person accepts.
    read duty_pasted(DutyPaste) -> PastedReplies, by duty, needs RecordDuty, shows [Duty, Reference];
    /// What the hall has entered about staff.
    read hall_staff(Nothing) -> HallStaff, by staffing, needs ReadBook, shows [Settings];
    /// Sets what a department can send, and how it is reached.
    write duty_staff(DepartmentStaffSet) -> Nothing, by staffing, needs AnswerForHall;
    /// Sets from which weekday on departments are asked, and how many come without a booking.
    write hall_staff_set(HallStaffSet) -> Nothing, by staffing, needs AnswerForHall;
    /// Sets how many clerks sit at the windows of a day.
    write duty_windows_set(DutyWindowsSet) -> Nothing, by staffing, needs AnswerForHall;
    /// Publishes the duty sheet of a day as its next version.
    write duty_publish(DutyPublish) -> DutySheet, by allocation, needs AnswerForHall;
    /// The last published version of a day, for paper; counts the copy.
    write duty_sheet(AllocationAsk) -> DutySheet, by allocation, needs RecordDuty;
    /// Writes the last published version of a day as a workbook.
    write duty_export(DutyExport) -> FileMade, by duty_workbook, needs RecordDuty;
    /// The last published version of a day with one department's line alone.
    read own_sheet(OwnSheetAsk) -> OwnSheet, by own_sheet, needs SeeOwnSheet, shows [Duty, Reference];
    /// Who of those that were to come on a day is here, and what hangs on whoever is not.
    read attendance(AllocationAsk) -> Attendance, by attendance, needs RecordDuty, shows [Duty, Service];
    /// Notes whether somebody is here, or who came instead.
    write attendance_note(AttendanceNote) -> Nothing, by attendance, needs NoteAttendance;
    /// What the hall reports of the month of a day: cases covered, people called in, promises kept.
    read figures(FiguresAsk) -> Figures, by figures, needs RecordDuty, shows [Duty, Service];
    /// Writes the same as a workbook.
    write figures_export(FiguresExport) -> FileMade, by figures_workbook, needs RecordDuty;
    /// A day of the assisted-handling log: who is helped, what is closed, counts.
    read assist_day(LogDayAsk) -> LogDay, by log, needs SeeLog, shows [Assist];
    /// One case of the log, what is sealed masked.
    read assist_case(CaseRef) -> CaseDetail, by log, needs SeeLog, shows [Assist];
    /// One case with what is sealed; that it was shown, and to whom, is on record.
    write assist_reveal(CaseRef) -> CaseDetail, by log, needs RunCase;
    /// Opens a case, by hand or from a booking.
    write assist_open(CaseOpen) -> CaseWritten, by log_note, needs RunCase;
    /// Changes party, items and texts of a case.
    write assist_edit(CaseEdit) -> CaseWritten, by log_note, needs RunCase;
    /// Enters a leg.
    write assist_leg(LegAdd) -> CaseWritten, by log_note, needs RunCase;
    /// Says something else of a leg; what it said stays visible.
    write assist_leg_correct(LegCorrect) -> CaseWritten, by log_note, needs RunCase;
    /// Strikes a leg out.
    write assist_leg_strike(LegStrike) -> CaseWritten, by log_note, needs RunCase;
    /// Puts the count of trips right by hand.
    write assist_trips(TripsCorrect) -> CaseWritten, by log_note, needs RunCase;
    /// Takes documents.
    write assist_take(DocumentsTake) -> CaseWritten, by log_note, needs RunCase;
    /// Gives documents back.
    write assist_return(DocumentsReturn) -> CaseWritten, by log_note, needs RunCase;
    /// Gives a case to somebody else.
    write assist_hand_over(CaseHandOver) -> CaseWritten, by log_note, needs RunCase;
    /// Notes that a power of attorney was seen.
    write assist_attorney(AttorneyNote) -> CaseWritten, by log_note, needs RunCase;
    /// Notes what was seen of an eligibility rule, and until when it holds.
    write assist_eligibility(EligibilityNote) -> CaseWritten, by log_note, needs RunCase;
    /// Notes what a check at the entrance came to.
    write assist_check(CheckNote) -> CaseWritten, by log_note, needs RunCase;
    /// Suspends, resumes, completes, ends or reopens a case.
    write assist_turn(CaseTurn) -> CaseWritten, by log_note, needs RunCase;
    /// Says that a case should never have been, or takes that back.
    write assist_void(CaseVoid) -> CaseWritten, by log_note, needs LeadCases;
    /// Notes a rating and words of praise.
    write assist_rate(CaseRate) -> CaseWritten, by log_note, needs RunCase;
    /// Gives out numbers for cards to be printed; on record before they are on paper.
    write cards_print(CardsPrint) -> CardsPrinted, by cards, needs RunCase;
    /// Card numbers that are left on this PC, and cards that were never typed in.
    read cards_state(Nothing) -> CardsState, by cards, needs SeeLog, shows [Assist];
    /// Says that a card is spoilt.
    write card_spoil(CardSpoil) -> Nothing, by cards, needs RunCase;
    /// Reads a card as far as it is typed: what is wrong, what is to be asked, whether it is known.
    read card_read(CardRow) -> CardReading, by cards, needs RunCase, shows [Assist, Reference];
    /// Saves a card as a case, or as an edit of its case.
    write card_type_in(CardTypeIn) -> CaseWritten, by cards, needs RunCase;
    /// The log counted over days: by day, reason, kind of leg, helper; ratings.
    read assist_figures(LogDays) -> LogFigures, by log_figures, needs SeeLog, shows [Assist];
    /// Writes the same as a workbook.
    write assist_figures_export(LogFiguresExport) -> FileMade, by log_workbook, needs SeeLog;
    /// Cases of days by item, helper, stage, card or the name of an item.
    read assist_find(LogFind) -> LogFound, by log_figures, needs SeeLog, shows [Assist];
    /// Cases of a day by the applicant's name or telephone, the card's number or an item: a filter over its lists.
    read assist_find_here(LogFindHere) -> LogFoundHere, by log_figures, needs RunCase, shows [Assist];
    /// Cases that would have been erased by now if nobody waited for them.
    read assist_kept(Nothing) -> LogKept, by log_figures, needs SeeLog, shows [Assist, Settings];
    /// Erases what is sealed of cases from every file of this PC, for good; says what is still held.
    write assist_erase(CaseErase) -> CasesErased, by log_figures, needs ErasePersonal;
    /// Work orders: open ones by the day they are due, then those that are settled.
    read orders(Nothing) -> Orders, by orders, needs SeeLog, shows [Assist, Booking, People, Reference];
    /// Opens a work order of a bad rating, of what could not be done, or of a booking.
    write order_open(OrderOpen) -> OrderOpened, by orders, needs RunCase;
    /// Gives a work order to somebody.
    write order_assign(OrderAssign) -> Nothing, by orders, needs RunCase;
    /// Says what a work order came to.
    write order_end(OrderEnd) -> Nothing, by orders, needs RunCase;
    /// What the hall has set of its log.
    read assist_settings(Nothing) -> LogSettings, by log_settings, needs SeeLog, shows [Assist];
    /// Sets it, as a whole.
    write assist_settings_save(LogSettings) -> Nothing, by log_settings, needs SetLog;
    /// Writes the notices to departments as a workbook, of whoever was told before only what is new: no citizen is named.
    write duty_notices_export(DutyNoticesExport) -> FileMade, by notice_workbook, needs RecordDuty;
    /// Until when each department is asked.
    read cutoffs(Nothing) -> Cutoffs, by duty, needs ReadBook, shows [Settings];
    /// Sets until when a department is asked.
    write cutoff_set(CutoffSet) -> Nothing, by duty, needs AnswerForHall;
    /// A form that was begun on this PC and not saved, as the screen wrote it.
    read draft_show(DraftRef) -> DraftFound, by draft, needs ReadBook;
    /// Keeps a form as it stands.
    write draft_keep(DraftKeep) -> Nothing, by draft, needs ReadBook;
    /// Throws the kept form away.
    write draft_drop(DraftRef) -> Nothing, by draft, needs ReadBook;
    /// What the first-run wizard offers.
    read setup_choices(Nothing) -> SetupChoices, by setup, needs Anyone, shows [Frame];
    /// Looks at a folder for the data before it is chosen.
    read setup_location(LocationAsk) -> LocationFound, by setup, needs Anyone;
    /// Makes the hall.
    write setup_finish(SetupFinish) -> FirstManager, by setup, needs Anyone, local [Session];
    /// Hall, hours, calendar, catalogue, data.
    read settings(Nothing) -> Settings, by settings, needs ReadBook, shows [Settings], local [Copies];
    /// When the hall takes bookings: usual Saturday, dated plans, single dates.
    read sessions(Nothing) -> Sessions, by sessions, needs ReadBook, shows [Settings];
    /// What a change of sessions would do to the bookings that are.
    read sessions_preview(SessionsChange) -> SessionsPreview, by sessions, needs AnswerForHall, shows [Day, Settings];
    /// Changes sessions, and the days that have been opened with them; whoever has no seat any more is kept and listed.
    write sessions_change(SessionsSave) -> Nothing, by sessions, needs AnswerForHall;
    /// Counts service days of a mode between two dates.
    read service_days(ServiceDaysAsk) -> ServiceDays, by settings, needs ReadBook, shows [Reference];
    /// What a version of reference data would add, change and take away, and which bookings it touches.
    read reference_preview(ReferencePreviewAsk) -> ReferencePreview, by reference, needs ChangeReference, shows [Booking, Settings, Reference];
    /// Takes over a whole version of reference data, or says what is wrong with it.
    write reference_import(ReferenceImport) -> ImportReport, by reference, needs ChangeReference;
    /// Versions of reference data that can be gone back to.
    read reference_versions(ReferenceAsk) -> ReferenceVersions, by reference, needs ChangeReference, shows [Reference];
    /// Takes an earlier version into use again, or the one the program brings along.
    write reference_revert(ReferenceRevert) -> ImportReport, by reference, needs ChangeReference;
    /// Writes the table in use as a csv file, to work on and import again.
    write reference_export(ReferenceAsk) -> FileMade, by reference, needs ChangeReference;
    /// Sets when screens lock and how long personal values are kept.
    write hall_adjust(HallAdjust) -> Nothing, by settings, needs ErasePersonal;
    /// Sets the hall's name, address and telephone.
    write hall_contact_set(HallContactSet) -> Nothing, by contact, needs AnswerForHall;
    /// Makes a verified backup now, and its copy in the second folder.
    write backup_make(Nothing) -> BackupCard, by settings, needs KeepData, local [Copies];
    /// Chooses a second folder for backups of this PC; an empty text chooses none.
    write second_folder(SecondFolderChoose) -> Nothing, by settings, needs KeepData, local [Copies];
    /// Looks into a backup before it is restored.
    read backup_look(BackupLookAsk) -> BackupLook, by data, needs Anyone;
    /// Puts a backup in the place of what is here, which is kept beside it. Where a hall works it needs the right to keep
    /// data; in trouble and on a new PC there is nobody to sign in.
    write backup_restore(BackupRestore) -> Nothing, by data, needs Anyone, local [Session, Copies, Link];
    /// Signs that seats which a restore has frozen are given again; what may be sold twice is counted and listed.
    write seats_remint(Nothing) -> Reminted, by data, needs AnswerForHall;
    /// Makes a new key file with the recovery code.
    write key_recover(KeyRecover) -> Nothing, by data, needs Anyone, local [Session, Copies, Link];
    /// Makes a new recovery code; the one before opens nothing any more.
    write recovery_renew(Nothing) -> RecoveryCode, by data, needs AnswerForHall;
    /// Writes logs, versions and checks into a file for the technician, without a personal value.
    write diagnostics_export(Nothing) -> FileMade, by data, needs Anyone;
    /// How syncing with the central server stands, in detail.
    read sync_panel(Nothing) -> SyncPanel, by sync, needs ReadBook, shows [Sync], local [Link];
    /// Syncs now.
    write sync_now(Nothing) -> Nothing, by sync, needs ReadBook, local [Link];
    /// Enrols this PC with a central server by its one-time code.
    write sync_enrol(SyncEnrol) -> Nothing, by sync, needs KeepData, local [Link];
    /// Reference data the server offers, and bookings that it changes.
    read reference_offers(Nothing) -> ReferenceOffers, by offers, needs ReadBook, shows [Booking, Reference, Sync];
    /// How far a new PC is that takes its place in a hall.
    read join_state(Nothing) -> Joining, by join, needs Anyone, shows [Sync], local [Link];
    /// Enrols a new PC into a hall of the server and begins to fetch its records.
    write join_begin(JoinBegin) -> Nothing, by join, needs Anyone, local [Session, Link];
    /// Tries the server now, while joining.
    write join_sync_now(Nothing) -> Nothing, by join, needs Anyone, local [Link];
    /// Opens the records that have arrived with the hall's recovery code.
    write join_finish(JoinFinish) -> Nothing, by join, needs Anyone, local [Session, Copies, Link];
    /// Gives joining up; what has been fetched is removed.
    write join_abandon(Nothing) -> Nothing, by join, needs Anyone, local [Session, Link];
    /// Who can sign in here.
    read sign_in_choices(Nothing) -> SignInChoices, by session, needs Anyone, shows [People];
    /// Enters the first manager of a hall that has none.
    write first_manager(FirstManagerMake) -> FirstManager, by setup, needs Anyone, local [Session];
    /// Signs in, unlocks, or switches: the window's session before this one ends.
    write sign_in(SignIn) -> SignedIn, by session, needs Anyone, local [Session];
    /// Ends the window's session.
    write sign_out(Nothing) -> Nothing, by session, needs Anyone, local [Session];
    /// Locks the window's session.
    write session_lock(Nothing) -> Session, by session, needs Anyone;
    /// Somebody is at the screen: it does not lock yet.
    write session_touch(Nothing) -> Session, by session, needs Anyone;
    /// Changes one's own PIN or password.
    write secret_change(SecretChange) -> Nothing, by session, needs Session;
    /// Sets a manager's secret anew with the hall's recovery code.
    write manager_recover(ManagerRecover) -> Nothing, by session, needs Anyone;
    /// Everybody who works or worked here.
    read people(Nothing) -> People, by staff, needs ManagePeople, shows [People];
    /// Enters a person with a first secret.
    write person_enter(PersonEnter) -> PersonRef, by staff, needs ManagePeople;
    /// Changes name, roles, or whether somebody works here.
    write person_change(PersonChange) -> Nothing, by staff, needs ManagePeople;
    /// Sets somebody's lost secret anew; they are signed out everywhere.
    write secret_reset(SecretReset) -> Nothing, by staff, needs ManagePeople;
    /// Who did what when, the newest first, a page at a time.
    read audit(AuditAsk) -> AuditPage, by audit, needs ReadAudit, shows [Audit];
    /// Writes the whole list as CSV for Excel, in the words of the screen.
    write audit_export(AuditExport) -> FileMade, by audit, needs ReadAudit;
}
