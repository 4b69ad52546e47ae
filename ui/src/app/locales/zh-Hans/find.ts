// Finding a booking by its people.
export const find = {
  find: {
    open: '查找',
    title: '查找预约',
    hint: '姓名、拼音首字母、电话尾号、预约号、事项',
    none: '没有找到。可以只输姓、拼音首字母，或电话最后几位。',
    few: '再多输几个字：姓名一个字，号码三位以上。',
    unreadable: '有 {n} 条个人信息打不开，按姓名电话找不到它们。',
    by_sound: '音近',
    gone: '已取消',
    go: '打开{name}',
    rights: '你的角色不能按姓名查找。',
    here: '在当天找',
    here_count: '{n} 个',
  },
};
