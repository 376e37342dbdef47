import { verdict } from '../measure.ts';
import { contest, ratioOf, speeds } from './contest.ts';

const GOAL = { least: 0.5 } as const;
const CONNECTIONS = 32;
const ROUNDS = 5;
const TEXTS = 1_000;
const WARM_UP = 400;

/** Measures `npm start` on its durable database against what people write today, over HTTP. */
export const turnOverHttp = (): Promise<readonly string[]> =>
  contest({ rounds: ROUNDS, order: { connections: CONNECTIONS, texts: TEXTS, warmUp: WARM_UP }, after: async () => ({}) }, rounds => [
    `Turn, over HTTP on the durable database: NEED FOOD from ever new numbers, ${CONNECTIONS} connections, ${TEXTS} texts a round, ${ROUNDS} rounds in turn`,
    ...speeds(rounds),
    `  ${ratioOf(rounds).toFixed(2)}x of its texts per second, ${verdict(ratioOf(rounds), GOAL)}`,
    '  Each text opens a case (5 rows, one durable transaction). Express has the process to itself and is done with the answer. The questions',
    '  wait to be answered, so nothing falls due while it is measured; what the line sends then is not part of these figures.',
  ]);
