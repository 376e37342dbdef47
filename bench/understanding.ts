import { understand } from '../shared/understand/understand.ts';
import { columns, cpuMicros, median } from './measure.ts';

const ROUNDS = 7;
const TIMES = 1_000;
const WARM_UP = 1;
/** JSON.parse is so quick that it must be done more often to be timed at all. */
const PARSED = 20;
const TEXTS = [
  'NEED FOOD',
  '11216',
  '1',
  'need food and diapers pls, 4 of us, today',
  'hola no tenemos comida somos 5, 11216, para hoy por favor',
  'we have nothing to eat and my mom cant walk to the store anymore can somebody help us please',
  'thank you so much god bless',
  'my brother took a whole bottle of pills',
  'please stop texting me',
  'nou bezwen manje tanpri, nou se 6',
] as const;

const times = (work: (text: string) => unknown, texts: readonly string[], often: number) => (): void => {
  for (let i = 0; i < often; i++) for (const text of texts) work(text);
};

/** How many texts a second are understood on one thread, beside JSON.parse of the lines in which a command would bring them. */
export const understanding = async (): Promise<readonly string[]> => {
  const lines = TEXTS.map(text => JSON.stringify({ text, as: 'resident' }));
  const ours: number[] = [];
  const parse: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const a = await cpuMicros(times(understand, TEXTS, TIMES));
    const b = await cpuMicros(times(JSON.parse, lines, TIMES * PARSED));
    if (round < 0) continue;
    ours.push(a / TIMES / TEXTS.length);
    parse.push(b / TIMES / PARSED / TEXTS.length);
  }
  const row = (name: string, micros: readonly number[]): string[] => {
    const one = median(micros);
    return [name, `${one.toFixed(1)} µs a text`, `${Math.round(1e6 / one).toLocaleString('en')} texts/s`];
  };
  const ratio = median(ours.map((one, i) => one / (parse[i] ?? Number.NaN)));
  return [
    'Understanding a text (for information)',
    ...columns([row('JSON.parse of the line', parse), row('understand', ours)]),
    `  ${ratio.toFixed(0)}x of JSON.parse`,
  ];
};
