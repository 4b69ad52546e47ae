// What a write did, as it is called when it can be taken back. Read off the answer, so that no screen can forget it.
import type { UndoOffer } from '@/generated/bindings';
import type { CommandName } from '@/platform';
import type { Deed, DeedName } from '../undo';
import type { WordKey } from '../words';

const WHAT: Partial<Record<CommandName, WordKey>> = {
  booking_make: 'undo.what.made',
  booking_edit: 'undo.what.edited',
  booking_cancel: 'undo.what.cancelled',
  walk_in_accept: 'undo.what.accepted',
  arrival_mark: 'undo.what.arrived',
  seat_again: 'undo.what.seated',
  call_record: 'undo.what.called',
  call_note: 'undo.what.called',
  day_move: 'undo.what.moved',
};

interface Answer {
  undo?: UndoOffer | null;
  slip?: { number: string };
}

/** Null if the answer offers nothing to be taken back. */
export function deedOf(command: CommandName, output: unknown, { what, name }: Partial<DeedName>): Deed | null {
  if (typeof output !== 'object' || output === null) return null;
  const { undo, slip } = output as Answer;
  if (typeof undo?.token !== 'string') return null;
  return { undo, what: what ?? WHAT[command] ?? 'undo.what.other', name: name ?? slip?.number ?? '' };
}
