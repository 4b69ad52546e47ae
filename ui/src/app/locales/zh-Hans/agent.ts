// 代办人、委托人、上次来办。
export const agent = {
  agent: {
    toggle: '由代办人办理',
    name: '代办人姓名',
    phone: '代办人电话',
    others: '其他委托人',
    add: '再加一位委托人',
    row: '第 {row} 位：{what}',
    other_name: '第 {row} 位委托人的姓名',
    other_phone: '第 {row} 位委托人的电话',
    other_time: '第 {row} 位委托人的时间',
    next: '顺排',
    remove: '去掉第 {row} 位',
    done: '已登记 {n} 个预约',
    group: '同一代办人的预约',
    earlier_date: '上次来办',
    earlier_number: '上次的号',
    slip_agent: '代办人',
    slip_earlier: '上次来办：{date} {number}',
  },
};
