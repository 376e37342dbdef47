import { besidePlace } from '../../domain/beside-place.ts';
import type { Community } from '../../domain/community.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';

/**
 * What the line takes a text for, in this neighborhood: the names of its streets, which may be any words, tell where and nothing else, so "formula,
 * Nostrand and Halsey" asks for formula. It is looked for only where the words alone ask for nothing, and only once that matters.
 */
export const understandHere = (text: string, community: Community): Understanding => {
  const plain = understand(text);
  let asked: Pick<Understanding, 'needs' | 'request'> | undefined;
  const asks = (): Pick<Understanding, 'needs' | 'request'> => {
    if (asked) return asked;
    const rest = plain.request || plain.needs.length > 0 ? undefined : besidePlace(text, community);
    asked = rest === undefined ? plain : understand(rest);
    return asked;
  };
  return {
    get needs() {
      return asks().needs;
    },
    get request() {
      return asks().request;
    },
    danger: plain.danger,
    get language() {
      return plain.language;
    },
    get clarity() {
      return plain.clarity;
    },
    optOut: plain.optOut,
    get facts() {
      return plain.facts;
    },
  };
};
