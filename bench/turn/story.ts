import { readFileSync } from 'node:fs';
import { book } from '../../ivr-scripts/book.ts';
import { InMemoryLine } from '../../local/in-memory-line.ts';
import { parseCommunity, problemLine } from '../../shared/parse/community.ts';
import type { WebEvent } from '../../shared/shell/door.ts';
import type { Store } from '../../shared/table/store.ts';

/** How many cases are under way at once, and how many volunteers there are to be asked. */
export const CASES = 10;
export const VOLUNTEERS = 30;

export type Kind = 'first text' | 'an answer' | 'STATUS' | 'accept' | 'too late' | 'done' | 'arrived' | 'feedback';

/** One step of all the cases at once: the same kind of text from each of them. */
export interface Stage {
  readonly kind: Kind;
  readonly texts: readonly { readonly from: string; readonly body: string }[];
}

const sampleCommunity = () => {
  const read = parseCommunity(readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8'), 'community.yaml');
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'));
  return read.community;
};

const phone = (base: number, i: number): string => `+1555${String(base + i).padStart(7, '0')}`;

/** A fresh line, in memory unless it gets a store, with its volunteers, who have texted it before. */
export const freshLine = async (store?: (now: () => number) => Store): Promise<InMemoryLine> => {
  const line = new InMemoryLine({ community: sampleCommunity(), book, ...(store ? { store } : {}) });
  const row = (i: number): string => `Vol${i},${phone(120_000, i)},en;es,food,north;south,car,always,yes,no`;
  await line.volunteers(Array.from({ length: VOLUNTEERS }, (_, i) => row(i)).join('\n'));
  for (let i = 0; i < VOLUNTEERS; i++) await line.text(phone(120_000, i), 'ON');
  return line;
};

/**
 * A whole case from NEED to confirmed, as the design's guided conversation goes, told by several residents side by side. After each stage
 * the caller plays it, then asks for the next: what was sent meanwhile decides who accepts. `first`: the first resident's number.
 */
export async function* wholeCases(line: InMemoryLine, first = 110_000): AsyncGenerator<Stage> {
  const residents = Array.from({ length: CASES }, (_, i) => phone(first, i));
  const all = (kind: Kind, body: string): Stage => ({ kind, texts: residents.map(from => ({ from, body })) });
  yield all('first text', 'NEED FOOD');
  for (const body of ['11216', '1', '4']) yield all('an answer', body);
  yield all('STATUS', 'STATUS');
  await line.line.work();
  const asked = new Map<string, string[]>();
  for (const { to, body } of line.takeSent()) {
    const code = /ACCEPT (\d+)/.exec(body)?.[1];
    if (code) asked.set(code, [...(asked.get(code) ?? []), to]);
  }
  if (asked.size !== CASES) throw new Error(`${asked.size} of ${CASES} cases were offered.`);
  const nth = (n: number, kind: Kind, body: (code: string) => string): Stage => ({
    kind,
    texts: [...asked].map(([code, to]) => ({ from: to[n] ?? '', body: body(code) })),
  });
  yield nth(0, 'accept', code => `ACCEPT ${code}`);
  yield nth(1, 'too late', code => `accept ${code}`);
  await line.line.work();
  yield nth(0, 'done', () => 'done 1');
  await line.line.work();
  yield all('arrived', '1');
  yield all('feedback', '5 god bless you all');
}

/** The signed events of a stage. */
export const eventsOf = (line: InMemoryLine, stage: Stage): readonly WebEvent[] =>
  stage.texts.map(({ from, body }) => line.event(from, body));
