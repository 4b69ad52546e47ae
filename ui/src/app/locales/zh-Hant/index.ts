// 繁體中文。
import type { Words } from '../zh-Hans';
import { agent } from './agent';
import { audit } from './audit';
import { board } from './board';
import { calls } from './calls';
import { common } from './common';
import { erase } from './erase';
import { error } from './error';
import { errorPeople } from './errorPeople';
import { errorSession } from './errorSession';
import { errorService } from './errorService';
import { find } from './find';
import { form } from './form';
import { frame } from './frame';
import { key } from './key';
import { papers } from './papers';
import { people } from './people';
import { person } from './person';
import { restore } from './restore';
import { session } from './session';
import { settings } from './settings';
import { setup } from './setup';
import { slip } from './slip';
import { walkin } from './walkin';

export const zhHant: Words = { ...common, ...agent, ...frame, ...board, ...calls, ...form, ...slip, ...walkin, ...setup, ...settings, ...papers, ...people, ...person, ...session, ...erase, ...key, ...audit, ...find, ...restore, error: { ...error, ...errorPeople, ...errorSession, ...errorService } };
