//! One more booking beside the others: the short way and the long way say the same.

use super::*;

fn places(support: &Support) -> Vec<(Order, Option<Place>)> {
    support.places().map(|(made, place)| (made, place.cloned())).collect()
}

proptest! {
    /// Whoever sits down where nobody has to move is given what deciding the whole day anew would give, and the day is
    /// then the day that would be decided with them.
    #[test]
    fn whoever_sits_down_beside_the_others_is_as_if_the_day_were_decided_anew(
        day in tiny_day(),
        further in prop::collection::vec(any_claim(), 1..6),
    ) {
        let mut kept = support(&day.plan, &day.tokens, &day.support().carried());
        for (made, (at, visit)) in (100..).zip(further) {
            let wanted = claim(made, at, visit.clone());
            let addition = kept.adding(&wanted);
            prop_assert_eq!(&addition, &kept.adding_anew(&wanted));
            let Some(Addition { place, moved }) = addition else { continue };
            let mut claims = kept.carried();
            for claim in &mut claims {
                if let Some((_, place)) = moved.iter().find(|(made, _)| *made == claim.made) {
                    claim.held = Some(place.clone());
                }
            }
            let seated = Claim { standing: true, held: Some(place), ..wanted };
            claims.push(seated.clone());
            let anew = support(&day.plan, &day.tokens, &claims);
            if moved.is_empty() {
                let sat = kept.seat(seated);
                prop_assert!(sat, "nobody has to move");
            } else {
                let sat = kept.seat(seated);
                prop_assert!(!sat, "somebody has to move");
                kept = anew.clone();
            }
            prop_assert_eq!(places(&kept), places(&anew));
            prop_assert_eq!(kept.total(), anew.total());
            let (mut free, mut free_anew) = (kept.availability(), anew.availability());
            prop_assert_eq!(free.of(&visit), free_anew.of(&visit));
        }
    }
}
