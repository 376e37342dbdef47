import type { Enough } from '../domain/enough.ts';
import { DAY_MS, type OutgoingId, type PhoneNumber } from '../domain/ids.ts';
import { type HelperFacts, textedWithin, withinHour } from '../domain/left-alone.ts';
import type { NumberRecord } from '../domain/person.ts';
import { guestOf, type Volunteer } from '../domain/volunteer.ts';
import { numberKey, outgoingKey, rosterKey, textedKey } from '../table/keys.ts';
import { nounOf, ttlAfter } from '../table/rows.ts';
import type { Row, Write } from '../table/store.ts';
import type { Runtime } from './runtime.ts';

/** Texts to one number are counted within an hour, or a day; the row is forgotten soon after. */
const TEXTED_KEPT_S = 2 * 86_400;

interface Texted {
  readonly at: HelperFacts['texted'];
}

/** As many as a limit may name: what is counted beyond it changes nothing. */
const COUNTED_MAX = 1_000;

/** A text as it stands now, and everything by which it is judged whether it may leave. */
export interface LookedAt {
  readonly row: Row | undefined;
  readonly number: NumberRecord | undefined;
  /** Who helps with the line; undefined for everybody else. */
  readonly helper: HelperFacts | undefined;
  /** What everybody else was texted of late. */
  readonly enough: Enough | undefined;
  /** The count of texts to this number, with this one in it. */
  readonly counted: Write;
}

/** Who helps with the line behind this number, by their row of the roster or by their role. */
export const helperOf = (
  { community }: Pick<Runtime, 'community'>,
  to: PhoneNumber,
  row: Row | undefined,
): Pick<HelperFacts, 'volunteer' | 'community'> | undefined => {
  const volunteer = row ? nounOf<Volunteer>(row) : guestOf(community, to);
  return volunteer && { volunteer, community };
};

/** Everything that one text is judged by, in one round trip. */
export const lookAt = async (rt: Pick<Runtime, 'store' | 'community' | 'now'>, id: OutgoingId, to: PhoneNumber): Promise<LookedAt> => {
  const { got } = await rt.store.read({ get: [outgoingKey(id), numberKey(to), rosterKey(to), textedKey(to)] });
  const [row, number, roster, texted] = got;
  const now = rt.now();
  const helper = helperOf(rt, to, roster);
  const before = texted ? nounOf<Texted>(texted).at : [];
  const lately = helper ? withinHour(before, now) : textedWithin(before, DAY_MS, now);
  return {
    row,
    number: number && nounOf<NumberRecord>(number),
    helper: helper && { ...helper, texted: lately },
    enough: helper ? undefined : { texted: lately, ...rt.community.residents },
    counted: {
      op: 'put',
      row: { ...textedKey(to), kind: 'texted', ttl: ttlAfter(now, TEXTED_KEPT_S), data: { at: [...lately, now].slice(-COUNTED_MAX) } },
      expect: texted?.v ?? 'absent',
    },
  };
};
