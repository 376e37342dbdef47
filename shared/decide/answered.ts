import type { CallStep } from '../domain/call.ts';
import type { Calling } from '../domain/calling.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import { alongQuery } from '../domain/out-address.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import type { Verb } from '../reply/verbs.ts';
import { understand } from '../understand/understand.ts';
import type { LiveCall } from './draft/call-world.ts';
import { meet, type Speaker } from './draft/meet.ts';
import { OutDraft } from './draft/out-draft.ts';
import type { Decision, World } from './draft/world.ts';
import { checkKey, hearCheck } from './follow/check-call.ts';
import { hearPage, pageKey } from './follow/page-call.ts';
import { afterCallToPerson, connectToPerson } from './phone/masked.ts';
import { hearAgain, hearOffer, offerKey } from './phone/offer-call.ts';
import { takeRing, withCaller } from './phone/ring.ts';
import { aloud } from './words/aloud.ts';

/** What came of a step of a call that we made: what is done on the line, its row, and the call of the one who waits, where that changed. */
export interface OutDecision extends Decision {
  readonly verbs: readonly Verb[];
  readonly out: Outgoing;
  readonly waits?: LiveCall;
}

/** Whoever picks up hears twice who calls and which key takes it. What it is about is said after the key: a machine hears none of it. */
const TIMES_MAX = 2;

const screen = (d: OutDraft, me: Speaker): void => d.asks('screen', aloud(d, me.language, `call-screen-${d.calling.what}`));

/** The key was pressed: a person is there. */
const begins = (d: OutDraft, me: Speaker): void => {
  d.set({ taken: d.now });
  switch (d.calling.what) {
    case 'ring':
      return takeRing(d, me);
    case 'offer':
      return hearOffer(d, me);
    case 'page':
      return hearPage(d, me);
    case 'check':
      return hearCheck(d, me);
    case 'bridge':
      return takeBridge(d, me);
    case 'alarm':
      d.reply(d.line(me.language, 'call-alarm', { error: d.out.errorCode ?? 0 }));
      return d.ends();
    case 'back':
    case 'news':
      // From here on it is a call like one that came in; where they left another phone it is that of whoever left it.
      return d.then({ verbs: [{ verb: 'redirect', to: { route: 'voiceStep', query: onwards(d.out) } }] });
    default:
      return d.ends();
  }
};

/** Whose conversation it is: news are for the person of the case, whichever phone they left for them. */
const threadSpoken = ({ to, about, call }: Outgoing): PhoneNumber => (call?.what === 'news' && about ? about.number : to);
const onwards = (o: Outgoing): Readonly<Record<string, string>> =>
  threadSpoken(o) === o.to ? {} : alongQuery({ thread: threadSpoken(o) });

/** They asked to be connected, and are there: now the other one is called. */
const takeBridge = (d: OutDraft, me: Speaker): void => {
  const code = d.out.about?.code;
  if (!code || !connectToPerson(d, me, code, { m: d.out.id })) return d.ends();
  const through = d.move?.through;
  d.set({ place: 'with', ...(through ? { through } : {}) });
};

/** The other leg of a call is over. */
const afterTalk = (d: OutDraft, me: Speaker): void => {
  const { heard } = d.step;
  const code = d.out.about?.code;
  if (d.calling.what !== 'bridge') return withCaller(d, me, heard);
  if (code && heard.kind === 'dialed') afterCallToPerson(d, me, code, d.calling.met !== undefined);
  d.ends();
};

const chosen = (d: OutDraft, me: Speaker, digits: string): void => {
  if (d.calling.what === 'check') return checkKey(d, me, digits);
  if (d.calling.what === 'offer') return offerKey(d, me, digits);
  pageKey(d, me, digits);
};

/** Silence is heard twice; whoever presses something is there, and hears it a few times more (`OUT_ASKS_MAX`). */
const asksAgain = (d: OutDraft, me: Speaker, digits: string): void => {
  if (digits === '' && (d.calling.times ?? 1) >= TIMES_MAX) return d.ends();
  if (d.calling.place === 'screen') return screen(d, me);
  if (d.calling.what === 'check') return hearCheck(d, me);
  return d.calling.what === 'offer' ? hearOffer(d, me) : hearPage(d, me);
};

const hear = (d: OutDraft, me: Speaker, place: Calling['place']): void => {
  const { heard } = d.step;
  if (place === undefined) return screen(d, me);
  if (place === 'with') return afterTalk(d, me);
  const digits = heard.kind === 'digits' ? heard.digits.slice(0, 1) : '';
  if (place === 'told') return hearAgain(d, me, digits);
  if (place === 'screen' && digits === '1') return begins(d, me);
  if (place === 'choice' && digits !== '' && digits !== '*') return chosen(d, me, digits);
  asksAgain(d, me, digits);
};

/** One step of a call that we made, decided from the world as it is now. */
export const decideAnswered = (world: World, o: Outgoing, step: CallStep, waits: LiveCall | undefined): OutDecision => {
  const d = new OutDraft(world, o, step, waits);
  const me = meet(d, threadSpoken(o), understand(''));
  d.language = me.language;
  hear(d, me, d.calling.place);
  const changed = d.waits !== waits && d.waits;
  return { ...d.decision(), verbs: d.verbs, out: d.outNow(), ...(changed ? { waits: changed } : {}) };
};
