// Whom the form recognises: a known number, a repeat, a namesake.
export const person = {
  person: {
    known: '{name} has been here; take the name',
    known_agent: '{name} has acted for somebody: take the name',
    repeat: '{name} has this item that day: {start}, {number}',
    same_name: 'A {name} of the same name has this item that day: {start}, {number}',
    open: 'Open that booking',
    back: 'Do not book',
  },
};
