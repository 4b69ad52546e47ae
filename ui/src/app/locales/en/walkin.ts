// People without a booking.
export const walkin = {
  walkin: {
    open: 'Walk-in',
    begun: 'begun',
    title: 'Walk-in: accept a case',
    accept: 'Accept',
    accept_print: 'Accept and print the receipt',
    staffed: 'The department is on duty: with all materials the result is given on the spot.',
    forwarded: 'The department is not on duty today: the case is accepted and forwarded on {date}. Tell the person first.',
    booked_first: '{n} booked people who have not come yet go first',
    receipt: 'Receipt of a case accepted on the day',
    accepted_at: 'accepted at {time}',
    number: 'Receipt no.',
    qr: 'QR code of receipt number {number}',
    received: 'Documents accepted:',
    footer: 'Keep this receipt. Give the number above to ask about the case.',
  },
};
