// 現場收件、電話聯繫被拒絕時的話。
export const errorService = {
  walk_in: {
    told_otherwise: '剛才告知的情況已經變了（部門有了新的答復）。請看一下新的說法，再收件。',
    not_booked: '現場收件沒有預約時間，不能改約。要改請先撤銷或取消，再重新登記。',
  },
  call: {
    not_released: '這個預約的席位沒有放出，不用再排。',
    already_arrived: '已登記到場，不用再聯繫。要改請先撤銷到場。',
    expected: '時間應寫成 10:30，也可以空著。',
    same_day: '不能改到同一天。請另選一個週六。',
    minutes: '應在 {min} 到 {max} 分鐘之間。',
  },
};
