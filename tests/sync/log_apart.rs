//! Two installations of a hall that keep the assisted-handling log apart: one case on both, and cards with numbers of their own.

use crate::apart::{meet, two};
use crate::halls::{Pc, listening};
use domain::assist::case::{Flag, Stage};
use domain::assist::leg::LegKind;
use domain::assist::number::CardNumber;
use domain::record::RecordId;
use hall::{CaseDetail, CaseTurn, CaseWish, Desk, LegWish, LogRefusal, Refusal, Role, Warning};
use std::collections::BTreeSet;
use yanshi_tests::harness::until;

fn request(number: u32) -> String {
    format!("{number:016x}")
}

fn leg(desk: &Desk, number: u32, case: RecordId, kind: LegKind) {
    let wish = LegWish { kind, time: None, helper: None, trips: None };
    desk.add_leg(request(number), case, wish, &[Warning::LogDoubts]).unwrap();
}

fn shown(pc: &Pc, case: RecordId) -> CaseDetail {
    pc.manager().reveal_case(case).unwrap()
}

/// Both go on with one case without a line between them: one adds a leg, takes a paper and hands it over, the other adds a leg,
/// gives the papers it knows of back and closes it.
#[test]
fn a_case_that_two_went_on_with_is_one_with_nothing_lost() {
    let server = listening();
    let (old, new) = two(&server);
    let (here, there) = (old.manager(), new.manager());
    let item = old.hall().reference().catalogue.items()[0].id;
    let wish = CaseWish {
        party: Some(3),
        items: Some(vec![item]),
        documents: vec!["身份证".to_owned()],
        ..CaseWish::default()
    };
    let case = here.open_case(request(1), wish).unwrap().case;
    leg(&here, 2, case, LegKind::Form);
    meet(&old, &new);

    leg(&here, 3, case, LegKind::Signature);
    here.take_documents(request(4), case, vec!["营业执照".to_owned()], None).unwrap();
    let people = old.hall().can_sign_in().unwrap();
    let to = people.iter().find(|card| card.roles.contains(&Role::GroupLeader)).unwrap().person;
    here.hand_over(request(5), case, to, None).unwrap();
    let held = here.turn_case(request(6), case, CaseTurn::Complete, None);
    assert!(matches!(held, Err(Refusal::Log(LogRefusal::Deed(_)))), "it knows of papers: {held:?}");

    leg(&there, 7, case, LegKind::Submission);
    there.return_documents(request(8), case, None, None).unwrap();
    there.turn_case(request(9), case, CaseTurn::Complete, None).unwrap();
    assert!(shown(&new, case).card.flags.is_empty(), "it knows of no other paper");

    meet(&old, &new);
    let both = [&old, &new].map(|pc| shown(pc, case));
    for detail in &both {
        let kinds: BTreeSet<LegKind> = detail.card.legs.iter().map(|leg| leg.kind).collect();
        assert_eq!(kinds, [LegKind::Form, LegKind::Signature, LegKind::Submission].into());
        assert_eq!((detail.card.trips, detail.card.taken, detail.card.held), (4, 2, 1));
        assert_eq!((detail.card.stage, detail.card.helpers.last().unwrap().person), (Stage::Completed, to));
        assert!(detail.card.flags.contains(&Flag::ClosedWithDocuments), "{:?}", detail.card.flags);
        assert_eq!(
            detail.documents.iter().map(|document| document.name.as_str()).collect::<Vec<_>>(),
            ["身份证", "营业执照"]
        );
    }
    assert_eq!(both[0].history, both[1].history);
    there.return_documents(request(10), case, None, None).unwrap();
    meet(&old, &new);
    assert_eq!([&old, &new].map(|pc| shown(pc, case).card.held), [0, 0]);
}

fn left(pc: &Pc) -> u32 {
    pc.manager().cards_state().unwrap().left
}

/// Prints a pile, however little there is a line to anybody.
fn print(pc: &Pc, number: u32, count: u32) -> Vec<CardNumber> {
    pc.manager().print_cards(request(number), count, Vec::new()).unwrap().new
}

/// A PC that joins takes over what the first one cannot have begun, so both print without asking anybody; who has used most of
/// its own up is given more by the one that has plenty.
#[test]
fn two_that_print_apart_never_print_one_number_twice() {
    let mut server = listening();
    let (old, new) = two(&server);
    meet(&old, &new);
    server.stop_listening();
    // Of the blocks that the first PC keeps it leaves three whole.
    let before = left(&old);
    let piles = (1..=51).map(|number| print(&old, number, 400)).chain([print(&new, 1, 60)]);
    let all: Vec<CardNumber> = piles.flatten().collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 51 * 400 + 60, "each number once");
    server.listen().unwrap();
    for pc in [&old, &new] {
        pc.enrol(&server);
    }
    until("numbers are given", || {
        meet(&old, &new);
        left(&old) > before - 51 * 400
    });
    let given = print(&old, 60, 400);
    assert!(given.iter().all(|number| !all.contains(number)));
    meet(&old, &new);
    assert_eq!([&old, &new].map(|pc| pc.manager().cards_state().unwrap().contested), [0, 0]);
}
