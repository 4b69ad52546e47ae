import type { Words } from '../zh-Hans';

export const find: Pick<Words, 'find'> = {
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
};
