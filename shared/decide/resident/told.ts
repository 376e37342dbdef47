import type { Case } from '../../domain/case.ts';
import { placeIn } from '../../domain/place.ts';
import type { Effect, Known, Value } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import { byValue } from '../words/needed-by.ts';

/** What one text told with the needs in it: its words, and what they say of where, for how many and when. */
export interface Told {
  readonly words: string;
  readonly facts: Known;
}

/** What a text may tell of a request beside what is needed, under the names of the scripts' slots. */
export const FACTS: ReadonlySet<string> = new Set(['place', 'zone', 'people', 'when', 'by']);

/** What the words of this turn told beside the needs in them. Of a longer text only what names a place is one. */
export const toldIn = (d: Draft, effects: readonly Effect[], words: string): Told => {
  const facts: Record<string, Value> = {};
  for (const effect of effects)
    if (effect.name === 'answer' && FACTS.has(effect.slot) && effect.value !== 'unsure') facts[effect.slot] = effect.value;
  const named = facts.place === undefined ? undefined : placeIn(words, d.world.community)?.words;
  return { words, facts: named === undefined ? facts : { ...facts, place: named } };
};

/** What a case knows of where, for how many and when, as the questions' slots have it. */
export const knownOf = (c: Case): Known => {
  const { place, zone, people, when } = c;
  const all = Object.entries({ place, zone, people, when, by: byValue(c.by) });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Known;
};

/** Whether the case knows this already. */
export const knows = (c: Case, slot: string): boolean =>
  slot === 'place' || slot === 'zone'
    ? c.place !== undefined
    : slot === 'people'
      ? c.people !== undefined
      : (slot === 'when' || slot === 'by') && c.when !== undefined;

/** Words that came with an answer. */
export const commentIn = (effects: readonly Effect[]): Known => {
  const note = effects.find(e => e.name === 'note');
  return note?.name === 'note' ? { comment: note.text } : {};
};
