//! The words of replies and what each says.

use super::halves::Scope;

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A half-day, or both.
    Half(Scope),
    /// Somebody comes.
    Come,
    /// Nobody comes, or they do not.
    Cannot,
    /// Begins "cannot come": says so alone or before what somebody would do.
    Unable,
    /// Why somebody is away.
    Away,
    /// On call by telephone.
    OnCall,
    /// No more than what follows.
    Only,
    /// Deals with items.
    Do,
    /// Does not deal with items.
    NotDo,
    /// "Except" before items.
    Except,
    /// "Except" behind items.
    ExceptEnd,
    /// Whoever follows comes instead.
    Swap,
    /// Whoever precedes comes instead of whoever follows.
    Instead,
    /// Whoever precedes said what follows.
    Said,
    /// Of the number before it, only the one behind it counts.
    Of,
    /// And.
    And,
    /// The sender.
    Me,
    /// What a person is, behind the family name or the name.
    Title,
    /// From this time on, behind a time.
    Later,
    /// Until this time, behind a time.
    Earlier,
    /// Says nothing about who comes.
    Filler,
    /// Asks, doubts, begs, or says something else than an answer.
    Doubt,
    /// Another day.
    OtherDay,
}

/// Every word, by what it says, apart by spaces.
pub(super) const WORDS: &[(Word, &str)] = &[
    (
        Word::Half(Scope::Both),
        "全天 整天 一天 一整天 全日 上下午 上午下午 上、下午 上午和下午 上午及下午 两个半天 上下午都 白天全天",
    ),
    (Word::Half(Scope::Morning), "上午 早上 上午半天 半天上午 上半天 上半日 午前 早晨 上午场"),
    (Word::Half(Scope::Afternoon), "下午 下午半天 半天下午 下半天 下半日 午后 后半天 下午场"),
    (
        Word::Come,
        "来 能来 可来 可以来 会来 要来 都来 过来 前来 能到 可到 可以到 到 到岗 能到岗 可到岗 会到 会到岗 到场 到位 来人 \
         来值班 能值班 可值班 可以值班 可以到岗 安排 可安排 能安排 可以安排 派 派人 可派 能派 可以派 派出 指派 值班 当班 \
         值守 在岗 在的 出勤 参加 能参加 可参加 上班 去 能去 可以去 能 可 可以 行 没问题 没有问题 有人 能保证 保证 √ ✓ ✔ ☑ ✅",
    ),
    (
        Word::Cannot,
        "不来 来不了 来不了人 不能来 不会来 不来了 没来 来不成 不到 到不了 不到岗 不去 去不了 不派 不派人 派不出 \
         派不出人 派不了 派不了人 不安排 安排不了 安排不出 不安排人 不值班 不上班 不出勤 不参加 参加不了 不在 不在岗 \
         不行 不可以 不可 抽不出 抽不出人 抽不出人手 没有人手 没人手 人手不够 × ✗ ✘ ✕ ❌ ☒",
    ),
    (Word::Unable, "不能 无法 没法 没办法 没人 无人 没有人 没有人员 无人员 没人员"),
    (
        Word::Away,
        "请假 请假了 休假 休息 年假 病假 事假 产假 出差 外出 冲突 有冲突 时间冲突 有事 有会 开会 培训 没空 没时间 \
         没有时间 没有空 住院 生病",
    ),
    (
        Word::OnCall,
        "待命 电话待命 电话联系 可电话联系 电话值守 电话值班 电话备勤 电话支持 电话办理 电话处理 电话答复 听电话 接电话 \
         备勤 备班 随叫随到 随时待命 在线待命 在家待命 远程待命 oncall on-call",
    ),
    (Word::Only, "只 仅 只能 仅能 只有 仅有 只可 仅可 只是 仅限 只限 只可以 仅可以"),
    (Word::Do, "办 能办 可办 可以办 办理 能办理 可办理 可以办理 负责 受理 可受理 能受理"),
    (
        Word::NotDo,
        "不办 不能办 不可办 不可以办 办不了 不办理 不能办理 无法办理 无法办 没法办 不受理 不能受理 不负责 不含 不包括 \
         不包含 不做",
    ),
    (Word::Except, "除 除了"),
    (Word::ExceptEnd, "外 以外 之外 除外"),
    (Word::Swap, "换 换成 换为 换人 改 改为 改成 改由 改派 改换 由 另派 另安排 换班给"),
    (Word::Instead, "替 代替 替代 顶替 代 替班 代班 顶班 顶"),
    (Word::Said, "说 回复 答复 反馈 告知 表示 称 回复说 答复说 回复称 来电说 电话说"),
    (Word::Of, "中 里 里面 当中 之中 其中"),
    (Word::And, "和 及 与 跟 以及 还有 &"),
    (Word::Me, "我 本人 我自己 我本人"),
    (
        Word::Title,
        "科长 副科长 处长 副处长 局长 副局长 主任 副主任 所长 副所长 组长 队长 部长 书记 老师 师傅 先生 女士 同志 姐 哥 \
         工 总 科 处 主管 专员",
    ),
    (Word::Later, "以后 之后 后 起 开始"),
    (Word::Earlier, "以前 之前 前 走 离开 结束 为止 止"),
    (
        Word::Filler,
        "收到 好的 好 好嘞 ok okay 嗯 嗯嗯 行的 知道了 明白 明白了 已知悉 知悉 请知悉 请知晓 请查收 请放心 谢谢 谢谢您 \
         谢了 多谢 感谢 辛苦 辛苦了 您好 你好 各位好 领导好 老师好 大家好 大家上午好 大家下午好 大家早上好 各位上午好 各位下午好 我局 我单位 我方 我处 \
         我科 我委 我办 我们 我们局 我们单位 我们这边 我这边 这边 咱们 本局 本单位 我局这边 已 已经 确认 已确认 的 了 \
         吧 啊 哦 哈 哈哈 呀 嘛 哒 都 均 各 也 就 还 会 有 是 将 在 从 自 因 因为 由于 所以 但 但是 不过 可是 \
         另外 另 并 那 那么 共 共计 一共 总共 合计 计 人员 工作人员 审批人员 审批人 值班人员 经办人员 业务人员 同事 干部 \
         人 联系人 值班人 姓名 名单 单位 部门 时间 时段 电话 手机 手机号 手机号码 电话号码 号码 联系电话 联系方式 tel \
         phone 人数 备注 事项 业务 班 一起 一同 亲自 本周 这周 到时 大厅 政务大厅 后台 窗口 现场 审批 岗 今天 \
         今日 明天 明日 后天 明天的 接龙",
    ),
    (
        Word::Doubt,
        "不是 不是不 并非 并不是 不一定 不确定 不清楚 不知道 不好说 不能确认 无法确认 没法确认 不能确定 无法确定 不确认 \
         不能保证 无法保证 没法保证 保证不了 未定 待定 再定 再说 另定 暂定 可能 可能来 也许 或许 大概 大约 约 估计 应该 \
         应该能 应该可以 应 恐怕 怕 好像 尽量 争取 尽力 希望 试试 看情况 视情况 看看 看 如果 要是 若 假如 万一 除非 或 \
         或者 还是 要么 吗 呢 么 几 几点 几人 几个 几位 多少 什么 怎么 怎样 哪 哪个 哪天 哪位 谁 是否 能否 可否 有没有 \
         是不是 能不能 来不来 行不行 可不可以 要不要 会不会 好不好 来不及 不能不 没说 没有说 没有 说不 说不定 不用 不用来 \
         无需 不需要 不必 不要 别 勿 需 需要 需求 请 烦请 麻烦 劳驾 务必 必须 应当 要求 通知 至少 最多 最少 以上 以下 \
         左右 上次 原来 本来 后来 从来 以来 未来 往来 来电 来访 来回 到时候 到时候再 等到 直到 提到 得到 马上 \
         方便 不方便 正在 尚未 还没 还没有 没定 没安排 没确认 尽快 稍后 稍等 等等 等通知 派出所 办公 办公室 办事 承办 \
         主办 督办 帮办 经办 值班表 值班室 安排表 许可 许可证 计划 打算 准备 考虑 研究 协调 商量 请示 汇报 无人接听 \
         没人接 打不通 联系不上 联系不到 没联系上 关机 周转 高峰 任何 全体 全部 全员 其他 其它 别人 轮流 中午 晚上 晚间 \
         夜间 半天 上午好 下午好 早上好 中午好 商务 施工 管理 安全 常规 查询 车辆 车位 程序 项目 任务 关于 关闭 高兴 符合 金额 石油 \
         温馨 周知 周全 安心 施行 谢绝 付费 方案 方面 费用 钱款 江湖",
    ),
    (Word::OtherDay, "昨天 昨日 前天 大后天 上周 下周 下下周 上个月 下个月 下月 每周 每天 平时 以后都 工作日"),
];
