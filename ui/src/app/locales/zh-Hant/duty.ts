// The duty list and cut-offs.
import type { Words } from '../zh-Hans';

export const duty: Words['duty'] = {
  record: '記錄{department}的答覆',
  cutoff: '預約截止：{cutoff}',
  from: '從',
  until: '到',
  hours_from: '{from} 起',
  hours_until: '到 {until}',
  department: '部門',
  state: '答覆',
  means: '通知方式',
  means_none: '不註明',
  told_by: '誰說的（可不填）',
  means_of: { telephone: '電話', chat: '群裡', in_person: '當面', paper: '書面' },
  noted: '{person} 記於 {at}',
};

export const cutoff: Words['cutoff'] = {
  title: '部門的預約截止',
  why: '過了截止時間，再約沒人值班的部門，當場說明結果要轉辦。',
  until: '截止',
  weekday: '星期',
  time: '時間',
  own: '本廳設定',
  reset: '恢復預設',
  weekday_of: { d1: '週一', d2: '週二', d3: '週三', d4: '週四', d5: '週五', d6: '週六', d7: '週日' },
};

/** What somebody of a department sees. */
export const ownSheet: Words['own_sheet'] = {
  title: '本部門值班',
  why: '只看已發布的值班表裏本部門的安排；沒有發布的看不到。',
  department: '本部門',
  choose: '請選擇部門',
  chosen: '記在這部電腦上，只對您有效。',
  none: '這一天的值班表還沒有發布。',
  off: '這一天的值班表裏沒有本部門：不用來人。',
};
