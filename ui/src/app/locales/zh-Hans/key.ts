// The hall key and its recovery code.
export const key = {
  key: {
    title: '用恢复码重建密钥',
    what: '恢复码打印在建厅时的那张纸上，应锁在大厅负责人处。',
    code: '恢复码',
    code_hint: '大小写、空格都可以',
    recover: '重建密钥',
    busy: '正在重建……',
  },
};
