import type { Called } from '../../local/in-memory-line.ts';
import type { Calling } from '../../shared/domain/calling.ts';
import { type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import { type Outgoing, pending, type Wanted } from '../../shared/domain/outgoing.ts';
import type { WebResult } from '../../shared/shell/door.ts';
import { routes } from '../../shared/shell/routes.ts';
import { outgoingKey } from '../../shared/table/keys.ts';
import { nounOf, rowOf } from '../../shared/table/rows.ts';
import { type Neighborhood, PUBLIC_URL, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';

export const number = (text: string): PhoneNumber => {
  const parsed = phoneNumber(text);
  if (!parsed) throw new Error(text);
  return parsed;
};
export const RESIDENT = number('+15550100001');
export const ANA = number('+15550100201');
export const BO = number('+15550100202');
export const ROSA = number('+15550100100');
export const THEO = number('+15550100103');
export const LINE = number('+15550100000');

let rows = 0;
/** Writes a call into the outbox, as a decision would; it is due at once. Answers its id. */
export const wantCall = async (
  hood: Neighborhood,
  to: PhoneNumber,
  call: Partial<Calling> & Pick<Calling, 'what'>,
  more: Partial<Omit<Wanted, 'to' | 'call'>> = {},
): Promise<Outgoing['id']> => {
  const wanted: Wanted = { to, body: '', call: { timeoutS: 18, ...call }, purpose: call.what, priority: 'urgent', ...more };
  const value = pending(wanted, `test-${++rows}`, 0, hood.now);
  await hood.store.commit([{ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' }], `want-${value.id}`);
  return value.id;
};

export const rowOfCall = async (hood: Neighborhood, id: Outgoing['id']): Promise<Outgoing> => {
  const { got } = await hood.store.read({ get: [outgoingKey(id)] });
  if (!got[0]) throw new Error('no such call');
  return nounOf<Outgoing>(got[0]);
};

/** A request of the carrier's about a call, signed, at one of the line's doors. */
export const post = (
  hood: Neighborhood,
  path: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>> = {},
): Promise<WebResult> => {
  const door = hood.line.doors[path];
  if (!door) throw new Error(`no door at ${path}`);
  const event = signedEvent({ publicUrl: PUBLIC_URL, token: TOKEN, path, params, query: new URLSearchParams(query).toString() });
  return door(event);
};

/** What the carrier says became of a call, and everything that follows at once. */
export const reportCall = async (hood: Neighborhood, call: Pick<Called, 'sid' | 'to' | 'id'>, status: string): Promise<WebResult> => {
  const params = { CallSid: call.sid, CallStatus: status, From: LINE, To: call.to, Direction: 'outbound-api' };
  const answer = await post(hood, routes.voiceStatus, params, { m: call.id });
  await hood.line.work();
  return answer;
};
