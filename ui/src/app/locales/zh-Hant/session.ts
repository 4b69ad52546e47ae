import type { Words } from '../zh-Hans';

export const session: Pick<Words, 'sign_in' | 'forgot' | 'lock' | 'menu' | 'own_secret'> = {
  sign_in: {
    title: '請登入',
    people: '可以登入的人',
    filter: '輸入姓名，或按 1–9、方向鍵選擇',
    nobody: '沒有這個名字。請換幾個字；新同事請負責人在「設定」裡登記。',
    secret: '{name} PIN 或密碼',
    sign_in: '登入',
    unlock: '解鎖',
    demo: '演示大廳：每個人的 PIN 都是 {secret}',
    back: '返回鎖定畫面',
    first: '登記第一位大廳負責人',
    first_save: '登記並登入',
  },
  forgot: {
    ask: '忘記 PIN',
    title: '用恢復碼重設 PIN',
    why: '請從鎖起來的地方取出恢復碼，輸入後設一個新的 PIN。',
    other: '{name} 的 PIN 由大廳負責人重設：「設定」→「人員」→「重設 PIN」。',
    done: '新的 PIN 已設好，請用它登入。',
  },
  lock: {
    title: '已鎖定',
    why: '正在填的內容都還在，解鎖後繼續。',
    soon: '{n} 秒後鎖定畫面。按任意鍵或動一下滑鼠繼續。',
  },
  menu: { title: '{name} {roles} {key}：換人、鎖定、PIN', switch: '換人', lock: '鎖定', secret: '修改 PIN', sign_out: '登出' },
  own_secret: { new: '新的 PIN 或密碼', present: '現在的 PIN 或密碼', save: '修改', close: '關閉', changed: 'PIN 已修改。' },
};
