// 到岗：该来的人来了没有。
import type { Presence, RemedyKind } from '@/generated/bindings';

export const attendance = {
  attendance: {
    title: '到岗',
    counts: '到岗 {here} · 没来 {missing} · 未记 {open}',
    none: '这一天没有要登记到岗的人：还没有部门答复派人来。',
    half: '半天',
    person: '值班人员',
    noted: '登记',
    place: '第 {n} 位',
    gone: '答复里已没有这一位',
    by: '替班：{name}',
    name: '谁来替班（可不填）',
    instead: '替班 · {department} {part} {person}',
    only: '只改这一天这半天的这一位，部门的答复不变。',
    save: '记下',
    anyway: '仍要记下',
    ring: '看待联系名单',
    go: '登记到岗',
    presence: { came: '到岗', missing: '没来', substitute: '替班', unknown: '未记' } satisfies Record<Presence, string>,
    act: { came: '到岗', missing: '没来', substitute: '替班…', unknown: '撤回' },
    keys: { came: '到岗名单：到岗', missing: '到岗名单：没来', substitute: '到岗名单：替班', unknown: '到岗名单：撤回' },
    ask: {
      missing: '{department}{part}就没有人了，约了的人会列入待联系名单。{person}记“没来”吗？再按一次 {key} 或回车就记下。',
      not_today: '{date}不是今天。仍要给{department}{part}的{person}登记吗？再按一次 {key} 或回车就记下。',
    },
    absent: '{department}{part}审批人没来：{n} 个预约要打电话。',
    absent_here: '另有 {n} 个预约的人已到，请当面说明。',
    ways: '可以：{ways}。',
    remedy: { colleague: '请{department}能办的人来批（{n} 个）', another_day: '改约别的周六', forward: '先收件、工作日转办' } satisfies Record<RemedyKind, string>,
  },
};
