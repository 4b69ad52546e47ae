// 简体中文: the first language. Its shape is the law for the others; a word missing there does not build.
import type { FailureWords } from '../failures';
import { agent } from './agent';
import { allocation } from './allocation';
import { assist } from './assist';
import { attendance } from './attendance';
import { audit } from './audit';
import { board } from './board';
import { calls } from './calls';
import { common } from './common';
import { cutoff, duty, ownSheet } from './duty';
import { effect } from './effect';
import { erase } from './erase';
import { error } from './error';
import { errorAssist } from './errorAssist';
import { errorPeople } from './errorPeople';
import { errorSession } from './errorSession';
import { errorService } from './errorService';
import { errorSync } from './errorSync';
import { figures } from './figures';
import { find } from './find';
import { form } from './form';
import { frame } from './frame';
import { key } from './key';
import { notice } from './notice';
import { order } from './order';
import { papers } from './papers';
import { people } from './people';
import { person } from './person';
import { errorImport, reference } from './reference';
import { restore } from './restore';
import { session } from './session';
import { errorSessions, sessions } from './sessions';
import { settings } from './settings';
import { setup } from './setup';
import { slip } from './slip';
import { sync } from './sync';
import { tocall } from './tocall';
import { walkin } from './walkin';

export const zhHans = { ...common, ...frame, ...board, ...form, ...slip, ...setup, ...settings, ...reference, ...people, ...session, ...effect, ...erase, ...key, ...audit, ...figures, ...find, ...restore, ...sync, ...sessions, duty, cutoff, own_sheet: ownSheet, ...agent, ...allocation, ...assist, ...attendance, ...calls, ...tocall, ...walkin, ...notice, ...order, ...papers, ...person, error: { ...error, ...errorImport, ...errorPeople, ...errorSession, ...errorSync, ...errorSessions, ...errorService, ...errorAssist } satisfies FailureWords };

/** The shape every language has. */
export type Words = typeof zhHans;
