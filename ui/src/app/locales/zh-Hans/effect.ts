// 保存之前说明：这个预约、修改或取消会影响哪些部门。
import type { DutyEffectKind } from '@/generated/bindings';

export const effect = {
  effect: {
    who: '{department}{part}',
    who_on: '{date}{department}{part}',
    saving: {
      needs_asking: '{who}还没问，保存后请去通知',
      asked_later: '{who}还没问，到了通知的时间一并通知',
      needs_more: '{who}比原来说的多了，保存后请补充通知',
      past_cutoff: '{who}已过截止、没人答应来，保存后请打电话问',
      not_on_duty: '{who}说好没人办这件，保存后请另想办法',
      no_more_needed: '{who}不用来了，保存后请告知',
    } satisfies Record<DutyEffectKind, string>,
    cancelling: '取消后{who}不用来了，请告知',
  },
};
