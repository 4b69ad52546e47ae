// The first-run wizard.
export const setup = {
  setup: {
    title: '第一次使用延时办',
    step: { hall: '大厅', hours: '周六时间', location: '数据位置', catalogue: '事项目录', manager: '负责人' },
    next: '下一步',
    back: '上一步',
    finish: '完成',
    restore: '从备份恢复到这台电脑',
    hall: {
      question: '这里是哪个大厅？',
      no_hours: '来源中没有周六时间',
      own: '不在上面，填名称',
      own_name: '大厅名称',
    },
    hours: {
      sessions: '周六从几点到几点？（24 小时制）',
      from: '第 {n} 场开始',
      to: '第 {n} 场结束',
      remove: '去掉第 {n} 场',
      add: '加一场',
      windows: '同时办理的窗口数',
      slot_minutes: '每个时段几分钟',
      why: '每个时段能约的人数就是窗口数。预约只约时间，不约窗口。',
    },
    location: {
      question: '数据放在哪个文件夹？',
      check: '检查',
      good: '可以用',
      existing: '这里已有一个大厅的数据：会打开它，不会覆盖。',
      why: '请选一个不会被还原卡还原、不放在网盘里的位置。',
    },
    catalogue: {
      question: '从哪些事项开始？',
      shipped: '自带的 35 项北京事项',
      shipped_why: '来源没有写明的内容标有“示例”，可以随时导入自己的目录换掉',
      empty: '空目录',
      empty_why: '以后在“设置”里导入',
    },
  },
};
