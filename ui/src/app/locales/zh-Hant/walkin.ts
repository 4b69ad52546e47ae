// 未預約的人。
export const walkin = {
  walkin: {
    open: '未預約收件',
    begun: '未完',
    title: '未預約，現場收件',
    accept: '收件',
    accept_print: '收件並列印回執',
    staffed: '部門在崗：材料齊全，當場可領結果。',
    forwarded: '部門今天不在崗：照常收件，{date}轉辦。請先告知本人。',
    booked_first: '已預約還沒到的 {n} 人優先',
    receipt: '現場收件回執',
    accepted_at: '{time} 收件',
    number: '受理號',
    qr: '受理號 {number} 的 QR 碼',
    received: '收件材料：',
    footer: '請保存此單。查詢進度請報上面的號碼。',
  },
};
