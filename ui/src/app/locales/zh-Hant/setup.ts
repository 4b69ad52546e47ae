import type { Words } from '../zh-Hans';

export const setup: Pick<Words, 'setup'> = {
  setup: {
    title: '第一次使用延時辦',
    step: { hall: '大廳', hours: '週六時間', location: '資料位置', catalogue: '事項目錄', manager: '負責人' },
    next: '下一步',
    back: '上一步',
    finish: '完成',
    restore: '從備份恢復到這台電腦',
    hall: {
      question: '這裡是哪個大廳？',
      no_hours: '來源中沒有週六時間',
      own: '不在上面，填名稱',
      own_name: '大廳名稱',
    },
    hours: {
      sessions: '週六從幾點到幾點？（24 小時制）',
      from: '第 {n} 場開始',
      to: '第 {n} 場結束',
      remove: '去掉第 {n} 場',
      add: '加一場',
      windows: '同時辦理的窗口數',
      slot_minutes: '每個時段幾分鐘',
      why: '每個時段能約的人數就是窗口數。預約只約時間，不約窗口。',
    },
    location: {
      question: '資料放在哪個資料夾？',
      check: '檢查',
      good: '可以用',
      existing: '這裡已有一個大廳的資料：會打開它，不會覆蓋。',
      why: '請選一個不會被還原卡還原、不放在雲端硬碟裡的位置。',
    },
    catalogue: {
      question: '從哪些事項開始？',
      shipped: '內建的 35 項北京事項',
      shipped_why: '來源沒有寫明的內容標有「示例」，可以隨時匯入自己的目錄換掉',
      empty: '空目錄',
      empty_why: '以後在「設定」裡匯入',
    },
  },
};
