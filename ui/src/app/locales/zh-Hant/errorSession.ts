import type { Words } from '../zh-Hans';

export const errorSession: Pick<Words['error'], 'session' | 'sign_in'> = {
  session: {
    none: '還沒有登入，或登入已結束。請先登入，已填的內容還在。',
    locked: '畫面已鎖定。請先解鎖，已填的內容還在。',
  },
  sign_in: {
    wrong: 'PIN 或密碼不對。請再輸一次。',
    wrong_wait: 'PIN 或密碼不對。請等 {seconds} 秒再試。',
    wait: '試錯的次數多了，請等 {seconds} 秒再試。',
  },
};
