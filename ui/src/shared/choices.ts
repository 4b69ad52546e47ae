// What the core knows a few kinds of, each in the order in which it is offered. That none is left out the compiler holds.
import type { CallOutcome, CancelReason, Channel, Coming, ExceptionReason, ItemsRule, Language, Means, PlanDays, ReferenceKind, ResultPromise, Role, ServiceMode } from '@/generated/bindings';

/** A list of everything that a type can be, each once said: `all<Channel>()('desk', …)`. One that is left out does not compile. */
export const all = <Member extends string>() =>
  <const List extends readonly Member[]>(...list: [Exclude<Member, List[number]>] extends [never] ? List : never): List => list;

export const CALL_OUTCOMES = all<CallOutcome>()('coming', 'rescheduled', 'cancelled', 'no_answer');
export const CANCEL_REASONS = all<CancelReason>()('no_seat', 'citizen_asked', 'wrong_entry', 'duplicate', 'hall_closed', 'other');
export const CHANNELS = all<Channel>()('desk', 'phone', 'carried_over', 'other_hall');
/** Whether a department comes. */
export const COMINGS = all<Coming>()('comes', 'on_call', 'cannot', 'not_reached');
/** Why a date is different. */
export const EXCEPTION_REASONS = all<ExceptionReason>()('notice', 'emergency', 'premises', 'staffing', 'demand', 'other');
/** Which of its items an approver may do. */
export const ITEM_RULES = all<ItemsRule>()('all', 'only', 'all_but');
export const LANGUAGES = all<Language>()('zh-Hans', 'zh-Hant', 'en');
export const MEANS = all<Means>()('telephone', 'chat', 'in_person', 'paper');
export const PLAN_DAYS = all<PlanDays>()('ordinary_saturday', 'holiday_saturday', 'workday');
export const REFERENCE_KINDS = all<ReferenceKind>()('items', 'departments', 'calendar');
export const RESULTS = all<ResultPromise>()('on_the_spot', 'on_the_spot_once_confirmed', 'unknown', 'forwarded');
export const ROLES = all<Role>()('consultant', 'window_clerk', 'runner', 'group_leader', 'duty_leader', 'hall_manager', 'approver', 'supervisor', 'administrator');
export const SERVICE_MODES = all<ServiceMode>()('saturday', 'noon', 'flex', 'standard', 'weekend');
