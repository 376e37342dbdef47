import { epochMs, phoneNumber } from '../../../shared/domain/ids.ts';
import { twilioDate } from '../deliveries.ts';
import { failureOf } from '../failures.ts';
import type { RestAnswer, RestRequest } from '../rest.ts';
import { refused, restError } from '../rest-errors.ts';
import { readVoice } from './check.ts';
import type { Exchange } from './exchange.ts';
import type { Next } from './fiber.ts';
import { secondsTalked } from './forms.ts';
import type { CallEvent, Leg } from './leg.ts';
import { OVER } from './model.ts';
import type { Asked } from './parts.ts';

/** The calls part of Twilio's REST API: https://www.twilio.com/docs/voice/api/call-resource */

export interface CallsApiParts {
  readonly accountSid: string;
  readonly publicUrl: string;
  readonly exchange: Exchange;
}

const EVENTS: readonly string[] = ['initiated', 'ringing', 'answered', 'completed'];
/** https://www.twilio.com/docs/api/errors/32018 */
const INLINE_MAX = 4_000;
const TIMEOUT_S = { usual: 60, most: 600 } as const;
const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 1_000;

/** Answers a request about calls; undefined where it is about something else. */
export const callsApi = (
  parts: CallsApiParts,
): ((request: Pick<RestRequest, 'method' | 'path' | 'form' | 'query'>) => RestAnswer | undefined) => {
  const account = `/2010-04-01/Accounts/${parts.accountSid}`;
  const busy = busyTwice();
  return ({ method, path, form, query }) => {
    if (path === `${account}/Calls.json`)
      return method === 'POST' ? create(parts, form, busy) : method === 'GET' ? list(parts, query) : undefined;
    const sid = path.startsWith(`${account}/Calls/`) ? /\/Calls\/(\w+)\.json$/.exec(path)?.[1] : undefined;
    const leg = sid === undefined ? undefined : parts.exchange.leg(sid);
    if (leg === undefined) return undefined;
    if (method === 'GET') return { status: 200, json: asResource(parts, leg) };
    return method === 'POST' ? update(parts, leg, form) : undefined;
  };
};

/** Whether this try of the same call is one of those that fail. */
const busyTwice = (): ((url: string) => boolean) => {
  const tries = new Map<string, number>();
  return url => {
    const nth = (tries.get(url) ?? 0) + 1;
    tries.set(url, nth % 3);
    return nth < 3;
  };
};

const create = (parts: CallsApiParts, form: URLSearchParams, busy: (url: string) => boolean): RestAnswer => {
  const asked = read(parts, form);
  if ('refusal' in asked) return asked.refusal;
  const api = failureOf(asked.to)?.api;
  if (api === 'http-500') return restError(500, 20500, 'Internal Server Error');
  if (api === 'hang-lost') return 'hang';
  if (api === 'http-429-twice' && busy(form.get('Url') ?? '')) return restError(429, 20429, 'Too Many Requests');
  const leg = parts.exchange.create(asked);
  return api === 'hang-accepted' ? 'hang' : { status: 201, json: asResource(parts, leg) };
};

type Refusal = { readonly refusal: RestAnswer };
const no = (code: Parameters<typeof refused>[0]): Refusal => ({ refusal: refused(code) });

/** What is asked for, or why Twilio would not do it, in the order in which it looks. */
const read = (parts: CallsApiParts, form: URLSearchParams): Asked | Refusal => {
  const { exchange } = parts;
  const from = form.get('From') ?? '';
  const to = phoneNumber(form.get('To') ?? '');
  if (!form.get('To')) return no(21201);
  if (from === '') return no(21213);
  if (to === undefined || failureOf(to)?.api === 'refuse-21211') return no(21211);
  if (phoneNumber(from) === undefined) return no(21212);
  if (from !== exchange.lineNumber) return no(21210);
  if (to === exchange.lineNumber) return no(21266);
  const first = firstOf(parts, form);
  if (first === undefined || 'refusal' in first) return first ?? no(21205);
  const callback = form.get('StatusCallback');
  if (callback && !callback.startsWith(`${parts.publicUrl}/`)) return no(21609);
  const events = form.getAll('StatusCallbackEvent').flatMap(one => one.split(/\s+/));
  if (events.some(event => !EVENTS.includes(event))) return no(21626);
  const timeout = Number(form.get('Timeout') ?? TIMEOUT_S.usual);
  if (!(Number.isInteger(timeout) && timeout >= 1 && timeout <= TIMEOUT_S.most)) return no(21263);
  const wanted = new Set((events.length > 0 ? events : ['completed']) as CallEvent[]);
  return {
    to,
    from,
    first,
    timeoutMs: timeout * 1_000,
    callback: callback ? { url: callback, events: wanted } : undefined,
    detects: (form.get('MachineDetection') ?? 'None') !== 'None',
  };
};

