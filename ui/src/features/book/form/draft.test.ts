import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fromDraft, readDraft, toDraft } from './draft';
import { emptyForm, type FormState, type TypedBooking } from './formState';

const SLOT = { session: 1, slot: 2 };
const EMPTY = emptyForm('zh-Hans');
const typed = (form: Partial<TypedBooking>, beside: Partial<FormState> = {}): FormState => ({ ...EMPTY, ...beside, form: { ...EMPTY.form, ...form } });

function restored(text: string): FormState {
  const draft = readDraft(text);
  if (draft === null) throw new Error('no draft');
  return fromDraft(draft);
}

it('comes back from its draft as it was, under a new name', () => {
  const state = typed(
    { items: [4], slot: SLOT, name: '王', party: '２', channel: 'carried_over', missing: '照片', agent_name: '周' },
    { itemText: 'sp', slotByHand: true, agent: true, others: [{ name: '乙公司', phone: '', slot: SLOT, items: [4] }] },
  );
  const back = restored(toDraft(state, '2026-11-28'));
  expect(back).toEqual({ ...state, request: back.request });
  expect(back.request).not.toBe(state.request);
});

it('is the same text as long as nothing is typed, whatever the form is called', () => {
  expect(toDraft({ ...typed({ name: '王' }), request: 'other' }, '2026-11-28')).toBe(toDraft(typed({ name: '王' }), '2026-11-28'));
});

it('keeps no time in the draft that nobody chose', () => {
  expect(readDraft(toDraft(typed({ slot: SLOT }), '2026-11-28'))?.form.slot).toBeNull();
});

it('opens as an older version of the program kept it', () => {
  const older = {
    request: 'r'.repeat(32), booking: 'b', base: 'e', date: '2026-11-28', slot: SLOT, item_text: 'sp', items: [4], name: '王', phone: '138',
    party: 0, channel: 'carried_over', green_channel: true, missing: '照片', note: '', slip_language: 'en', agent_name: '周',
  };
  expect(readDraft(JSON.stringify(older))?.date).toBe('2026-11-28');
  expect(restored(JSON.stringify(older))).toMatchObject({
    editing: { booking: 'b', base: 'e' }, itemText: 'sp', slotByHand: true, agent: true, others: [],
    form: { ...EMPTY.form, slot: SLOT, items: [4], name: '王', phone: '138', party: '', channel: 'carried_over', green_channel: true, missing: '照片', slip_language: 'en', agent_name: '周' },
  });
});

it('opens what kept databases of older versions hold', () => {
  const kept = join(import.meta.dirname, '../../../../../tests/compat/databases');
  const answers = readdirSync(kept).flatMap((name) => JSON.parse(readFileSync(join(kept, name, 'answers/draft_show.json'), 'utf8')) as { ask: { of: string }; answer: { text?: string | null } }[]);
  const texts = answers.flatMap(({ ask, answer }) => (ask.of === 'booking' && answer.text ? [answer.text] : []));
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(restored(text).form).toMatchObject({ name: expect.stringContaining('草稿'), items: [4], party: '1', note: '未写完' });
});

it('has an empty field where the text is from before there was one', () => {
  const { identity: _, ...form } = typed({ name: '王' }).form;
  expect(readDraft(JSON.stringify({ ...typed({}), form, date: '2026-11-28' }))?.form).toMatchObject({ name: '王', identity: '' });
});

it.each(['', '{', '7', 'null', '[]', '{"form":null}', '{"form":{"name":"x"},"date":"2026-11-28"}', '{"form":{"items":[]}}'])(
  'is none where the text is no form: %s', (text) => expect(readDraft(text)).toBeNull(),
);
