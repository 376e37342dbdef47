import { setTimeout as wait } from 'node:timers/promises';
import type { Accepted } from './carrier.ts';
import type { Chance } from './chance.ts';
import { ACCOUNT, type Answered, LINE, nextIn, type Wire, wordsIn } from './wire.ts';

/** A text that somebody sent, and every answer that reached them: one, or the same one again. */
export interface Told {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  /** When it was sent, by the line's clock. */
  readonly at: string;
  readonly answers: string[];
  /** It says a whole need to the line for the first time: from its answer on there is a case. */
  readonly opens: boolean;
}
/** A call that came in: the last step that was answered, and with what. */
export interface Rung {
  readonly sid: string;
  readonly from: string;
  answered: number;
  /** Answers to one step that was asked for again, where they were not the same. */
  readonly changed: string[];
}

export interface Town {
  readonly texts: readonly Told[];
  readonly calls: readonly Rung[];
  /** Tells the town what the carrier took, so that its people answer and its reports come in. */
  took(one: Accepted): void;
  /** Lets people text and call until told otherwise. */
  begin(): void;
  /** Nobody begins anything new; resolves when all that is under way was answered or given up. */
  end(): Promise<void>;
  /** Everything was answered that could be: sends once more what nobody answered, as a carrier's second delivery. */
  again(): Promise<void>;
}

const GUIDED = ['11216', '1', '4'];
const WHOLE = [
  'need food for 4, 11216, today',
  'necesito comida para 4, 11216, hoy',
  'we need a ride to the clinic, 11225, today',
] as const;
const FIRST = ['NEED FOOD', 'NEED WATER', 'necesito comida'] as const;
const DANGER = 'my husband is beating me';
const THINKS_MS = 30;

/** People who text and call the line, volunteers who answer its offers, and the carrier's delivery reports, all by this chance. */
export const openTown = (wire: Wire, chance: Chance, atOnce: number, clock: () => string): Town => {
  const texts: Told[] = [];
  const calls: Rung[] = [];
  const unanswered = new Set<Told>();
  const underWay = new Set<Promise<void>>();
  let open = false;
  let people = 0;
  const run = (work: Promise<void>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };

  const deliver = async (text: Told): Promise<Answered> => {
    const form = { MessageSid: text.sid, AccountSid: ACCOUNT, From: text.from, To: LINE, Body: text.body, NumMedia: '0' };
    const answered = await wire.post('/twilio/sms', form);
    if (answered === 'nothing' || answered.status >= 500) unanswered.add(text);
    else text.answers.push(answered.body);
    return answered;
  };
  const say = async (from: string, body: string, opens = false): Promise<string | null> => {
    const sid = `SM${texts.length.toString(16).padStart(32, '0')}`;
    const text: Told = { sid, from, body, at: clock(), answers: [], opens };
    texts.push(text);
    // Now and then the same text is delivered twice at once.
    const [answered] = await Promise.all(chance.in(0.08) ? [deliver(text), deliver(text)] : [deliver(text)]);
    return answered === undefined || answered === 'nothing' ? null : wordsIn(answered.body);
  };
  const resident = async (from: string): Promise<void> => {
    const kind = chance();
    if (kind < 0.03) await say(from, DANGER, true);
    else if (kind < 0.5) await say(from, chance.of(WHOLE), true);
    else {
      await say(from, chance.of(FIRST), true);
      for (const body of GUIDED) if (open && chance.in(0.8)) await say(from, body);
    }
    if (open && chance.in(0.2)) await say(from, 'STATUS');
  };
  /** Waits for a moment, then hangs up: the queue says so first, then the call's own end. */
  const leaveQueue = async (form: Readonly<Record<string, string>>, twiml: string): Promise<void> => {
    const waits = /waitUrl="([^"]+)"/.exec(twiml)?.[1]?.replaceAll('&amp;', '&');
    if (waits !== undefined) await wire.post(waits, { ...form, QueuePosition: '1', QueueTime: '1', CurrentQueueSize: '1' });
    const left = nextIn(twiml);
    if (left !== undefined) await wire.post(left, { ...form, QueueResult: 'hangup', QueueTime: '2' });
    await wire.post('/twilio/voice/status', { ...form, CallStatus: 'completed', CallDuration: '9' });
  };
  const caller = async (from: string): Promise<void> => {
    const call: Rung = { sid: `CA${calls.length.toString(16).padStart(32, '0')}`, from, answered: 0, changed: [] };
    calls.push(call);
    const form = { CallSid: call.sid, AccountSid: ACCOUNT, From: from, To: LINE, Direction: 'inbound', CallStatus: 'in-progress' };
    let address: string | undefined = '/twilio/voice';
    let digits = '';
    for (let step = 0; address !== undefined && step < 5 && open; step++) {
      const words: Record<string, string> = { ...form, ...(digits === '' ? {} : { Digits: digits }) };
      const answered = await wire.post(address, words);
      if (answered === 'nothing') return;
      call.answered += 1;
      if (chance.in(0.15)) {
        const again = await wire.post(address, words);
        if (again !== 'nothing' && again.body !== answered.body) call.changed.push(address);
      }
      if (answered.body.includes('<Enqueue')) return leaveQueue(form, answered.body);
      address = nextIn(answered.body);
      digits = String(chance.between(1, 4));
    }
    await wire.post('/twilio/voice/status', { ...form, CallStatus: 'completed', CallDuration: '9' });
  };
  const person = async (): Promise<void> => {
    while (open) {
      const from = `+1718${String(1_000_000 + people++)}`;
      await (chance.in(0.12) ? caller(from) : resident(from));
      await wait(chance.between(0, THINKS_MS));
    }
  };
  /** Whoever got an offer takes it, passes or says nothing; whoever has it may be done at once. */
  const reply = async ({ to, body }: Accepted): Promise<void> => {
    const code = /ACCEPT (\d+)/.exec(body)?.[1];
    if (code === undefined || !open || chance.in(0.3)) return;
    const said = await say(to, chance.in(0.8) ? `ACCEPT ${code}` : `PASS ${code}`);
    if (open && said !== null && chance.in(0.5) && /yours/.test(said)) await say(to, `DONE ${code} 1`);
  };
  const reports = async ({ sid, kind, to, callback }: Accepted): Promise<void> => {
    const form: Record<string, string> =
      kind === 'text'
        ? { MessageSid: sid, AccountSid: ACCOUNT }
        : { CallSid: sid, AccountSid: ACCOUNT, From: LINE, To: to, Direction: 'outbound-api' };
    for (const status of kind === 'text' ? ['sent', 'delivered'] : ['ringing', 'no-answer']) {
      await wait(chance.between(0, 20));
      await wire.post(callback, kind === 'text' ? { ...form, MessageStatus: status } : { ...form, CallStatus: status });
    }
  };
  return {
    texts,
    calls,
    took: one => {
      run(reports(one));
      run(reply(one));
    },
    begin: () => {
      open = true;
      for (let nth = 0; nth < atOnce; nth++) run(person());
    },
    end: async () => {
      open = false;
      while (underWay.size > 0) await Promise.all(underWay);
    },
    again: async () => {
      const left = [...unanswered];
      unanswered.clear();
      for (const text of left) if (chance.in(0.7)) await deliver(text);
    },
  };
};
