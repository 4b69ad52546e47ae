// 当天名单：打印和导出。
export const papers = {
  papers: {
    title: '预约名单',
    print: '打印名单',
    save: '导出 xlsx',
    remark: '备注',
    column: {
      time: '时间',
      number: '预约号',
      name: '姓名',
      phone: '电话',
      agent: '代办人',
      party: '人数',
      items: '事项',
      departments: '部门',
      green: '绿色通道',
      missing: '上次缺的材料',
      arrived: '到场',
    },
  },
};
