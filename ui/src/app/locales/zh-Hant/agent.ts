// 代辦人、委託人、上次來辦。
export const agent = {
  agent: {
    toggle: '由代辦人辦理',
    name: '代辦人姓名',
    phone: '代辦人電話',
    others: '其他委託人',
    add: '再加一位委託人',
    row: '第 {row} 位：{what}',
    other_name: '第 {row} 位委託人的姓名',
    other_phone: '第 {row} 位委託人的電話',
    other_time: '第 {row} 位委託人的時間',
    next: '順排',
    remove: '去掉第 {row} 位',
    done: '已登記 {n} 個預約',
    group: '同一代辦人的預約',
    earlier_date: '上次來辦',
    earlier_number: '上次的號',
    slip_agent: '代辦人',
    slip_earlier: '上次來辦：{date} {number}',
  },
};
