// 發給各部門的值班通知，以及本廳的名稱、地址、電話。
import type { Words } from '../zh-Hans';

export const notice: Pick<Words, 'notice' | 'contact'> = {
  notice: {
    title: '部門值班通知',
    cases: '{n} 件',
    beside: '（+{n} 待定）',
    head: '【{hall}】{date}延時服務',
    department: '{department}：{count}',
    item: '· {item} {count}',
    morning: '上午',
    afternoon: '下午',
    half: '{part} {range}，{count}',
    ask: '請安排審批人員到崗，並回覆到崗人數。',
    confirmed: '已確認 {n} 人到崗，如有變化請及時告知。',
    telephone: '聯絡電話：{telephone}',
    total: '合計',
    idle: '當天沒有預約的部門：{departments}',
    none: '這一天沒有需要通知的部門。',
    copy: '複製通知',
    copy_all: '全部複製',
    copied: '已複製{department}的通知，可以貼到群組裡',
    copied_all: '已複製 {n} 個部門的通知，可以貼到群組裡',
    by_hand: '系統不允許自動複製。下面的文字已選取，請按 Ctrl+C 複製：',
    print: '列印通知',
  },
  contact: {
    title: '本廳名稱、地址、電話',
    why: '印在預約單、回執和部門通知上；地址、電話不填就不印。',
    name: '名稱（簡體）',
    name_zh_hant: '名稱（繁體，可不填）',
    name_en: '名稱（英文，可不填）',
    address: '地址',
    telephone: '電話',
    save: '儲存',
    saved: '已儲存',
  },
};
