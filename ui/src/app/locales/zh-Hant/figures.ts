// 統計：一個月的審批到崗、到崗人次、承諾兌現。
import type { Words } from '../zh-Hans';

export const figures: Pick<Words, 'figures'> = {
  figures: {
    title: '統計',
    previous: '上一個月',
    next: '下一個月',
    counted: '統計到{date}；{n} 個服務日有記錄',
    save: '匯出 xlsx',
    file: '已匯出：{path}（不含群眾資訊）',
    none: '這個月到今天還沒有服務日的記錄，沒有可統計的數字。',
    missing: '—',
    sum: '合計',
    gone: '目錄中已沒有的部門',
    gone_numbered: '目錄中已沒有的部門（{n}）',
    cases: '{n} 件，來自 {bookings} 個預約。',
    coverage: {
      title: '預約事項有沒有人批',
      unit: '件',
      rate: '到崗率 {share}',
      head: { department: '部門', half: '半天', covered: '有人批', not_covered: '沒人批', not_recorded: '未記錄', all: '合計', share: '到崗率' },
      why: '有人批：能辦這件事的審批人（或替班）記了“到崗”。沒人批：部門答覆不來、來的人不辦這件事，或該來的都沒到。未記錄：沒有答覆，或沒記誰到崗。',
      unrouted: '另有 {n} 件在目錄裡沒有寫明部門，不在表內。',
    },
    presence: {
      title: '審批人到崗人次',
      unit: '一人半天算 1 人次',
      rate: '比全員到崗少來 {n} 人次',
      rate_more: '比全員到崗多來 {n} 人次',
      head: { day: '服務日', halves: '半天', stationed: '駐廳部門', called: '答覆來', everybody: '全員到崗', saved: '少來', unanswered: '無答覆' },
      why: '全員到崗：每個駐廳部門每個半天來一人。無答覆：通知過或有預約、但沒有答覆的部門半天；這些部門可能來了人，所以“少來”最多是這麼多。',
      silent: '沒有記錄',
      open: '看{date}的值班分派',
    },
    promises: {
      title: '承諾兌現',
      unit: '個預約',
      rate: '承諾兌現率 {share}',
      head: { promised: '預約時的承諾', same_day: '當天辦', forwarded: '轉辦', not_come: '沒來', not_recorded: '未記錄', all: '合計', share: '兌現率' },
      promised: { on_the_spot: '當場可領', once_confirmed: '部門確認後當場可領', not_promised: '沒有承諾當場', not_recorded: '未記錄', all: '合計' },
      why: '當天辦、轉辦：按登記到場時告知群眾的。兌現率：當天辦的佔除“沒來”以外全部的比例，未記錄的也算在內。',
    },
  },
};
