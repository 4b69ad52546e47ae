// The duty list, call-backs and cut-offs.
import type { Words } from '../zh-Hans';

export const duty: Words['duty'] = {
  elsewhere: '別的日子還要回電：',
  after_all: '{department}現在能來（{item}），之前告訴過不能來',
  record: '記錄{department}的答覆',
  cutoff: '預約截止：{cutoff}',
  asked: '已通知',
  confirmed: '已確認',
  approvers: '值班人數',
  people: '人來',
  refused: '不能來',
  open: '值班表',
  list: '{date} 值班表',
  department: '部門',
  bookings: '預約',
  state: '答覆',
  record_short: '記錄',
  means: '通知方式',
  means_none: '不註明',
  told_by: '誰說的（可不填）',
  means_of: { telephone: '電話', chat: '群裡', in_person: '當面', paper: '書面' },
  noted: '{person} 記於 {at}',
  call_backs: '部門不能來，需回電告知',
  to_call: '{n} 人待回電',
  no_phone: '沒有電話',
  because: '{department}不能來：{item}',
  outcome: { reached: '已告知', not_reached: '沒聯繫上' },
  said: { reached: '{person} {at} 已告知', not_reached: '{person} {at} 沒聯繫上' },
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
