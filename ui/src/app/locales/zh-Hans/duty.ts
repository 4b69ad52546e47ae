// The duty list and cut-offs.
import type { Means } from '@/generated/bindings';

export const duty = {
  record: '记录{department}的答复',
  cutoff: '预约截止：{cutoff}',
  from: '从',
  until: '到',
  hours_from: '{from} 起',
  hours_until: '到 {until}',
  department: '部门',
  state: '答复',
  means: '通知方式',
  means_none: '不注明',
  told_by: '谁说的（可不填）',
  means_of: { telephone: '电话', chat: '群里', in_person: '当面', paper: '书面' } satisfies Record<Means, string>,
  noted: '{person} 记于 {at}',
};

export const cutoff = {
  title: '部门的预约截止',
  why: '过了截止时间，再约没人值班的部门，当场说明结果要转办。',
  until: '截止',
  weekday: '星期',
  time: '时间',
  own: '本厅设定',
  reset: '恢复默认',
  weekday_of: { d1: '周一', d2: '周二', d3: '周三', d4: '周四', d5: '周五', d6: '周六', d7: '周日' },
};

/** What somebody of a department sees. */
export const ownSheet = {
  title: '本部门值班',
  why: '只看已发布的值班表里本部门的安排；没有发布的看不到。',
  department: '本部门',
  choose: '请选择部门',
  chosen: '记在这台电脑上，只对您有效。',
  none: '这一天的值班表还没有发布。',
  off: '这一天的值班表里没有本部门：不用来人。',
};
