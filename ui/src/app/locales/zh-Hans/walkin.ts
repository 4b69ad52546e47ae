// 未预约的人。
export const walkin = {
  walkin: {
    open: '未预约收件',
    begun: '未完',
    title: '未预约，现场收件',
    accept: '收件',
    accept_print: '收件并打印回执',
    staffed: '部门在岗：材料齐全，当场可领结果。',
    forwarded: '部门今天不在岗：照常收件，{date}转办。请先告知本人。',
    booked_first: '已预约还没到的 {n} 人优先',
    receipt: '现场收件回执',
    accepted_at: '{time} 收件',
    number: '受理号',
    qr: '受理号 {number} 的二维码',
    received: '收件材料：',
    footer: '请保存此单。查询进度请报上面的号码。',
  },
};
