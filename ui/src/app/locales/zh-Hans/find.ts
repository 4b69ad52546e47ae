// Finding a booking by its people.
export const find = {
  find: {
    open: '查找',
    title: '查找预约',
    hint: '姓名、拼音首字母、电话尾号、预约号、事项',
    none: '没有找到。可以只输姓、拼音首字母，或电话最后几位。',
    few: '再多输几个字：姓名一个字，号码三位以上。',
    unreadable: '有 {n} 条个人信息打不开，按姓名电话找不到它们。',
    gone: '已取消',
    go: '打开{name}',
    rights: '你的角色不能按姓名查找。',
    here: '在当天找',
    here_count: '{n} 个',
  },
  scan: {
    found: '扫到 {number}：{name}',
    arrived: '已登记到场：{name}（{number}）',
    already: '{name}（{number}）已经登记过到场。',
    cancelled: '{name}（{number}）的预约已取消，没有登记到场。',
    other_day: '{name}（{number}）约的是 {date}，没有登记到场。要登记请按 A。',
    not_arrived: '{name}（{number}）没有登记到场。',
    none: '没有预约号 {number}。',
    unread: '扫到的不是预约号：{text}',
    failed: '预约号 {number} 没有查成。',
    rights: '你的角色不能按预约号 {number} 查找。',
    in_the_way: '先关掉打开的窗口，再扫 {number}。',
  },
};
