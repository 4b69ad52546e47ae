import type { Words } from '../zh-Hans';

export const erase: Pick<Words, 'erase'> = {
  erase: {
    open: '清除個人資訊…',
    title: '清除個人資訊',
    word: '清除',
    which: '同一電話下的 {n} 個預約會一起清除：',
    goes: '清除的是：姓名、電話、備註和「上次缺什麼」。這台電腦的所有檔案都會清到，包括已有的備份。',
    stays: '留下的是：日期、時間、事項、人數。統計數字不變。',
    for_good: '清除之後無法找回，也不能撤回。',
    type: '確定要清除，請輸入：{word}',
    confirm: '清除',
    busy: '正在清除……',
    not: '不清除',
    done: '已清除 {n} 個預約的個人資訊',
    unreached: '有 {n} 個檔案現在夠不著，裡面還有這些資訊：',
    unreached_do: '請接上該磁碟或放開權限。程式每天和每次啟動都會再試；拿走的拷貝請自行銷毀。',
    unreadable: '另有 {n} 條記錄已損壞、讀不出來，可能也屬於這個人；清除不到它們。',
  },
};
