// 登记时认出的人：老号码、重复预约、同名。
export const person = {
  person: {
    known: '{name} 来过，采用姓名',
    known_agent: '{name} 曾代人办过，采用姓名',
    repeat: '{name} 这一天已约同一事项：{start}，{number}',
    same_name: '同名的 {name} 这一天也约了：{start}，{number}',
    open: '打开那个预约',
    back: '不登记了',
  },
};
