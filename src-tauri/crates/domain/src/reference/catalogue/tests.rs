use super::*;
use crate::names::Names;

const DEPARTMENTS: &str = "id,zh_hans,zh_hant,en,short_zh_hans,level,present,cutoff_weekday,cutoff_time,sample\n\
                           1,市场监督管理局,,,市监局,district,yes,,,presence\n\
                           2,税务局,稅務局,Tax,,city,否,周四,9:30,\n";

fn departments() -> Vec<Department> {
    Department::list_from_csv(DEPARTMENTS).expect("reads")
}

fn report(errors: ImportErrors) -> Vec<(u32, String, &'static str)> {
    let ImportErrors::Rows { bad, .. } = errors else { panic!("rows, not the header: {errors}") };
    bad.into_iter().map(|bad| (bad.line, bad.column, bad.code.code())).collect()
}

#[test]
fn departments_fall_back_to_what_is_there() {
    let departments = departments();
    let [market, tax] = departments.as_slice() else { panic!("two departments") };
    assert_eq!((market.present, tax.present), (true, false));
    assert_eq!(market.cutoff, Cutoff::DEFAULT);
    assert_eq!((tax.cutoff.weekday, tax.cutoff.time.to_string()), (chrono::Weekday::Thu, "09:30:00".into()));
    assert_eq!(market.samples, [Sample::Presence]);
    assert_eq!(tax.short, tax.names);
    assert_eq!(market.short.zh_hans, "市监局");
    assert_eq!(market.short.en, "市场监督管理局", "no English at all");
}

#[test]
fn items_read_with_their_route_and_materials() {
    let items = "id,code,zh_hans,en,aliases,departments,window_minutes,office_minutes,needs_approver,excluded_zh_hans,\
                 materials_zh_hans,materials_zh_hant,fee,promised_days\n\
                 7,00017,对讲机年检,Radio,年检 | 缴费,1|2,30,10|5,yes,,执照|对讲机,執照|對講機,yes,\n\
                 8,,查询,,,,10,,no,固定时限,,,,0\n";
    let catalogue = Catalogue::from_csv(DEPARTMENTS, items).expect("reads");
    let radio = catalogue.item(ItemId(7)).expect("the item");
    assert_eq!(radio.code.as_deref(), Some("00017"));
    assert_eq!(radio.aliases, ["年检", "缴费"]);
    assert_eq!(radio.stops[1], Stop { department: DepartmentId(2), minutes: 5 });
    assert_eq!(radio.departments().collect::<Vec<_>>(), [DepartmentId(1), DepartmentId(2)]);
    assert_eq!(radio.materials[1], Names::new("对讲机", "對講機", ""));
    assert!(radio.fee && radio.needs_approver && radio.excluded.is_none() && radio.promised_days.is_none());
    let enquiry = catalogue.item(ItemId(8)).expect("the item");
    assert!(enquiry.stops.is_empty() && !enquiry.needs_approver && !enquiry.fee);
    assert_eq!(enquiry.excluded.as_ref().map(|reason| reason.en.as_str()), Some("固定时限"));
    assert_eq!(enquiry.promised_days, Some(0));
    assert_eq!(catalogue.department(DepartmentId(2)).map(|tax| tax.names.en.as_str()), Some("Tax"));
    assert_eq!(catalogue.item(ItemId(9)), None);
}

#[test]
fn every_bad_cell_of_an_item_is_named() {
    let items = "id,code,zh_hans,departments,window_minutes,office_minutes,needs_approver,materials_zh_hans,materials_en,sample\n\
                 1,1.11E+30,甲,3,20,,yes,,,\n\
                 1,,乙,1,,,maybe,,,\n\
                 2,,,1|x,20,5|6,yes,执照,a|b,guess\n\
                 3,,丙,1,-5,,,,,\n";
    assert_eq!(
        report(Item::list_from_csv(items, &departments()).expect_err("bad rows")),
        [
            (2, "code".into(), "number"),
            (2, "departments".into(), "unknown_department"),
            (3, "id".into(), "duplicate"),
            (3, "window_minutes".into(), "required"),
            (3, "needs_approver".into(), "kind"),
            (4, "zh_hans".into(), "required"),
            (4, "departments".into(), "number"),
            (4, "office_minutes".into(), "number"),
            (4, "sample".into(), "kind"),
            (4, "materials_en".into(), "number"),
            (5, "window_minutes".into(), "number"),
            (5, "needs_approver".into(), "required"),
        ]
    );
}

#[test]
fn every_bad_cell_of_a_department_is_named() {
    let text =
        "id,zh_hans,level,present,cutoff_weekday,cutoff_time\n1,甲,town,是,Friday,15:00\n1,,city,,someday,25:00\n";
    assert_eq!(
        report(Department::list_from_csv(text).expect_err("bad rows")),
        [
            (2, "level".into(), "kind"),
            (3, "id".into(), "duplicate"),
            (3, "zh_hans".into(), "required"),
            (3, "present".into(), "required"),
            (3, "cutoff_weekday".into(), "kind"),
            (3, "cutoff_time".into(), "time"),
        ]
    );
}

#[test]
fn a_department_that_items_need_cannot_be_taken_away() {
    let items = "id,zh_hans,departments,window_minutes,needs_approver\n1,甲,2,20,yes\n";
    assert!(Catalogue::from_csv(DEPARTMENTS, items).is_ok());
    let without_tax: String = DEPARTMENTS.lines().take(2).map(|line| format!("{line}\n")).collect();
    let errors = Catalogue::from_csv(&without_tax, items).expect_err("2 is gone");
    assert_eq!(report(errors), [(2, "departments".into(), "unknown_department")]);
}
