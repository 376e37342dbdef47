import { mayHaveGoneOut, type Outgoing } from '../domain/outgoing.ts';
import { makesSenseAt } from '../domain/validity.ts';
import { inTheirPlace, joinAs, readAnew, unlessTrouble, type Waiting } from './joined.ts';
import type { Runtime } from './runtime.ts';

/** The most letters that one text carries: https://www.twilio.com/docs/api/errors/21617 */
export const LENGTH_MAX = 1_600;
/** No more than this many are looked at for one. */
const MOST = 20;

const mayJoin = (o: Outgoing): boolean => o.held === true && o.state === 'pending' && o.attempts === 0 && !mayHaveGoneOut(o);

/** As many from the first on as one text carries. */
const fitting = (held: readonly Waiting[]): readonly Waiting[] => {
  let length = -1;
  const over = held.findIndex(({ text }) => {
    length += 1 + text.body.length;
    return length > LENGTH_MAX;
  });
  return over < 0 ? held : held.slice(0, over);
};

/** Those that say the same of their request as the newest does: what it has overtaken must not take the others with it. */
const stillSo = (held: readonly Waiting[]): readonly Waiting[] => {
  const newest = held.findLast(({ text }) => text.restsOn !== undefined)?.text.restsOn;
  return held.filter(({ text }) => text.restsOn === undefined || text.restsOn === newest);
};

/** All of them in the words of each, in the order in which they were decided on. */
const inOneText = (held: readonly Waiting[]): Outgoing | undefined => {
  const [first] = held;
  if (!first) return undefined;
  const { validForSeconds: _brief, ...kept } = first.text;
  return { ...kept, body: held.map(({ text }) => text.body).join(' ') };
};

/**
 * What waits for one phone, with the news that was held because its reader had had enough of them as one text: nothing of it is lost, and it is
 * not as many again. The same texts where it cannot be done just now.
 */
export const heldAsOne = (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> =>
  unlessTrouble(rt, lane, () => tryJoin(rt, lane));

const tryJoin = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> => {
  const candidates = lane.filter(mayJoin).slice(0, MOST);
  if (candidates.length < 2) return lane;
  const now = rt.now();
  const { waiting } = await readAnew(rt, candidates, text => mayJoin(text) && makesSenseAt(text, now));
  const held = waiting.filter(one => one !== undefined);
  const inOrder = held.toSorted((a, b) => (a.text.at < b.text.at ? -1 : a.text.at > b.text.at ? 1 : 0));
  // About one request each, so that whoever must know hears it where it does not arrive.
  const chosen = fitting(stillSo(inOrder.filter(({ text }) => text.about?.code === inOrder[0]?.text.about?.code)));
  const text = inOneText(chosen);
  const one = text && (await joinAs(rt, chosen, text));
  return one ? inTheirPlace(lane, chosen, one) : lane;
};
