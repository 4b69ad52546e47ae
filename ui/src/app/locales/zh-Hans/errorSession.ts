// What the core refuses about signing in.
export const errorSession = {
  session: {
    none: '还没有登录，或登录已结束。请先登录，已填的内容还在。',
    locked: '屏幕已锁定。请先解锁，已填的内容还在。',
  },
  sign_in: {
    wrong: 'PIN 或密码不对。请再输一次。',
    wrong_wait: 'PIN 或密码不对。请等 {seconds} 秒再试。',
    wait: '试错的次数多了，请等 {seconds} 秒再试。',
  },
};
