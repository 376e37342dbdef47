import type { OutgoingId } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import type { Pace } from '../../shared/domain/pace.ts';
import { outgoingKey, paceKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const VOLUNTEERS = ['Ana,+15550100201,en;es,food,,,always,yes,no', 'Bo,+15550100202,en,food,,,always,yes,no'];

/** A neighborhood in which Ana and Bo are always on call. */
export const opened = async (): Promise<Neighborhood> => {
  const hood = new Neighborhood();
  await hood.volunteers(VOLUNTEERS.join('\n'));
  return hood;
};

/** What the carrier answers when it takes a text for none of its own. */
export const refused = (code: number, http = 400) => ({ ok: false, code, http, retry: false, unknown: false }) as const;

/** A text as it stands in the table. */
export const rowOf = async (hood: Neighborhood, id: string): Promise<Outgoing | undefined> => {
  const { got } = await hood.store.read({ get: [outgoingKey(id as OutgoingId)] });
  return got[0] && nounOf<Outgoing>(got[0]);
};

/** The pace that all senders keep, as it stands in the table. */
export const paceOf = async (hood: { readonly store: Neighborhood['store'] }): Promise<Pace | undefined> => {
  const { got } = await hood.store.read({ get: [paceKey()] });
  return got[0] && nounOf<Pace>(got[0]);
};
