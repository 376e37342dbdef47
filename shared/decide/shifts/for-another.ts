import type { Volunteer } from '../../domain/volunteer.ts';
import { byName } from '../draft/acts.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/** How somebody is told that another changed when they are on call. */
export const NOTICE = { purpose: 'shift', priority: 'notice' } as const;

/** The pods of this person in which whoever speaks may change who is on call. */
const podsOf = (v: Volunteer, { powers }: Speaker): readonly string[] =>
  v.pods.filter(pod => powers.coordinator || powers.leads.includes(pod));

/** Whoever gets no texts, and is not asked by call either, is never on call: it would be written for nothing. */
const cannotBeOn = (v: Volunteer): 'stopped' | 'textless' | undefined =>
  v.stopped ? 'stopped' : v.textless && !v.voice ? 'textless' : undefined;

/** Whom a coordinator or a lead means by this name, and in which of their pods they may put them on or off call. Where nobody, the reply says why. */
export const whomTheyMean = (
  d: Draft,
  me: Speaker,
  what: 'on' | 'off',
  name: string,
): { readonly volunteer: Volunteer; readonly pods: readonly string[] } | undefined => {
  const found = byName(d, name);
  const [v] = found;
  const fill = { name: v?.name ?? name, names: found.map(one => one.name).join(', ') };
  const refuse = (line: string): undefined => {
    d.reply(d.line(me.language, line, fill));
  };
  if (!v) return refuse('assign-unknown');
  if (found.length > 1) return refuse('assign-several');
  const pods = podsOf(v, me);
  if (pods.length === 0) return refuse('one-time-not-yours');
  const cannot = what === 'on' ? cannotBeOn(v) : undefined;
  return cannot ? refuse(`one-time-${cannot}`) : { volunteer: v, pods };
};
