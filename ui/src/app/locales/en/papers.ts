// The list of a day: print and export.
export const papers = {
  papers: {
    title: 'Bookings',
    print: 'Print the list',
    save: 'Export xlsx',
    remark: 'Remarks',
    column: {
      time: 'Time',
      number: 'Number',
      name: 'Name',
      phone: 'Phone',
      agent: 'Agent',
      party: 'People',
      items: 'Items',
      departments: 'Departments',
      green: 'Green channel',
      missing: 'Missing before',
      arrived: 'Arrived',
    },
  },
};
