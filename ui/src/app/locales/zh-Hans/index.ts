// 简体中文: the first language. Its shape is the law for the others; a word missing there does not build.
import { board } from './board';
import { common } from './common';
import { error } from './error';
import { form } from './form';
import { frame } from './frame';
import { settings } from './settings';
import { setup } from './setup';
import { slip } from './slip';

export const zhHans = { ...common, ...frame, ...board, ...form, ...slip, ...setup, ...settings, error };

/** The shape every language has. */
export type Words = typeof zhHans;
