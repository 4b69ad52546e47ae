// 當天名單：列印和匯出。
export const papers = {
  papers: {
    title: '預約名單',
    print: '列印名單',
    save: '匯出 xlsx',
    remark: '備註',
    column: {
      time: '時間',
      number: '預約號',
      name: '姓名',
      phone: '電話',
      agent: '代辦人',
      party: '人數',
      items: '事項',
      departments: '部門',
      green: '綠色通道',
      missing: '上次缺的材料',
      arrived: '到場',
    },
  },
};
