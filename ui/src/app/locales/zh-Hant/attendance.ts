// 到崗：該來的人來了沒有。
import type { Words } from '../zh-Hans';

export const attendance: Pick<Words, 'attendance'> = {
  attendance: {
    title: '到崗',
    counts: '到崗 {here} · 沒來 {missing} · 未記 {open}',
    none: '這一天沒有要登記到崗的人：尚未有部門答覆派人來。',
    half: '半天',
    person: '值班人員',
    noted: '登記',
    place: '第 {n} 位',
    gone: '答覆裡已沒有這一位',
    by: '替班：{name}',
    name: '誰來替班（可不填）',
    instead: '替班 · {department} {part} {person}',
    only: '只改這一天這半天的這一位，部門的答覆不變。',
    save: '記下',
    anyway: '仍要記下',
    ring: '看待聯絡名單',
    go: '登記到崗',
    presence: { came: '到崗', missing: '沒來', substitute: '替班', unknown: '未記' },
    act: { came: '到崗', missing: '沒來', substitute: '替班…', unknown: '撤回' },
    keys: { came: '到崗名單：到崗', missing: '到崗名單：沒來', substitute: '到崗名單：替班', unknown: '到崗名單：撤回' },
    ask: {
      missing: '{department}{part}就沒有人了，約了的人會列入待聯絡名單。{person}記「沒來」嗎？再按一次 {key} 或 Enter 就記下。',
      not_today: '{date}不是今天。仍要給{department}{part}的{person}登記嗎？再按一次 {key} 或 Enter 就記下。',
    },
    absent: '{department}{part}審批人沒來：{n} 個預約要打電話。',
    absent_here: '另有 {n} 個預約的人已到，請當面說明。',
    ways: '可以：{ways}。',
    remedy: { colleague: '請{department}能辦的人來批（{n} 個）', another_day: '改約別的週六', forward: '先收件、工作日轉辦' },
  },
};
