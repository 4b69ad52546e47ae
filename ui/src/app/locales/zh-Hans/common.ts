// Words that several screens use: dates, promises, marks, modes.
import type {
  Language, Mark, Promise as DepartmentPromise, ResultPromise, ServiceMode,
} from '@/generated/bindings';

export const common = {
  app: { name: '延时办' },
  language: {
    name: { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' },
    short: { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'EN' },
  } satisfies Record<string, Record<Language, string>>,
  theme: { system: '跟随系统', light: '浅色', dark: '深色' },
  date: {
    long: '{year}年{month}{day}日 {weekday}',
    short: '{month}{day}日 {weekday_short}',
    year_month: '{year}年{month}',
    weekday: { mon: '星期一', tue: '星期二', wed: '星期三', thu: '星期四', fri: '星期五', sat: '星期六', sun: '星期日' },
    weekday_short: { mon: '周一', tue: '周二', wed: '周三', thu: '周四', fri: '周五', sat: '周六', sun: '周日' },
    month: {
      jan: '1月', feb: '2月', mar: '3月', apr: '4月', may: '5月', jun: '6月',
      jul: '7月', aug: '8月', sep: '9月', oct: '10月', nov: '11月', dec: '12月',
    },
  },
  sample: { mark: '示例', why: '示例数据：来源中没有这一项，仅供演示' },
  failure: { unknown: '没有成功（{code}）。已填的内容还在，请再试一次；还不行请把这个代码告诉技术人员。', next: '下一个可预约的周六是{next}。' },
  promise: {
    chip: {
      none_needed: '无需后台',
      will_be_asked: '将通知',
      asked: '已通知',
      confirmed: '已确认 {n} 人',
      refused: '不能来',
      past_cutoff: '截止后无人',
      no_back_office: '本厅无后台',
      department_unknown: '部门待定',
    },
    sentence: {
      none_needed: '这件事不需要后台审批，窗口当场办。',
      will_be_asked: '有了这个预约就通知该部门派人，{cutoff} 截止。',
      asked: '已通知该部门，待其答复。',
      confirmed: '该部门周六有人值班，材料齐全当场可领结果。',
      refused: '该部门周六不能来：窗口照收，下个工作日转办。',
      past_cutoff: '已过预约截止（{cutoff}）且无人值班：窗口照收，下个工作日转办。',
      no_back_office: '该部门在本厅没有后台：窗口收件，工作日转办。',
      department_unknown: '目录里没有写明由哪个部门审批，不能承诺当场办结。',
    },
    result: {
      on_the_spot: '当场可领结果',
      on_the_spot_once_confirmed: '部门确认后当场可领',
      forwarded: '窗口收件，工作日转办',
      forwarded_on: '窗口收件，{date}转办',
      unknown: '不能承诺当场办结',
    },
  } satisfies {
    chip: Record<DepartmentPromise, string>;
    sentence: Record<DepartmentPromise, string>;
    result: Record<ResultPromise | 'forwarded_on', string>;
  },
  mark: {
    name: { green: '绿色通道', carried_over: '上次材料不全', forwarded: '转工作日', unconfirmed: '待部门确认', tentative: '暂定', repeated: '同一人同一事项重复', arrived: '已到场' },
    label: { green: '绿', carried_over: '补材料', forwarded: '转办', unconfirmed: '待确认', tentative: '暂定', repeated: '重复', arrived: '已到' },
    short: { green: '绿', carried_over: '补', forwarded: '转', unconfirmed: '待', tentative: '暂', repeated: '重', arrived: '到' },
  } satisfies Record<string, Record<Mark, string>>,
  mode: { standard: '标准时间', flex: '早晚弹性办', noon: '午间不间断', saturday: '周六延时', weekend: '周末服务' } satisfies Record<ServiceMode, string>,
};
