// What the core refuses about people, PINs and the hall's own values.
export const errorPeople = {
  secret: {
    wrong: '现在的 PIN 不对。请再输一次。',
    too_short: '太短。PIN 至少 {pin} 位数字，密码至少 {password} 个字。',
    too_long: '最多 {max} 个字。请缩短。',
    too_simple: '太容易猜到。请换一个，不要用连号、重复或交替的。',
    differs: '两次输入的不一样。请再输一次。',
  },
  person: {
    not_found: '没有找到这个人。请刷新后再试。',
    changed_meanwhile: '这个人的资料刚在别处改过。请关掉重新打开，再改一次。',
    last_manager: '这是最后一位大厅负责人。请先让别人当负责人。',
    name: '请填姓名，只用文字、空格、间隔号（·）和连字符。',
    name_too_long: '姓名最多 {max} 个字。请缩短。',
    roles: '请至少选一个身份。',
  },
  recovery: {
    mistyped: '恢复码有误，请核对每一位。',
    wrong: '这不是本厅当前的恢复码。请找最新的那张。',
    damaged: '库中的恢复信息已损坏。请联系技术人员。',
  },
  hall: { name: '请填写大厅名称（最多 {max} 个字）。', idle_range: '应在 {min} 到 {max} 分钟之间。', erase_range: '应在 {min} 到 {max} 天之间。' },
};
