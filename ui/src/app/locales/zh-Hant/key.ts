import type { Words } from '../zh-Hans';

export const key: Pick<Words, 'key'> = {
  key: {
    title: '用恢復碼重建金鑰',
    what: '恢復碼列印在建廳時的那張紙上，應鎖在大廳負責人處。',
    code: '恢復碼',
    code_hint: '大小寫、空格都可以',
    recover: '重建金鑰',
    busy: '正在重建……',
  },
};
