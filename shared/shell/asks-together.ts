import type { Case } from '../domain/case.ts';
import { clearToSend, isCleared } from '../domain/consent.ts';
import { asksHolder, isFirstAsk } from '../domain/left-alone.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import type { NumberRecord } from '../domain/person.ts';
import { firstName } from '../domain/volunteer.ts';
import { wordingOf } from '../reply/wording.ts';
import type { Term } from '../script/script.ts';
import { caseKey, numberKey, rosterKey } from '../table/keys.ts';
import { nounOf } from '../table/rows.ts';
import { isOld, languageOf, whatOf } from './bundle.ts';
import { LENGTH_MAX } from './held-news.ts';
import { inTheirPlace, joinAs, readAnew, unlessTrouble, type Waiting } from './joined.ts';
import { helperOf } from './reader.ts';
import type { Runtime } from './runtime.ts';

/** No more than this many are looked at for one. */
const MOST = 12;

const mayJoin = ({ purpose, about, state, attempts, call }: Outgoing): boolean =>
  (purpose === 'offer' || asksHolder(purpose)) && about !== undefined && state === 'pending' && attempts === 0 && !call;

interface Ask extends Waiting {
  readonly about: Case;
}

/** The offer stands first, since others are asked where it is not taken; then whoever has waited longest. */
const placeOf = ({ text, about: c }: Ask): string => `${text.purpose === 'offer' ? 0 : 1} ${c.openedAt} ${c.code}`;
const inOrder = (asks: readonly Ask[]): readonly Ask[] => asks.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));

/** One behind the other, each with its end. */
const sentences = (bodies: readonly string[]): string =>
  bodies.map((body, i) => (i === bodies.length - 1 || /[.?!]$/.test(body) ? body : `${body}.`)).join(' ');

/** Several first questions in one sentence; of each other text its own words. */
const wordsFor = (rt: Runtime, helper: NonNullable<ReturnType<typeof helperOf>>, asks: readonly Ask[]): string => {
  const language = languageOf(rt, helper);
  const line = (name: string, fill: Record<string, string | number | Term>): string =>
    wordingOf(rt.book, [{ kind: 'line', line: name, fill }], language, 'sms').text;
  const first = asks.filter(({ text }) => isFirstAsk(text.purpose));
  if (first.length < 2) return sentences(asks.map(({ text }) => text.body));
  const cases = first.map(({ about: c }) => line('my-case', { code: c.code, what: whatOf(c) })).join(', ');
  const fill = { n: first.length, me: firstName(helper.volunteer.name), cases, code: first[0]?.about.code ?? '' };
  const question = line(first.length === 2 ? 'checks-two' : 'checks', fill);
  // They stand in the place of the first of them.
  return sentences(asks.flatMap(ask => (!first.includes(ask) ? [ask.text.body] : ask === first[0] ? [question] : [])));
};

/**
 * What waits for one phone, with the questions how a case stands, a reminder of one and an offer as one text, where they are due together: "2
 * cases, Ana: 412 food, 418 a ride ...". The same texts where there are few of them, or where it cannot be done just now.
 */
export const asksTogether = (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> =>
  unlessTrouble(rt, lane, () => tryJoin(rt, lane));

/** One offer at most: where it does not arrive, the next one is asked at once, and only the first of a text is known to have failed. */
const candidatesIn = (lane: readonly Outgoing[]): readonly Outgoing[] => {
  const all = lane.filter(mayJoin);
  const asks = all.filter(o => asksHolder(o.purpose));
  const offer = all.find(o => o.purpose === 'offer');
  return asks.length === 0 ? [] : [...(offer ? [offer] : []), ...asks].slice(0, MOST);
};

const tryJoin = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> => {
  const candidates = candidatesIn(lane);
  const [{ to } = { to: undefined }] = candidates;
  if (candidates.length < 2 || to === undefined) return lane;
  const cases = candidates.flatMap(o => (o.about ? [caseKey(o.about.number, o.about.code)] : []));
  const { waiting, also } = await readAnew(rt, candidates, mayJoin, [numberKey(to), rosterKey(to), ...cases]);
  const [number, roster, ...about] = also;
  const helper = helperOf(rt, to, roster);
  if (!helper) return lane;
  const now = rt.now();
  // What may not leave now waits by itself: an offer of today may disturb, a question may not.
  const mayLeave = (text: Outgoing): boolean =>
    isCleared(clearToSend(text, number && nounOf<NumberRecord>(number), now, { ...helper, texted: [] }));
  const all = waiting.flatMap((one, i): Ask[] => {
    const row = about[i];
    const c = row && nounOf<Case>(row);
    return one && c && mayLeave(one.text) && !isOld(one.text, c, now) ? [{ ...one, about: c }] : [];
  });
  const asks = inOrder(all);
  const [first] = asks;
  const body = wordsFor(rt, helper, asks);
  if (!first || asks.length < 2 || body.length > LENGTH_MAX) return lane;
  const { restsOn, ...kept } = first.text;
  const isOffer = first.text.purpose === 'offer';
  const one = await joinAs(rt, asks, { ...kept, ...(isOffer && restsOn !== undefined ? { restsOn } : {}), body });
  return one ? inTheirPlace(lane, asks, one) : lane;
};
