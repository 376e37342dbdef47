import { segmentsOf } from '../shared/reply/segments.ts';
import { Neighborhood } from '../tests/support/neighborhood.ts';
import { columns } from './measure.ts';

const RESIDENT = '+15550100001';
const VOLUNTEER = '+15550100201';

interface Story {
  readonly name: string;
  readonly most: number;
  readonly texts: readonly string[];
  /** After it has arrived: how it went. */
  readonly last: readonly string[];
}
const STORIES: readonly Story[] = [
  { name: 'English, guided', most: 9, texts: ['NEED FOOD', '11216', '1', '4'], last: ['1', '5 god bless you'] },
  { name: 'Spanish, guided', most: 12, texts: ['necesito comida', '11216', '1', '4'], last: ['1', '5 que dios la bendiga'] },
  { name: 'English, all at once', most: 5, texts: ['need food for 4, 11216, today'], last: ['1', '5'] },
  { name: 'Spanish, all at once', most: 6, texts: ['necesito comida para 4, 11216, hoy'], last: ['1', '5'] },
];

/** Every text that the resident gets from NEED to the end, as the carrier would bill it. */
const told = async ({ texts, last }: Story): Promise<readonly number[]> => {
  const hood = new Neighborhood();
  await hood.volunteers(`Ana,${VOLUNTEER},en;es,food,north;south,car,always,yes,no`);
  const bills: number[] = [];
  const play = async (from: string, body: string): Promise<void> => {
    const reply = await hood.text(from, body);
    if (reply !== null && from === RESIDENT) bills.push(segmentsOf(reply).segments);
    for (const sent of hood.takeSent()) if (sent.to === RESIDENT) bills.push(segmentsOf(sent.body).segments);
  };
  for (const body of texts) await play(RESIDENT, body);
  await play(VOLUNTEER, 'accept');
  await play(VOLUNTEER, 'done 1');
  for (const body of last) await play(RESIDENT, body);
  const open = await hood.text(RESIDENT, 'STATUS');
  await hood.store.close();
  if (hood.logged.length > 0 || open === null) throw new Error(`The story of "${texts.join(', ')}" broke.`);
  return bills;
};

/** Counts the segments that a resident gets for a whole case, rating included. */
export const segments = async (): Promise<readonly string[]> => {
  const rows: string[][] = [];
  for (const story of STORIES) {
    const bills = await told(story);
    const sum = bills.reduce((all, one) => all + one, 0);
    rows.push([
      story.name,
      `${bills.length} texts`,
      `${sum} segments`,
      `goal: at most ${story.most}: ${sum <= story.most ? 'held' : 'MISSED'}`,
    ]);
  }
  return ['Segments to the resident for a whole case, from NEED to the answer to the rating', ...columns(rows)];
};
