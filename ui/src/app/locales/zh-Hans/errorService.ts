// 现场收件、电话联系被拒绝时的话。
export const errorService = {
  walk_in: {
    told_otherwise: '刚才告知的情况已经变了（部门有了新的答复）。请看一下新的说法，再收件。',
    not_booked: '现场收件没有预约时间，不能改约。要改请先撤销或取消，再重新登记。',
  },
  call: {
    not_released: '这个预约的席位没有放出，不用再排。',
    already_arrived: '已登记到场，不用再联系。要改请先撤销到场。',
    expected: '时间应写成 10:30，也可以空着。',
    same_day: '不能改到同一天。请另选一个周六。',
    minutes: '应在 {min} 到 {max} 分钟之间。',
  },
};
