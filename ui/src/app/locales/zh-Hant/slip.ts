import type { Words } from '../zh-Hans';

export const slip: Pick<Words, 'slip' | 'undo'> = {
  slip: {
    title: '週六延時服務預約單',
    preview: '預約單',
    demo: '示例',
    cancelled: '此預約已取消',
    reprint: '補印',
    paper: '紙張',
    papers: { a5: 'A5', mm80: '80 毫米' },
    number: '預約號',
    when: '時間',
    who: '姓名',
    who_value: '{name}（{n} 人）',
    green: '綠色通道',
    qr: '預約號 {number} 的 QR 碼',
    departments: '審批部門：',
    bring: '請帶：',
    missing: '上次缺的材料：',
    result: {
      on_the_spot: '材料齊全，當場可領結果。',
      on_the_spot_once_confirmed: '部門確認後當場可領結果；如部門不能到場，我們會打電話告知。',
      forwarded: '窗口收件，下一工作日流轉，結果另行通知。',
      forwarded_on: '窗口收件，{date}流轉，結果另行通知。',
      unknown: '窗口收件，能否當場辦結以窗口答覆為準。',
    },
    tentative: '當年放假安排尚未公佈，此預約為暫定；如有變動會打電話告知。',
    footer: '請按時到大廳，出示此單或報預約號。不能來請提前告知。',
    print: '列印',
    close: '關閉',
  },
  undo: {
    done: { made: '已登記 {number}', edited: '已修改 {number}', cancelled: '已取消 {number}', accepted: '已收件 {number}' },
    spoken: '完成，預約號 {number}，一分鐘內可以復原',
    offer: '復原（{n} 秒）',
    over: '復原時間已過',
  },
};
