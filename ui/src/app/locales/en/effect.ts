// What a booking, a change or a cancellation does to the departments, before it is saved.
import type { Words } from '../zh-Hans';

export const effect: Pick<Words, 'effect'> = {
  effect: {
    who: '{department} ({part})',
    who_on: '{department} ({date}, {part})',
    saving: {
      needs_asking: '{who}: not asked yet; please tell them once it is saved',
      asked_later: '{who}: not asked yet; they are told with the others when asking begins',
      needs_more: '{who}: more than they were told; please tell them once it is saved',
      past_cutoff: '{who}: past the cut-off and nobody has said they come; please ring them once it is saved',
      not_on_duty: '{who}: they said that nobody is there for it; please find another way once it is saved',
      no_more_needed: '{who}: no more needed; please tell them once it is saved',
    },
    cancelling: 'Once it is cancelled nobody is needed from {who}: please tell them',
  },
};
