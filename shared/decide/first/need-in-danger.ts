import type { Case } from '../../domain/case.ts';
import type { Understanding } from '../../understand/understanding.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { factsOf } from '../draft/turn.ts';
import { sameOpen } from '../resident/need.ts';
import { withFacts } from '../resident/needs-told.ts';
import { byPod, open } from '../resident/opening.ts';
import { knownOf } from '../resident/told.ts';

/** "He is choking, help" asks for nothing that a neighbor brings; "I need food" does. */
const ASKS =
  /\b(?:needs?|nee?d|looking for|place to (?:stay|sleep|go)|somewhere to (?:stay|sleep|go)|(?:have|got|theres|there is|with) no|ran out of|hungry|necesit\w+|ocup[oa]\w*|busc(?:o|amos)|donde (?:quedarme|dormir|ir)|no (?:tengo|tenemos|hay)|se me acab\w+|hambre)\b/u;

/**
 * What is asked for in the same breath as words of danger, or while nobody has taken the danger yet, is a request of its own. Nobody on call is sent to where somebody may be in danger: a coordinator
 * reads it and decides, and the words themselves stay with those who see to the danger.
 */
export const needsInDanger = (d: Draft, me: Speaker, words: string, understood: Understanding): readonly Case[] => {
  if (!understood.request || understood.needs.length === 0 || (understood.danger !== null && !ASKS.test(fold(words)))) return [];
  const facts = factsOf(d, words, understood);
  const next = { what: me.record.optedOut ? 'stopped' : 'to-coordinator', at: d.now } as const;
  return byPod(d, understood.needs).map(group => {
    const same = sameOpen(d, me, group.needs);
    const base: Case = same ?? { ...open(d, me, 'need', group.needs, group.pod, next), besideDanger: true };
    const c = withFacts(
      d,
      { ...base, needs: [...new Set([...base.needs, ...group.needs])] },
      same ? { ...facts, ...knownOf(same) } : facts,
      '',
    );
    d.putCase(c);
    return c;
  });
};
