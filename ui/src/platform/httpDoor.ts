// The way to the core in browser mode: `POST /rpc/<command>` on the page's own loopback origin.
import { failureOf, isFailure, RpcError } from './failure';
import type { Door } from './door';

export function httpDoor(token: string | null, send: typeof fetch = (...ask) => fetch(...ask)): Door {
  return {
    entered: token !== null,
    async call(command, input, session) {
      const answer = await ask(send, command, input, token, session);
      const body: unknown = await answer.json().catch(() => undefined);
      if (answer.ok && body !== undefined) return body;
      if (answer.status === 401) throw new RpcError(failureOf('door.unauthorized'));
      if (isFailure(body)) throw new RpcError(body);
      throw new RpcError(failureOf('internal', { detail: `HTTP ${answer.status}` }));
    },
  };
}

/** A request that gets no answer means that the program has ended: the browser's own words would help nobody. */
async function ask(send: typeof fetch, command: string, input: unknown, token: string | null, session: string | null): Promise<Response> {
  try {
    return await send(`/rpc/${command}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token ?? ''}`,
        ...(session === null ? {} : { 'X-Yanshi-Session': session }),
      },
      body: JSON.stringify(input),
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    throw new RpcError(failureOf('door.unreachable'));
  }
}
