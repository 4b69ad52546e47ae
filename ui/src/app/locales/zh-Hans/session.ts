// Signing in, locking, and one's own PIN.
export const session = {
  sign_in: {
    title: '请登录',
    people: '可以登录的人',
    filter: '输入姓名，或按 1–9、方向键选择',
    nobody: '没有这个名字。请换几个字；新同事请负责人在“设置”里登记。',
    secret: '{name} PIN 或密码',
    sign_in: '登录',
    unlock: '解锁',
    demo: '演示大厅：每个人的 PIN 都是 {secret}',
    back: '返回锁屏',
    first: '登记第一位大厅负责人',
    first_save: '登记并登录',
  },
  forgot: {
    ask: '忘记 PIN',
    title: '用恢复码重设 PIN',
    why: '请从锁起来的地方取出恢复码，输入后设一个新的 PIN。',
    other: '{name} 的 PIN 由大厅负责人重设：“设置”→“人员”→“重设 PIN”。',
    done: '新的 PIN 已设好，请用它登录。',
  },
  lock: {
    title: '已锁定',
    why: '正在填的内容都还在，解锁后继续。',
    soon: '{n} 秒后锁屏。按任意键或动一下鼠标继续。',
  },
  menu: { title: '{name} {roles} {key}：换人、锁定、PIN', switch: '换人', lock: '锁定', secret: '修改 PIN', sign_out: '退出登录' },
  own_secret: { new: '新的 PIN 或密码', present: '现在的 PIN 或密码', save: '修改', close: '关闭', changed: 'PIN 已修改。' },
};
