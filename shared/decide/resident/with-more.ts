import { alsoNeeded } from '../../understand/also-needed.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { myOpen } from './free-text.ts';

/** "Diapers too" asks for them where something is open that they come to. */
export const withMore = (d: Draft, me: Speaker, text: string, read: Understanding): Understanding => {
  const more = read.request || read.needs.length > 0 || read.danger || myOpen(d, me).length === 0 ? undefined : alsoNeeded(text);
  return more ? { ...read, request: true, needs: more.needs } : read;
};
