import type { Fill, Term } from '../script.ts';
import { placeholdersIn } from './texts.ts';

const term = (name: string): Term => ({ term: name });

/** What a placeholder might hold on an ordinary day, for whoever reads a text to see how it sounds. */
// biome-ignore format: a table
const SAMPLES: Fill = {
  age: '20 min', asked: 'Ana, Bo', braces: '{code}', by: 'Rosa', call: '911', cases: '412, 418', choice: term('needs.food'), code: '412',
  codes: ['412', '418'], crisis: '988', danger: term('danger.medical'), details: '11216.', error: '30003', hours: '2', items: '412, 418', key: '1',
  language: term('languages.es'), line: 'Maple Street Mutual Aid', me: 'Bo', more: 2, n: 3, name: 'Ana', names: 'Ana, Bo', need: term('needs.food'),
  notes: 'left door', outcome: term('outcome.met'), outcomes: [term('outcome.met'), term('outcome.referred')], passed: 1, people: 4,
  phone: '+12125550123', place: '11216', pod: 'Rides Pod', seconds: 60, services: '211', silent: 2, status: term('status.open'), to: '418',
  what: term('needs.food'), when: term('when.today'), why: '30003', word: 'DONE', words: 'outside at 6', zip: '11216', zone: 'North side',
};

/** A value for each placeholder of a text; one that nobody thought of is filled with its own name. */
export const sampleFill = (template: string): Fill =>
  Object.fromEntries(placeholdersIn(template).map(name => [name, SAMPLES[name] ?? name]));
