//! Builders, and the tests of support as a whole.

mod beside;
mod brute;
mod examples;
mod preview;
mod rules;

use super::*;
use crate::record::{Order, RecordId};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::reference::hours::SessionTimes;
use crate::time::{BeijingDay, MinuteOfDay};
use preview::preview;
use proptest::prelude::*;

const DAY: BeijingDay = BeijingDay(20_785);

fn order(lamport: u64) -> Order {
    Order { lamport, id: RecordId { device: [1; 8], seq: lamport } }
}

fn session(number: u8, from: u16, slots: u16, slot_minutes: u16, seats: u16) -> SessionPlan {
    let to = MinuteOfDay(from + slots * slot_minutes);
    let times = PlannedSession { from: MinuteOfDay(from), to, slot_minutes, seats };
    SessionPlan { number, times, serves: Serves::All }
}

fn serving(departments: &[u32], session: SessionPlan) -> SessionPlan {
    let departments = departments.iter().map(|id| DepartmentId(*id)).collect();
    SessionPlan { serves: Serves::Only { items: [].into(), departments }, ..session }
}

fn plan(sessions: &[SessionPlan]) -> DayPlan {
    DayPlan::new(DAY, sessions.to_vec()).expect("a plan")
}

/// A visit of one item, of one department.
fn visit(department: u32, minutes: u16) -> Visit {
    let departments = vec![DepartmentId(department)];
    Visit { minutes, items: vec![VisitItem { item: ItemId(department), departments, hours: None }] }
}

fn hours(from: u16, to: u16) -> SessionTimes {
    SessionTimes { from: MinuteOfDay(from).time(), to: MinuteOfDay(to).time() }
}

fn claim(made: u64, at: u16, visit: Visit) -> Claim {
    Claim { made: order(made), at: MinuteOfDay(at), visit, standing: false, held: None }
}

fn supported(support: &Support) -> Vec<u64> {
    support.places().filter(|(_, place)| place.is_some()).map(|(made, _)| made.lamport).collect()
}

fn lamports(orders: &[Order]) -> Vec<u64> {
    orders.iter().map(|order| order.lamport).collect()
}

/// A day small enough to be tried out in every way.
#[derive(Debug, Clone)]
struct Tiny {
    plan: DayPlan,
    tokens: Tokens,
    claims: Vec<Claim>,
}

impl Tiny {
    fn support(&self) -> Support {
        support(&self.plan, &self.tokens, &self.claims)
    }
}

prop_compose! {
    fn any_session()(
        from in 0u16..5,
        slots in 1u16..5,
        slot_minutes in prop::sample::select(vec![10u16, 15, 20, 30]),
        rest in 0u16..10,
        seats in 0u16..3,
        departments in prop::option::of(prop::collection::btree_set(1u32..4, 1..3)),
        item in prop::option::of(1u32..4),
    ) -> SessionPlan {
        let mut session = session(0, 540 + 10 * from, slots, slot_minutes, seats);
        session.times.to = session.times.to.plus(rest);
        if let Some(departments) = departments {
            let departments = departments.into_iter().map(DepartmentId).collect();
            session.serves = Serves::Only { items: item.map(ItemId).into_iter().collect(), departments };
        }
        session
    }
}

prop_compose! {
    fn any_visit()(
        minutes in 0u16..50,
        items in prop::collection::vec(
            (1u32..4, prop::collection::vec(1u32..4, 0..3), prop::option::weighted(0.3, (0u16..6, 1u16..8))),
            1..3,
        ),
    ) -> Visit {
        let item = |(item, departments, open): (u32, Vec<u32>, Option<(u16, u16)>)| VisitItem {
            item: ItemId(item),
            departments: departments.into_iter().map(DepartmentId).collect(),
            hours: open.map(|(from, long)| {
                let (from, to) = (540 + 10 * from, 540 + 10 * (from + long));
                // In two stretches that touch, to be read as one.
                vec![hours(from + 5, to), hours(from, from + 5)]
            }),
        };
        Visit { minutes, items: items.into_iter().map(item).collect() }
    }
}

/// Most claims are plain, so that days get full.
fn any_claim() -> impl Strategy<Value = (u16, Visit)> {
    let plain = (1u32..4, 1u16..45).prop_map(|(department, minutes)| visit(department, minutes));
    (0u16..16, prop_oneof![3 => plain, 1 => any_visit()]).prop_map(|(at, visit)| (540 + 5 * at, visit))
}

prop_compose! {
    fn tiny_day()(
        sessions in prop::collection::vec(any_session(), 1..4),
        claims in prop::collection::vec((any_claim(), any::<bool>()), 0..8),
    )(
        lost in prop::collection::vec((0u8..3, 0u16..5, 1u16..3), 0..3),
        order in Just((0u64..8).collect::<Vec<_>>()).prop_shuffle(),
        sessions in Just(sessions),
        claims in Just(claims),
    ) -> Tiny {
        let numbered = (0..).zip(sessions).map(|(number, session)| SessionPlan { number, ..session });
        let plan = DayPlan::new(DAY, numbered.collect()).expect("a plan");
        let mut tokens = Tokens::all(&plan);
        for (session, slot, seat) in lost {
            tokens.remove(Token { session, slot, seat });
        }
        let claim = |(((at, visit), standing), made)| Claim { standing, ..claim(made, at, visit) };
        Tiny { plan, tokens, claims: claims.into_iter().zip(order).map(claim).collect() }
    }
}
