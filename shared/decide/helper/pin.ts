import { derivedId } from '../../domain/ids.ts';
import { newPin } from '../../domain/pin.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';

/** PIN 2840, by text: kept as a salted hash, and from then on asked for on a call. */
export const setPin = (d: Draft, me: Helper, rest: string): void => {
  const pin = newPin(rest.replace(/\s/g, ''), derivedId(d.world.cause, 'pin'));
  if (pin === 'unreadable' || pin === 'easy') return d.reply(d.line(me.language, pin === 'easy' ? 'pin-easy' : 'pin-word'));
  d.putVolunteer({ ...me.volunteer, pin });
  d.reply(d.line(me.language, 'pin-set', { me: me.volunteer.name }));
};
