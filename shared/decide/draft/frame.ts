import type { Community } from '../../domain/community.ts';
import type { Fill } from '../../script/script.ts';

/** What every sentence may name: the line and the numbers for help elsewhere. */
export const frame = ({ name, emergency }: Community): Fill => ({
  line: name,
  call: emergency.call,
  crisis: emergency.crisis,
  services: emergency.services,
});
