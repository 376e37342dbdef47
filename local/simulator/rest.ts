import { epochMs, type Instant, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import { type Deliveries, twilioDate } from './deliveries.ts';
import { type Failure, failureOf } from './failures.ts';
import type { Ledger } from './ledger.ts';
import type { Text } from './model.ts';
import { type Moods, TOLD_BY_REPORTS } from './moods.ts';
import { refused, restError } from './rest-errors.ts';
import { cut, EXAMPLE_PRICE_PER_SEGMENT_USD } from './segments.ts';

export interface RestRequest {
  readonly method: string;
  /** From `/2010-04-01` on. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** The Authorization header. */
  readonly authorization: string | undefined;
}
/** `hang` is never answered. */
export type RestAnswer = { readonly status: number; readonly json: unknown } | 'hang';

export interface RestParts {
  readonly accountSid: string;
  readonly authToken: string;
  readonly lineNumber: PhoneNumber;
  readonly publicUrl: string;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  /** Answers what is about calls; undefined for anything else. */
  readonly calls: (request: RestRequest) => RestAnswer | undefined;
  readonly now: () => Instant;
  readonly newSid: (prefix: 'SM' | 'MM') => string;
  readonly moods?: Moods;
}

export const BODY_CHARACTERS_MAX = 1_600;
const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 1_000;
/** Twilio's own default: after ten hours a text is given up. */
const VALIDITY_SECONDS_MAX = 36_000;
const BUSY_TRIES = 2;

/** The parts of Twilio's REST API that a line uses, for one account and one number: texts here, calls in voice/rest-calls.ts. */
export const restApi = (parts: RestParts): ((request: RestRequest) => Promise<RestAnswer>) => {
  const account = `/2010-04-01/Accounts/${parts.accountSid}`;
  const wanted = `Basic ${Buffer.from(`${parts.accountSid}:${parts.authToken}`).toString('base64')}`;
  const triesWhileBusy = new Map<string, number>();
  return async request => {
    if (request.authorization !== wanted) return restError(401, 20003, 'Authenticate');
    const { path } = request;
    const aboutCalls = parts.calls(request);
    if (aboutCalls !== undefined) return aboutCalls;
    if (path === `${account}/Messages.json`) {
      if (request.method === 'POST') return create(parts, request.form, triesWhileBusy);
      if (request.method === 'GET') return list(parts, request.query);
    }
    const sid = path.startsWith(`${account}/Messages/`) ? /\/Messages\/(\w+)\.json$/.exec(path)?.[1] : undefined;
    const text = sid === undefined ? undefined : parts.ledger.text(sid);
    if (text && request.method === 'GET') return { status: 200, json: asResource(parts, text) };
    return restError(404, 20404, `The requested resource ${path} was not found`);
  };
};

const create = async (parts: RestParts, form: URLSearchParams, triesWhileBusy: Map<string, number>): Promise<RestAnswer> => {
  const to = phoneNumber(form.get('To') ?? '');
  const failure = to && failureOf(to);
  const { refuses = null } = parts.moods ?? {};
  if (refuses !== null && refuses < TOLD_BY_REPORTS) return restError(refuses === 20003 ? 401 : 400, refuses, 'The account is refused');
  const wrong = refusal(parts, form, failure);
  if (wrong) return wrong;
  if (to === undefined) return refused(21211);
  if (failure?.api === 'http-500') return restError(500, 20500, 'Internal Server Error');
  if (failure?.api === 'hang-lost') return 'hang';
  if (failure?.api === 'http-429-twice') {
    const body = form.get('Body') ?? '';
    const tries = (triesWhileBusy.get(body) ?? 0) + 1;
    triesWhileBusy.set(body, tries);
    if (tries <= BUSY_TRIES) return restError(429, 20429, 'Too Many Requests');
    triesWhileBusy.delete(body);
  }
  return accept(parts, form, to, failure);
};

const accept = async (parts: RestParts, form: URLSearchParams, to: PhoneNumber, failure: Failure | undefined): Promise<RestAnswer> => {
  const body = form.get('Body') ?? '';
  const media = form.getAll('MediaUrl').length;
  const text: Text = {
    sid: parts.newSid(media > 0 ? 'MM' : 'SM'),
    from: parts.lineNumber,
    to,
    body,
    media,
    by: 'line',
    status: 'queued',
    errorCode: null,
    ...cut(body),
    createdAt: parts.now(),
    updatedAt: parts.now(),
    statusCallback: form.get('StatusCallback') || null,
    validitySeconds: Number(form.get('ValidityPeriod') ?? VALIDITY_SECONDS_MAX),
  };
  parts.ledger.putText(text);
  if (failure?.api === 'reports-first') await parts.deliveries.reportsFirst(text);
  else parts.deliveries.start(text);
  return failure?.api === 'hang-accepted' ? 'hang' : { status: 201, json: asResource(parts, text) };
};

/** Why Twilio would not take this text, in the order in which it looks. */
const refusal = (parts: RestParts, form: URLSearchParams, failure: Failure | undefined): RestAnswer | undefined => {
  const to = phoneNumber(form.get('To') ?? '');
  const body = form.get('Body') ?? '';
  const validity = form.get('ValidityPeriod');
  const callback = form.get('StatusCallback');
  if (!form.get('To')) return refused(21604);
  if (!form.get('From')) return refused(21603);
  if (to === undefined || failure?.api === 'refuse-21211') return refused(21211);
  if (form.get('From') !== parts.lineNumber) return refused(21606);
  if (to === parts.lineNumber) return refused(21266);
  if (body === '' && !form.has('MediaUrl')) return refused(21619);
  if (body.length > BODY_CHARACTERS_MAX) return refused(21617);
  if (validity !== null && !(Number(validity) >= 1 && Number(validity) <= VALIDITY_SECONDS_MAX)) return refused(21640);
  if (callback && !callback.startsWith(`${parts.publicUrl}/`)) return refused(21609);
  if (parts.ledger.optedOut(to) ?? failure?.optedOut) return refused(21610);
  return undefined;
};

const list = ({ ledger, ...parts }: RestParts, query: URLSearchParams): RestAnswer => {
  const size = Math.min(PAGE_SIZE_MAX, Number(query.get('PageSize')) || PAGE_SIZE);
  const page = Number(query.get('Page')) || 0;
  const seconds = (name: string): number => Math.floor(Date.parse(query.get(name) ?? '') / 1_000);
  const [after, before] = [seconds('DateSent>'), seconds('DateSent<')];
  const found = [...ledger.texts()].reverse().filter(text => {
    const sent = Math.floor(epochMs(text.createdAt) / 1_000);
    return (
      (!query.get('To') || text.to === query.get('To')) &&
      (!query.get('From') || text.from === query.get('From')) &&
      !(sent < after) &&
      !(sent > before) &&
      text.by !== 'carrier'
    );
  });
  const uri = (number: number): string => {
    const asked = new URLSearchParams(query);
    asked.set('Page', String(number));
    asked.set('PageSize', String(size));
    return `/2010-04-01/Accounts/${parts.accountSid}/Messages.json?${asked}`;
  };
  const messages = found.slice(page * size, (page + 1) * size).map(text => asResource({ ledger, ...parts }, text));
  const more = found.length > (page + 1) * size;
  const start = page * size;
  const json = {
    messages,
    page,
    page_size: size,
    start,
    end: start + Math.max(0, messages.length - 1),
    uri: uri(page),
    first_page_uri: uri(0),
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    next_page_uri: more ? uri(page + 1) : null,
  };
  return { status: 200, json };
};

const DIRECTION = { phone: 'inbound', line: 'outbound-api', 'line-reply': 'outbound-reply', carrier: 'outbound-reply' } as const;

const asResource = ({ accountSid }: RestParts, text: Text): unknown => {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${text.sid}`;
  const settled = text.status === 'delivered' || text.status === 'sent' || text.status === 'received';
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: text.body,
    date_created: twilioDate(text.createdAt),
    date_sent: text.status === 'queued' ? null : twilioDate(text.createdAt),
    date_updated: twilioDate(text.updatedAt),
    direction: DIRECTION[text.by],
    error_code: text.errorCode,
    error_message: null,
    from: text.from,
    messaging_service_sid: null,
    num_media: String(text.media),
    num_segments: String(text.segments),
    price: settled ? `-${(text.segments * EXAMPLE_PRICE_PER_SEGMENT_USD).toFixed(5)}` : null,
    price_unit: 'USD',
    sid: text.sid,
    status: text.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: text.to,
    uri: `${uri}.json`,
  };
};
