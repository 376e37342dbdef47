import { expect, test } from 'vitest';
import { segmentsOf } from '../shared/reply/segments.ts';
import { Neighborhood } from './support/neighborhood.ts';

const MAY = '+15550100001';
const ANA = '+15550100201';

/** Plays the texts, those of `ana:` as the volunteer's, and counts the segments of everything that reached the resident. */
const segmentsToResident = async (texts: readonly string[]): Promise<{ readonly total: number; readonly bodies: readonly string[] }> => {
  const hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en;es,food,north;south,,always,yes,no`);
  const bodies: string[] = [];
  for (const text of texts) {
    const isAna = text.startsWith('ana:');
    const reply = await hood.text(isAna ? ANA : MAY, isAna ? text.slice(4) : text);
    if (!isAna && reply !== null) bodies.push(reply);
    bodies.push(
      ...hood
        .takeSent()
        .filter(s => s.to === MAY)
        .map(s => s.body),
    );
  }
  await hood.store.close();
  return { total: bodies.reduce((sum, body) => sum + segmentsOf(body).segments, 0), bodies };
};

test.for([
  { what: 'guided, English', most: 9, texts: ['NEED FOOD', '11216', '1', '4', 'ana:accept', 'ana:done', '1'], asked: /Did it arrive/ },
  { what: 'guided, Spanish', most: 12, texts: ['NECESITO COMIDA', '11216', '1', '4', 'ana:accept', 'ana:done', '1'], asked: /Le llego/ },
  {
    what: 'all at once, English',
    most: 5,
    texts: ['need food for 4, 11216, today', 'ana:accept', 'ana:done', '1'],
    asked: /Did it arrive/,
  },
  {
    what: 'all at once, Spanish',
    most: 6,
    texts: ['necesito comida para 4, 11216, hoy', 'ana:accept', 'ana:done', '1'],
    asked: /Le llego/,
  },
])('$what: NEED to confirmed costs at most $most segments to the resident', async ({ texts, most, asked }) => {
  const { total, bodies } = await segmentsToResident(texts);
  expect(bodies.some(body => asked.test(body))).toBe(true);
  expect(total, bodies.join('\n')).toBeLessThanOrEqual(most);
});

test('a guided case that also begins with what is needed stays within the same budget in both languages', async () => {
  const tail = ['1', '11216', '1', '4', 'ana:accept', 'ana:done', '1'];
  expect((await segmentsToResident(['NEED', ...tail])).total).toBeLessThanOrEqual(9);
  expect((await segmentsToResident(['NECESITO', ...tail])).total).toBeLessThanOrEqual(12);
});
