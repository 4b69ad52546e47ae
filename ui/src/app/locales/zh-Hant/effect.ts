// 保存之前說明：這個預約、修改或取消會影響哪些部門。
import type { Words } from '../zh-Hans';

export const effect: Pick<Words, 'effect'> = {
  effect: {
    who: '{department}{part}',
    who_on: '{date}{department}{part}',
    saving: {
      needs_asking: '{who}還沒問，保存後請去通知',
      asked_later: '{who}還沒問，到了通知的時間一併通知',
      needs_more: '{who}比原來說的多了，保存後請補充通知',
      past_cutoff: '{who}已過截止、沒人答應來，保存後請打電話問',
      not_on_duty: '{who}說好沒人辦這件，保存後請另想辦法',
      no_more_needed: '{who}不用來了，保存後請告知',
    },
    cancelling: '取消後{who}不用來了，請告知',
  },
};
