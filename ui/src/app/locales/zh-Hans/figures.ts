// 统计：一个月的审批到岗、到岗人次、承诺兑现。
import type { PromisedAs } from '@/generated/bindings';

export const figures = {
  figures: {
    title: '统计',
    previous: '上一个月',
    next: '下一个月',
    counted: '统计到{date}；{n} 个服务日有记录',
    save: '导出 xlsx',
    file: '已导出：{path}（不含群众信息）',
    none: '这个月到今天还没有服务日的记录，没有可统计的数字。',
    missing: '—',
    sum: '合计',
    gone: '目录中已没有的部门',
    gone_numbered: '目录中已没有的部门（{n}）',
    cases: '{n} 件，来自 {bookings} 个预约。',
    coverage: {
      title: '预约事项有没有人批',
      unit: '件',
      rate: '到岗率 {share}',
      head: { department: '部门', half: '半天', covered: '有人批', not_covered: '没人批', not_recorded: '未记录', all: '合计', share: '到岗率' },
      why: '有人批：能办这件事的审批人（或替班）记了“到岗”。没人批：部门答复不来、来的人不办这件事，或该来的都没到。未记录：没有答复，或没记谁到岗。',
      unrouted: '另有 {n} 件在目录里没有写明部门，不在表内。',
    },
    presence: {
      title: '审批人到岗人次',
      unit: '一人半天算 1 人次',
      rate: '比全员到岗少来 {n} 人次',
      rate_more: '比全员到岗多来 {n} 人次',
      head: { day: '服务日', halves: '半天', stationed: '驻厅部门', called: '答复来', everybody: '全员到岗', saved: '少来', unanswered: '无答复' },
      why: '全员到岗：每个驻厅部门每个半天来一人。无答复：通知过或有预约、但没有答复的部门半天；这些部门可能来了人，所以“少来”最多是这么多。',
      silent: '没有记录',
      open: '看{date}的值班分派',
    },
    promises: {
      title: '承诺兑现',
      unit: '个预约',
      rate: '承诺兑现率 {share}',
      head: { promised: '预约时的承诺', same_day: '当天办', forwarded: '转办', not_come: '没来', not_recorded: '未记录', all: '合计', share: '兑现率' },
      promised: { on_the_spot: '当场可领', once_confirmed: '部门确认后当场可领', not_promised: '没有承诺当场', not_recorded: '未记录', all: '合计' } satisfies Record<PromisedAs, string>,
      why: '当天办、转办：按登记到场时告知群众的。兑现率：当天办的占除“没来”以外全部的比例，未记录的也算在内。',
    },
  },
};
