import type { Words } from '../zh-Hans';

export const find: Pick<Words, 'find' | 'scan'> = {
  find: {
    open: '查找',
    title: '查找預約',
    hint: '姓名、拼音首字母、電話尾號、預約號、事項',
    none: '沒有找到。可以只輸入姓、拼音首字母，或電話最後幾位。',
    few: '再多輸入幾個字：姓名一個字，號碼三位以上。',
    unreadable: '有 {n} 條個人資料打不開，按姓名電話找不到它們。',
    by_sound: '音近',
    gone: '已取消',
    go: '打開{name}',
    rights: '你的角色不能按姓名查找。',
    here: '在當天找',
    here_count: '{n} 個',
  },
  scan: {
    found: '掃到 {number}：{name}',
    arrived: '已登記到場：{name}（{number}）',
    already: '{name}（{number}）已經登記過到場。',
    cancelled: '{name}（{number}）的預約已取消，沒有登記到場。',
    other_day: '{name}（{number}）約的是 {date}，沒有登記到場。要登記請按 A。',
    not_arrived: '{name}（{number}）沒有登記到場。',
    none: '沒有預約號 {number}。',
    unread: '掃到的不是預約號：{text}',
    broken: '沒有掃完整，請再掃一次。',
    failed: '預約號 {number} 沒有查成。',
    rights: '你的角色不能按預約號 {number} 查找。',
    in_the_way: '先關掉打開的視窗，再掃 {number}。',
  },
};
