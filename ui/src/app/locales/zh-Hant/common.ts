import type { Words } from '../zh-Hans';

export const common: Pick<Words, 'app' | 'language' | 'theme' | 'date' | 'sample' | 'failure' | 'promise' | 'mark' | 'mode'> = {
  app: { name: '延時辦' },
  language: {
    name: { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' },
    short: { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'EN' },
  },
  theme: { system: '跟隨系統', light: '淺色', dark: '深色' },
  date: {
    long: '{year}年{month}{day}日 {weekday}',
    short: '{month}{day}日 {weekday_short}',
    year_month: '{year}年{month}',
    weekday: { mon: '星期一', tue: '星期二', wed: '星期三', thu: '星期四', fri: '星期五', sat: '星期六', sun: '星期日' },
    weekday_short: { mon: '週一', tue: '週二', wed: '週三', thu: '週四', fri: '週五', sat: '週六', sun: '週日' },
    month: {
      jan: '1月', feb: '2月', mar: '3月', apr: '4月', may: '5月', jun: '6月',
      jul: '7月', aug: '8月', sep: '9月', oct: '10月', nov: '11月', dec: '12月',
    },
  },
  sample: { mark: '示例', why: '示例資料：來源中沒有這一項，僅供演示' },
  failure: { unknown: '沒有成功（{code}）。已填的內容還在，請再試一次；還不行請把這個代碼告訴技術人員。', next: '下一個可預約的週六是{next}。' },
  promise: {
    chip: {
      none_needed: '無需後台',
      will_be_asked: '將通知',
      asked: '已通知',
      confirmed: '已確認 {n} 人',
      refused: '不能來',
      past_cutoff: '截止後無人',
      no_back_office: '本廳無後台',
      department_unknown: '部門待定',
    },
    sentence: {
      none_needed: '這件事不需要後台審批，窗口當場辦。',
      will_be_asked: '有了這個預約就通知該部門派人，{cutoff} 截止。',
      asked: '已通知該部門，待其答覆。',
      confirmed: '該部門週六有人值班，材料齊全當場可領結果。',
      refused: '該部門週六不能來：窗口照收，下個工作日轉辦。',
      past_cutoff: '已過預約截止（{cutoff}）且無人值班：窗口照收，下個工作日轉辦。',
      no_back_office: '該部門在本廳沒有後台：窗口收件，工作日轉辦。',
      department_unknown: '目錄裡沒有寫明由哪個部門審批，不能承諾當場辦結。',
    },
    result: {
      on_the_spot: '當場可領結果',
      on_the_spot_once_confirmed: '部門確認後當場可領',
      forwarded: '窗口收件，工作日轉辦',
      forwarded_on: '窗口收件，{date}轉辦',
      unknown: '不能承諾當場辦結',
    },
  },
  mark: {
    name: { green: '綠色通道', carried_over: '上次材料不全', forwarded: '轉工作日', unconfirmed: '待部門確認', tentative: '暫定', repeated: '同一人同一事項重複', arrived: '已到場' },
    label: { green: '綠', carried_over: '補材料', forwarded: '轉辦', unconfirmed: '待確認', tentative: '暫定', repeated: '重複', arrived: '已到' },
    short: { green: '綠', carried_over: '補', forwarded: '轉', unconfirmed: '待', tentative: '暫', repeated: '重', arrived: '到' },
  },
  mode: { standard: '標準時間', flex: '早晚彈性辦', noon: '午間不間斷', saturday: '週六延時', weekend: '週末服務' },
};
