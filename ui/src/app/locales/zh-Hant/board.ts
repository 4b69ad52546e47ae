import type { Words } from '../zh-Hans';

export const board: Pick<Words, 'board' | 'departments'> = {
  board: {
    title: '預約',
    people: '{n} 人',
    items: '{n} 件',
    free: '空 {n} 席',
    booked: '已約',
    empty: '這一天還沒有預約。按 F2 或點一個空席開始登記。',
    empty_past: '這一天已經過去，沒有預約。',
    frozen: '還原備份後席位已凍結，等負責人在設定裡重新發放；現在只能登記候補。',
    slot_head_frozen: '{start}，席位已凍結，已約 {taken} 席',
    time: '時間',
    seat: '第 {n} 席',
    break: '休息 {range}',
    slot_head: '{start}，已約 {taken} 席，共 {seats} 席',
    free_seat: '{start} 第 {n} 席空，選這個時間',
    choose: '選 {start}',
    chosen: '選中',
    chosen_of: '選中 · 空 {n} 席',
    continued: '續上一時段',
    items_more: '另有 {n} 件',
    list_title: '{range} · {n} 席',
  },
  departments: { beside: '（+{n} 待定）', title: '當天預約涉及的部門', more: '其餘 {n} 個部門', fewer: '收起' },
};
