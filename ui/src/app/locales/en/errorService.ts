// What the service day refuses.
export const errorService = {
  walk_in: {
    told_otherwise: 'What was told has changed: a department has answered. Look at it once more, then accept.',
    not_booked: 'A walk-in has no booked time to change. Undo or cancel it and enter it anew.',
  },
  call: {
    not_released: 'This booking has not given up its seats.',
    already_arrived: 'Arrival is noted already. To change it, undo the arrival first.',
    expected: 'Write the time as 10:30, or leave it empty.',
    same_day: 'A day cannot be moved to itself. Choose another Saturday.',
    minutes: 'Between {min} and {max} minutes.',
  },
};
