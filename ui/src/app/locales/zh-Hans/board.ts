// The board of the day and its departments.
export const board = {
  board: {
    title: '预约',
    people: '{n} 人',
    items: '{n} 件',
    free: '空 {n} 席',
    booked: '已约',
    empty: '这一天还没有预约。按 F2 或点一个空席开始登记。',
    time: '时间',
    seat: '第 {n} 席',
    break: '休息 {range}',
    slot_head: '{start}，已约 {taken} 席，共 {seats} 席',
    free_seat: '{start} 第 {n} 席空，选这个时间',
    choose: '选 {start}',
    chosen: '选中',
    chosen_of: '选中 · 空 {n} 席',
    continued: '续上一时段',
    items_more: '另有 {n} 件',
    list_title: '{range} · {n} 席',
  },
  departments: { title: '当天预约涉及的部门', more: '其余 {n} 个部门', fewer: '收起' },
};
