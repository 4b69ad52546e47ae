// 登記時認出的人：舊號碼、重複預約、同名。
export const person = {
  person: {
    known: '{name} 來過，採用姓名',
    known_agent: '{name} 曾代人辦過，採用姓名',
    repeat: '{name} 這一天已約同一事項：{start}，{number}',
    same_name: '同名的 {name} 這一天也約了：{start}，{number}',
    open: '打開那個預約',
    back: '不登記了',
  },
};
