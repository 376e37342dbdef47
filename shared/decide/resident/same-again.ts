import { isOpen } from '../../domain/case.ts';
import type { Need } from '../../domain/needs.ts';
import { needsNamed } from '../../understand/came.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { mine } from './free-text.ts';

const SAME =
  /\bsame (?:(?:thing|stuff|order|food|meds|medicines?|groceries|ride|box|diapers|as (?:last|before|the last)|please|pls)\b|again\b)|\blo mismo\b|\bigual que (?:la )?(?:ultima|otra) vez\b|\b(?:la|el|las|los) mism[oa]s? (?:comida|medicinas?|cosas?|pedido|viaje|despensa)\b/u;
/** Who says so asks for it, and tells nothing more. */
const ASKS =
  /\b(?:need|want|get|can|could|please|pls|again|today|tomorrow|tmrw|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|necesit\w+|quier\w+|puede\w*|favor|otra vez|de nuevo|hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b/u;
const NOT_SO = /\b(?:not|no|never|dont|problem|issue|man|guy|lady|person|place|address|nunca|problema)\b/u;
const WORDS_MAX = 10;

/** "Same meds again Monday", "lo mismo para hoy": what was asked for before; none where nothing is asked so, or nothing was brought yet. */
export const sameAgain = (d: Draft, me: Speaker, text: string): readonly Need[] => {
  if (!/same|mism|igual/iu.test(text)) return [];
  const said = fold(text);
  if (said.split(/\s+/).length > WORDS_MAX || !SAME.test(said) || !ASKS.test(said) || NOT_SO.test(said)) return [];
  const before = mine(d, me).filter(c => c.kind === 'need' && !isOpen(c) && c.closedAt !== undefined && c.needs.length > 0);
  const last = before.toSorted((one, other) => ((one.closedAt ?? '') < (other.closedAt ?? '') ? 1 : -1))[0];
  if (!last) return [];
  const named = needsNamed(text);
  return named.length > 0 ? named : last.needs;
};
