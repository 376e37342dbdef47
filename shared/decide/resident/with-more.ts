import type { Case } from '../../domain/case.ts';
import { alsoNeeded } from '../../understand/also-needed.ts';
import { howSoon } from '../../understand/how-soon.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { myOpen } from './free-text.ts';
import { sameAgain } from './same-again.ts';

/** A baby that cries is in no want of baby things by that alone. */
const CRIES =
  /\b(?:bab(?:y|ies)|newborn|bebes?|ni(?:n|ñ)[oa]s?) (?:is |are |keeps? |wont stop |esta |estan |no para de )?(?:crying|cryin|cries|cry|screaming|llora|lloran|llorando|llorar)\b/iu;

/** "Can you hurry, my baby is crying", where something is open: nothing more is needed than that. */
const hurriesOnly = (open: readonly Case[], text: string, { needs }: Understanding): boolean =>
  open.length > 0 &&
  howSoon(text) === 'hurry' &&
  needs.every(need => (need === 'baby' && CRIES.test(text)) || open.some(c => c.needs.includes(need)));

/** "Diapers too" asks for them where something is open that they come to; a wish that it comes sooner asks for nothing more. */
export const withMore = (d: Draft, me: Speaker, text: string, read: Understanding): Understanding => {
  if (read.request && hurriesOnly(myOpen(d, me), text, read)) return { ...read, request: false, needs: [] };
  const same = read.danger || read.needs.length > 0 ? [] : sameAgain(d, me, text);
  if (same.length > 0) return { ...read, request: true, needs: same };
  const more = read.request || read.needs.length > 0 || read.danger || myOpen(d, me).length === 0 ? undefined : alsoNeeded(text);
  return more ? { ...read, request: true, needs: more.needs } : read;
};
