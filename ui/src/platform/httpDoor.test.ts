import { describe, expect, it, vi } from 'vitest';
import { httpDoor } from './httpDoor';

const answer = (status: number, body: string): typeof fetch => vi.fn(async () => new Response(body, { status }));
const refused = (code: string) => ({ failure: expect.objectContaining({ code }) });

describe('httpDoor', () => {
  it('asks by POST with the token and gives the output back', async () => {
    const send = answer(200, '{"revision":3}');
    expect(await httpDoor('secret', send).call('pulse', { a: 1 }, null)).toEqual({ revision: 3 });
    expect(send).toHaveBeenCalledWith('/rpc/pulse', expect.objectContaining({
      method: 'POST',
      body: '{"a":1}',
      headers: expect.objectContaining({ Authorization: 'Bearer secret' }),
    }));
  });

  it('says who is signed in, and nothing where nobody is', async () => {
    const send = vi.mocked(answer(200, '{}'));
    await httpDoor('secret', send).call('pulse', {}, 'mine');
    await httpDoor('secret', send).call('pulse', {}, null);
    const [signedIn, nobody] = send.mock.calls.map(([, ask]) => ask?.headers);
    expect(signedIn).toMatchObject({ 'X-Yanshi-Session': 'mine' });
    expect(nobody).not.toHaveProperty('X-Yanshi-Session');
  });

  it('rejects with the failure the core answered', async () => {
    const body = JSON.stringify({ code: 'booking.slot_full', params: { start: '09:00' }, fields: [], confirmable: false });
    await expect(httpDoor('t', answer(422, body)).call('booking_make', {}, null)).rejects.toMatchObject(refused('booking.slot_full'));
  });

  it('says that the token no longer counts', async () => {
    await expect(httpDoor('t', answer(401, '')).call('pulse', {}, null)).rejects.toMatchObject(refused('door.unauthorized'));
  });

  it('says that the program does not answer', async () => {
    const send = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(httpDoor('t', send).call('pulse', {}, null)).rejects.toMatchObject(refused('door.unreachable'));
  });

  it('does not take an error page for an answer', async () => {
    await expect(httpDoor('t', answer(200, '<html>')).call('pulse', {}, null)).rejects.toMatchObject(refused('internal'));
    await expect(httpDoor('t', answer(500, '<html>')).call('pulse', {}, null)).rejects.toMatchObject(refused('internal'));
  });

  it('is not entered without a token', () => expect(httpDoor(null, answer(200, '{}')).entered).toBe(false));
});
