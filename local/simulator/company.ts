import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Instant, PhoneNumber } from '../../shared/domain/ids.ts';
import type { Log } from '../../shared/shell/log.ts';
import type { Carrying } from '../timekeeper.ts';
import { deliveries } from './deliveries.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { Phone } from './model.ts';
import { type Sent, sendFromPhone, type Typed } from './phones.ts';
import { type RestAnswer, type RestRequest, restApi } from './rest.ts';
import { webhooks } from './webhook.ts';

/** The file of the phone company in the data folder. */
export const LEDGER_FILE = 'simulator.jsonl';

export interface CompanyParts {
  readonly accountSid: string;
  readonly authToken: string;
  readonly publicUrl: string;
  readonly apiBaseUrl: string;
  /** Where the line listens on this machine. */
  readonly port: number;
  /** The path of the door for texts. */
  readonly smsPath: string;
  readonly lineNumber: PhoneNumber;
  readonly dataDir: string;
  readonly now: () => Instant;
  readonly log: Log;
  /** Who this number belongs to, for a phone that is not on the page yet when a text comes to it. */
  readonly introduce: (number: PhoneNumber) => Phone;
  /** Makes message ids unlike those of any other run; given only by tests. */
  readonly seed?: string;
}

/** The built-in phone company: a REST API for the line, phones for people, and reports of what became of each text. */
export interface Company extends Carrying {
  readonly ledger: Ledger;
  rest(request: RestRequest): Promise<RestAnswer>;
  send(from: PhoneNumber, typed: Typed): Promise<Sent>;
  close(): void;
}

export const phoneCompany = (parts: CompanyParts): Company => {
  const ledger = openLedger(join(parts.dataDir, LEDGER_FILE));
  const post = webhooks(parts);
  const life = deliveries({ ...parts, ledger, post });
  const newSid = sids(parts.seed ?? randomBytes(16).toString('hex'));
  const shared = { ...parts, ledger, deliveries: life, post, newSid };
  const meet = (number: PhoneNumber): void => {
    if (number !== parts.lineNumber && ledger.phone(number) === undefined) ledger.putPhone(parts.introduce(number));
  };
  ledger.listen(happening => {
    if (happening.what === 'text') meet(happening.text.to);
  });
  return {
    ledger,
    rest: restApi(shared),
    send: (from, typed) => {
      meet(from);
      return sendFromPhone({ ...shared, smsUrl: `${parts.publicUrl}${parts.smsPath}` }, from, typed);
    },
    activity: life.activity,
    idle: life.idle,
    tick: life.tick,
    nextDue: life.nextDue,
    close: () => {
      post.close();
      ledger.close();
    },
  };
};

/** Ids like Twilio's: two letters and 32 hex digits. */
const sids = (seed: string): ((prefix: 'SM' | 'MM') => string) => {
  let count = 0;
  return prefix => prefix + createHash('sha256').update(`${seed}/${count++}`).digest('hex').slice(0, 32);
};
