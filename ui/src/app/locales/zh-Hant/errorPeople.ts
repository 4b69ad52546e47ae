import type { Words } from '../zh-Hans';

export const errorPeople: Pick<Words['error'], 'secret' | 'person' | 'recovery' | 'hall'> = {
  secret: {
    wrong: '現在的 PIN 不對。請再輸一次。',
    too_short: '太短。PIN 至少 {pin} 位數字，密碼至少 {password} 個字。',
    too_long: '最多 {max} 個字。請縮短。',
    too_simple: '太容易猜到。請換一個，不要用連號、重複或交替的。',
    differs: '兩次輸入的不一樣。請再輸一次。',
  },
  person: {
    not_found: '沒有找到這個人。請重新整理後再試。',
    changed_meanwhile: '這個人的資料剛在別處改過。請關掉重新打開，再改一次。',
    last_manager: '這是最後一位大廳負責人。請先讓別人當負責人。',
    name: '請填姓名，只用文字、空格、間隔號（·）和連字號。',
    name_too_long: '姓名最多 {max} 個字。請縮短。',
    roles: '請至少選一個身分。',
  },
  recovery: {
    mistyped: '恢復碼有誤，請核對每一位。',
    wrong: '這不是本廳目前的恢復碼。請找最新的那張。',
    damaged: '庫中的恢復資訊已損壞。請聯絡技術人員。',
  },
  hall: { name: '請填寫大廳名稱（最多 {max} 個字）。', idle_range: '應在 {min} 到 {max} 分鐘之內。', erase_range: '應在 {min} 到 {max} 天之內。' },
};
