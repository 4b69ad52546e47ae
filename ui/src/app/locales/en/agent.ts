// Agents, their principals, and the earlier visit.
export const agent = {
  agent: {
    toggle: 'Through an agent',
    name: "Agent's name",
    phone: "Agent's phone",
    others: 'Other principals',
    add: 'Add a principal',
    row: 'No. {row}: {what}',
    other_name: 'Name of principal {row}',
    other_phone: 'Phone of principal {row}',
    other_time: 'Time of principal {row}',
    next: 'Next',
    remove: 'Remove principal {row}',
    done: '{n} bookings made',
    group: 'Booked by the same agent',
    earlier_date: 'Earlier visit',
    earlier_number: 'Its number',
    slip_agent: 'Agent',
    slip_earlier: 'Earlier visit: {date} {number}',
  },
};
