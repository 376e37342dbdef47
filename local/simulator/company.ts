import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Instant, PhoneNumber } from '../../shared/domain/ids.ts';
import type { Log } from '../../shared/shell/log.ts';
import type { Carrying } from '../timekeeper.ts';
import { deliveries } from './deliveries.ts';
import { failureOf } from './failures.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { KeptCall, Phone } from './model.ts';
import { calm, losing, type Moods } from './moods.ts';
import { type Sent, sendFromPhone, type Typed } from './phones.ts';
import { type RestAnswer, type RestRequest, restApi } from './rest.ts';
import { Exchange } from './voice/exchange.ts';
import type { Leg } from './voice/leg.ts';
import type { CallNews } from './voice/model.ts';
import { callsApi } from './voice/rest-calls.ts';
import { recordingsApi } from './voice/rest-recordings.ts';
import { type PostWebhook, webhooks } from './webhook.ts';

/** The file of the phone company in the data folder. */
export const LEDGER_FILE = 'simulator.jsonl';

export interface CompanyParts {
  readonly accountSid: string;
  readonly authToken: string;
  readonly publicUrl: string;
  readonly apiBaseUrl: string;
  /** Where the line listens on this machine. */
  readonly port: number;
  /** The paths of the doors: for texts, for calls that come in, and for the end of those. */
  readonly smsPath: string;
  readonly voicePath: string;
  readonly voiceStatusPath: string;
  /** Calls that the account may have at once. */
  readonly callsAtOnceMax: number;
  readonly lineNumber: PhoneNumber;
  readonly dataDir: string;
  readonly now: () => Instant;
  readonly log: Log;
  /** Who this number belongs to, for a phone that is not on the page yet when a text comes to it. */
  readonly introduce: (number: PhoneNumber) => Phone;
  /** Makes message ids unlike those of any other run; given only by tests. */
  readonly seed?: string;
}

/** The built-in phone company: a REST API for the line, phones for people that text and call, and reports of what became of each text and call. */
export interface Company extends Carrying {
  readonly ledger: Ledger;
  /** What goes wrong with the whole account just now. */
  readonly moods: Moods;
  readonly exchange: Exchange;
  rest(request: RestRequest): Promise<RestAnswer>;
  send(from: PhoneNumber, typed: Typed): Promise<Sent>;
  /** A phone calls the line; `shows` is what it shows of itself, where that is not its number. */
  call(from: PhoneNumber, shows?: string): Leg;
  close(): void;
}

export const phoneCompany = (parts: CompanyParts): Company => {
  const ledger = openLedger(join(parts.dataDir, LEDGER_FILE));
  const posted = webhooks(parts);
  const moods = calm();
  const post = losing(posted, moods, [parts.smsPath, parts.voicePath]);
  const life = deliveries({ ...parts, ledger, post, moods });
  const seed = parts.seed ?? randomBytes(16).toString('hex');
  const newSid = sids(seed);
  const exchange = exchangeOf(parts, ledger, post, seed);
  const [ofCalls, ofRecordings] = [callsApi({ ...parts, exchange }), recordingsApi(parts.accountSid, exchange)];
  const calls: typeof ofCalls = request => ofCalls(request) ?? ofRecordings(request);
  const shared = { ...parts, moods, ledger, deliveries: life, post, newSid, calls };
  const meet = (number: PhoneNumber): void => {
    if (number !== parts.lineNumber && ledger.phone(number) === undefined) ledger.putPhone(parts.introduce(number));
  };
  ledger.listen(happening => {
    if (happening.what === 'text') meet(happening.text.to);
    if (happening.what === 'call') meet(happening.call.phone);
  });
  exchange.restore([...ledger.calls()]);
  return {
    ledger,
    moods,
    exchange,
    rest: restApi(shared),
    send: (from, typed) => {
      meet(from);
      return sendFromPhone({ ...shared, smsUrl: `${parts.publicUrl}${parts.smsPath}` }, from, typed);
    },
    call: (from, shows) => {
      meet(from);
      return exchange.call(from, shows);
    },
    activity: () => life.activity() + exchange.activity(),
    idle: async () => {
      await life.idle();
      await exchange.idle();
    },
    tick: until => {
      life.tick(until);
      exchange.tick(until);
    },
    nextDue: until => {
      const [texts, rings] = [life.nextDue(until), exchange.nextDue(until)];
      return texts === null || (rings !== null && rings < texts) ? rings : texts;
    },
    close: () => {
      posted.close();
      ledger.close();
    },
  };
};

/** The calls of this company: what happens on them is told to the page, and how they stand is kept. */
const exchangeOf = (parts: CompanyParts, ledger: Ledger, post: PostWebhook, seed: string): Exchange => {
  const kept = ({ call }: Extract<CallNews, { what: 'call' }>): KeptCall => {
    const leg = exchange.leg(call.sid);
    return { call, pieces: [...(leg?.pieces ?? [])], ...(leg?.callback ? { callback: leg.callback.url } : {}) };
  };
  const statuses = new Map<string, string>();
  const exchange: Exchange = new Exchange({
    ...parts,
    recordingsUrl: `${parts.apiBaseUrl}/2010-04-01/Accounts/${parts.accountSid}/Recordings`,
    voiceUrl: `${parts.publicUrl}${parts.voicePath}`,
    voiceStatusUrl: `${parts.publicUrl}${parts.voiceStatusPath}`,
    post,
    seed,
    speech: 'takes-time',
    habitOf: number => failureOf(number)?.call,
    doubled: number => failureOf(number)?.doubled === true,
    hear: news => {
      if (news.what === 'call' && statuses.get(news.call.sid) !== news.call.status) {
        statuses.set(news.call.sid, news.call.status);
        ledger.putCall(kept(news));
      }
      ledger.tell(news);
    },
    fault: (number, sentence) => ledger.tell({ what: 'trouble', number, sentence, at: parts.now() }),
    broke: error => parts.log.error('simulator-call-failed', { reason: String(error) }),
  });
  return exchange;
};

/** Ids like Twilio's: two letters and 32 hex digits. */
const sids = (seed: string): ((prefix: 'SM' | 'MM') => string) => {
  let count = 0;
  return prefix => prefix + createHash('sha256').update(`${seed}/${count++}`).digest('hex').slice(0, 32);
};
