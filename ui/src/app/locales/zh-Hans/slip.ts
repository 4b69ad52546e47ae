// The slip, in the citizen's language, and the minute for undoing.
import type { ResultPromise } from '@/generated/bindings';

export const slip = {
  slip: {
    title: '周六延时服务预约单',
    preview: '预约单',
    demo: '示例',
    cancelled: '此预约已取消',
    provisional: '候补：这个时间还没有席位，尚未确认。有席位时按登记先后补上，成与不成我们都会打电话告知。',
    reprint: '补打',
    paper: '纸张',
    papers: { a5: 'A5', mm80: '80 毫米' },
    number: '预约号',
    when: '时间',
    who: '姓名',
    who_value: '{name}（{n} 人）',
    green: '绿色通道',
    qr: '预约号 {number} 的二维码',
    departments: '审批部门：',
    bring: '请带：',
    missing: '上次缺的材料：',
    result: {
      on_the_spot: '材料齐全，当场可领结果。',
      on_the_spot_once_confirmed: '部门确认后当场可领结果；如部门不能到场，我们会打电话告知。',
      forwarded: '窗口收件，下一工作日流转，结果另行通知。',
      forwarded_on: '窗口收件，{date}流转，结果另行通知。',
      unknown: '窗口收件，能否当场办结以窗口答复为准。',
    } satisfies Record<ResultPromise | 'forwarded_on', string>,
    tentative: '当年放假安排尚未公布，此预约为暂定；如有变动会打电话告知。',
    footer: '请按时到大厅，出示此单或报预约号。不能来请提前告知。',
    footer_provisional: '接到电话确认后，请按时到大厅，出示此单或报预约号。',
    print: '打印',
    close: '关闭',
  },
  undo: {
    done: { made: '已登记 {number}', edited: '已修改 {number}', cancelled: '已取消 {number}', accepted: '已收件 {number}' },
    spoken: '完成，预约号 {number}，一分钟内可以撤销',
    anyway: '仍要撤销',
    offer: '撤销（{n} 秒）',
    over: '撤销时间已过',
  },
};
