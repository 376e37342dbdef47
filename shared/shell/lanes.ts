import type { OutgoingId, PhoneNumber } from '../domain/ids.ts';
import { inOrder, type Outgoing } from '../domain/outgoing.ts';
import { StoreTrouble } from '../table/store.ts';
import { asksTogether } from './asks-together.ts';
import { bundled } from './bundle.ts';
import { heldAsOne } from './held-news.ts';
import { giveBack, type LetGo, letGo } from './pace.ts';
import type { Runtime } from './runtime.ts';
import { sendOne } from './sender.ts';
import { putUnpaidOff, unpaidOf } from './unpaid.ts';

/** Texts to different phones may leave side by side; those to one phone leave one after the other. */
const LANES_MAX = 8;

/**
 * Sends these texts, the most urgent first. Each is looked at again before it leaves: what was sent or taken meanwhile is let be. A text
 * that breaks stops no other; trouble with the database is thrown when all lanes have come to their end, since what is left stays due.
 * What was let go and did not leave after all makes room for those behind it: where the line is blocked the next is tried, and where one gets
 * through, the others follow.
 */
export const sendAll = async (rt: Runtime, waiting: readonly Outgoing[]): Promise<void> => {
  for (let rest = waiting; rest.length > 0; ) {
    const { texts, blocked, money } = await letGo(rt, rest);
    const unpaid = unpaidOf(rest, money);
    if (money) await putUnpaidOff(rt, unpaid, money);
    const { left, trouble } = await sendThese(rt, texts, blocked);
    const stayed = texts.filter(text => !left.has(text.id));
    if (stayed.length > 0) await giveBack(rt, stayed, blocked);
    if (trouble) throw trouble;
    if (texts.length === 0 || (!blocked && stayed.length === 0)) return;
    rest = rest.filter(text => !texts.includes(text) && !unpaid.includes(text));
  }
};

interface Gone {
  readonly left: ReadonlySet<OutgoingId>;
  readonly trouble: StoreTrouble | undefined;
}

/** What waits for one phone, in as few texts as say it. */
const asOne = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> =>
  asksTogether(rt, await bundled(rt, await heldAsOne(rt, lane)));

const sendThese = async (rt: Runtime, texts: readonly Outgoing[], blocked: LetGo['blocked']): Promise<Gone> => {
  const lanes = new Map<PhoneNumber, Outgoing[]>();
  for (const text of [...texts].sort(inOrder)) lanes.set(text.to, [...(lanes.get(text.to) ?? []), text]);
  const phones = [...lanes.values()];
  const left = new Set<OutgoingId>();
  let trouble: StoreTrouble | undefined;
  const run = async (): Promise<void> => {
    for (let lane = phones.shift(); lane; lane = phones.shift()) {
      for (const text of await asOne(rt, lane)) {
        const went = await tryOne(rt, text, blocked);
        if (went === true) left.add(text.id);
        else if (went !== false) trouble = went;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES_MAX, phones.length) }, run));
  return { left, trouble };
};

/** A fault of ours leaves the text claimed: it is looked at again when its lease is over, and its attempts are counted. */
const tryOne = async (rt: Runtime, text: Outgoing, blocked: LetGo['blocked']): Promise<boolean | StoreTrouble> => {
  try {
    return await sendOne(rt, text, blocked);
  } catch (error) {
    if (error instanceof StoreTrouble) return error;
    rt.log.error('send.failed', { id: text.id, error });
    return true;
  }
};