/** What is run when the call is answered: an address, or a document in the request itself. */
const firstOf = ({ publicUrl }: CallsApiParts, form: URLSearchParams): Next | Refusal | undefined => {
  const url = form.get('Url');
  const twiml = form.get('Twiml');
  if (url && twiml) return no(20001);
  if (twiml) {
    if (twiml.length > INLINE_MAX) return no(32018);
    return readVoice(twiml).ok ? { twiml } : no(12100);
  }
  if (!url) return undefined;
  return url.startsWith(`${publicUrl}/`) ? { url, form: {} } : no(21205);
};

/** Ends a call, or sends it elsewhere. A call that is over stays as it is: https://www.twilio.com/docs/api/errors/21220 */
const update = (parts: CallsApiParts, leg: Leg, form: URLSearchParams): RestAnswer => {
  const { exchange } = parts;
  const status = form.get('Status');
  if (OVER.has(leg.call.status)) return refused(21220);
  const answered = leg.call.answeredAt !== null;
  if (status === 'completed' || (status === 'canceled' && !answered)) {
    exchange.tell(leg, { what: 'gone', status: answered ? 'completed' : 'canceled' });
  } else if (status !== null && status !== 'canceled') return refused(20001);
  else if (status === null) {
    const to = firstOf(parts, form);
    if (to === undefined || 'refusal' in to) return to?.refusal ?? refused(20001);
    if (!answered) return refused(21220);
    exchange.tell(leg, { what: 'redirected', to });
  }
  return { status: 200, json: asResource(parts, leg) };
};

const seconds = (query: URLSearchParams, name: string): number => {
  const text = query.get(name) ?? '';
  return text === '' ? Number.NaN : Math.floor(Date.parse(text) / 1_000);
};

const list = (parts: CallsApiParts, query: URLSearchParams): RestAnswer => {
  const size = Math.min(PAGE_SIZE_MAX, Number(query.get('PageSize')) || PAGE_SIZE);
  const page = Number(query.get('Page')) || 0;
  const [after, before] = [seconds(query, 'StartTime>'), seconds(query, 'StartTime<')];
  const [endAfter, endBefore] = [seconds(query, 'EndTime>'), seconds(query, 'EndTime<')];
  const byEnd = !Number.isNaN(endAfter) || !Number.isNaN(endBefore);
  const found = [...parts.exchange.legs()].reverse().filter(({ call }) => {
    const began = Math.floor(epochMs(call.createdAt) / 1_000);
    const ended = call.endedAt === null ? undefined : Math.floor(epochMs(call.endedAt) / 1_000);
    return (
      (!query.get('To') || call.to === query.get('To')) &&
      (!query.get('From') || call.from === query.get('From')) &&
      (!query.get('Status') || call.status === query.get('Status')) &&
      (!query.get('ParentCallSid') || call.parent === query.get('ParentCallSid')) &&
      (!byEnd || (ended !== undefined && !(ended < endAfter) && !(ended > endBefore))) &&
      !(began < after) &&
      !(began > before)
    );
  });
  const uri = (number: number): string => {
    const asked = new URLSearchParams(query);
    asked.set('Page', String(number));
    asked.set('PageSize', String(size));
    return `/2010-04-01/Accounts/${parts.accountSid}/Calls.json?${asked}`;
  };
  const calls = found.slice(page * size, (page + 1) * size).map(leg => asResource(parts, leg));
  const start = page * size;
  return {
    status: 200,
    json: {
      calls,
      page,
      page_size: size,
      start,
      end: start + Math.max(0, calls.length - 1),
      uri: uri(page),
      first_page_uri: uri(0),
      previous_page_uri: page > 0 ? uri(page - 1) : null,
      next_page_uri: found.length > (page + 1) * size ? uri(page + 1) : null,
    },
  };
};

const asResource = ({ accountSid }: CallsApiParts, leg: Leg): unknown => {
  const { call } = leg;
  const uri = `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}`;
  return {
    account_sid: accountSid,
    annotation: null,
    answered_by: call.answeredBy,
    api_version: '2010-04-01',
    caller_name: null,
    date_created: twilioDate(call.createdAt),
    date_updated: twilioDate(call.endedAt ?? call.answeredAt ?? call.createdAt),
    direction: call.direction,
    duration: call.endedAt === null ? null : String(secondsTalked(leg)),
    end_time: call.endedAt === null ? null : twilioDate(call.endedAt),
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: call.parent,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: call.sid,
    start_time: call.status === 'queued' ? null : twilioDate(call.createdAt),
    status: call.status,
    subresource_uris: {},
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri: `${uri}.json`,
  };
};
