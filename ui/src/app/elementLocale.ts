// Element Plus speaks the language of the screen too (names of its close buttons and the like).
import en from 'element-plus/es/locale/lang/en.mjs';
import zhCn from 'element-plus/es/locale/lang/zh-cn.mjs';
import zhTw from 'element-plus/es/locale/lang/zh-tw.mjs';
import type { Language } from '@/generated/bindings';

export const ELEMENT_LOCALES: Record<Language, typeof zhCn> = { 'zh-Hans': zhCn, 'zh-Hant': zhTw, en };
