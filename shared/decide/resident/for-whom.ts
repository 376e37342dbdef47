import { type Case, closeCase, isOpen, withNote } from '../../domain/case.ts';
import { type CaseCode, later, MINUTE_MS } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Known } from '../../script/script.ts';
import { speaksOf } from '../../understand/speaks-of.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import type { Follow } from '../draft/turn.ts';
import { hurried, open } from './opening.ts';
import { passOn } from './relay.ts';

/** So long a coordinator is not told of words of which it is asked for whom they are. */
const ASKED_MS = 10 * MINUTE_MS;
/** So much of what was said goes with the question. */
const SAID_MAX = 480;

/** Whoever has a request of theirs, and of whom the words speak. */
const spokenOf = (d: Draft, me: Speaker, words: string): Case | undefined => {
  const held = d.cases(me.number).filter(c => c.kind === 'need' && c.person === me.person.id && c.holder && c.status === 'accepted');
  const said = words.toLowerCase();
  const names = held.map(c => firstName(c.holder?.name ?? ''));
  if (held.length === 0 || !speaksOf(words, names)) return undefined;
  return held.find(c => said.includes(firstName(c.holder?.name ?? '').toLowerCase())) ?? held[0];
};

/**
 * Words that speak of whoever has a request, and not to them, go to nobody before it is known for whom they are: it is asked. A coordinator reads them where
 * nobody answers. Undefined where the words do not speak of anybody like that.
 */
export const asksForWhom = (d: Draft, me: Speaker, words: string): Follow | undefined => {
  if (d.channel !== 'sms' || (me.volunteer?.held.length ?? 0) > 0) return undefined;
  const of = spokenOf(d, me, words);
  if (!of?.holder) return undefined;
  const kept = open(d, me, 'person', [], undefined, { what: 'page', at: later(d.now, ASKED_MS) });
  d.putCase({ ...withNote(kept, words), urgency: 'this-week' });
  const name = firstName(of.holder.name);
  return { with: me, script: 'for-whom', known: { code: of.code, name, kept: kept.code, said: words.slice(0, SAID_MAX) } };
};

/** "Yes" or "no" to that. Whoever had the request then may not have it any more: then it goes to the coordinators all the same. */
export const settleForWhom = (d: Draft, me: Speaker, known: Known, isTheirs: boolean): void => {
  const [c, kept] = [known.code, known.kept].map(code => d.case(me.number, String(code) as CaseCode));
  if (!kept || !isOpen(kept)) return;
  const holder = c?.status === 'accepted' && c.holder && firstName(c.holder.name) === known.name;
  if (!isTheirs || !c || !holder) {
    d.putCase(hurried(kept, 'today', d.now));
    return;
  }
  passOn(d, me, c, kept.notes.at(-1) ?? String(known.said), true);
  d.putCase(closeCase(kept, 'referred', d.now));
  d.note(kept.code, `the words went to ${c.code}`, 'resident');
};
