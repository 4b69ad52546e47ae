// 当天名单：打印和导出。
import type { ListOf } from '@/generated/bindings';

export const papers = {
  papers: {
    titles: { day: '预约名单', forwarded: '转办名单' } satisfies Record<ListOf, string>,
    print: '打印名单',
    print_calls: '打印联系名单',
    print_forwarded: '打印转办名单',
    printed: '打印于 {at}',
    copy: '补打，第 {n} 份',
    save: '导出 xlsx',
    remark: '备注',
    standing: { booked: '未到', provisional: '候补', without_seat: '暂无号源', released: '号源已释放', arrived: '已到', walked_in: '现场收件', moved: '已改期', cancelled: '已取消' },
    walk_in: '现场',
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
      missing: '上次所缺材料',
      arrived: '到场',
      other_day: '另一天',
      call: '上次联系',
      note: '备注',
      standing: '状态',
      source: '来源',
      promise: '办理结果',
    },
  },
};
