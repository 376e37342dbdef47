import type { Community } from '../../shared/domain/community.ts';
import { instant } from '../../shared/domain/ids.ts';
import type { Event } from '../world/events.ts';
import { allPromises } from '../world/promises/index.ts';
import { replay } from '../world/replay.ts';
import type { RunOptions } from './transcript.ts';
import type { Transcript } from './transcript-read.ts';

/** Lives through what happens in a transcript; answers the promise that was broken, or null. */
export const playWorld = async (
  { lives: [begins, until] = ['', ''], happens, volunteers }: Transcript,
  community: Community,
  { store, sabotage }: Pick<RunOptions, 'store' | 'sabotage'>,
): Promise<string | null> => {
  const settings = {
    seed: '',
    residents: 0,
    volunteers: 0,
    begins: instant(Date.parse(begins)),
    everyDays: 1,
    carrierTrouble: 0,
    faultEveryHours: 0,
  };
  const recorded = { settings, roster: volunteers, events: happens as readonly Event[], until: Date.parse(until) };
  const more = { community, ...(store ? { open: store } : {}), ...(sabotage ? { sabotage } : {}) };
  const { broken } = await replay(recorded, allPromises(), more);
  return broken ? `${instant(broken.at)}: ${broken.promise}: ${broken.what}` : null;
};
