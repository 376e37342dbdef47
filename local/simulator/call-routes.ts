import { phoneNumber } from '../../shared/domain/ids.ts';
import { type Handler, json, readJson, type SimulatorParts } from './handler.ts';
import type { News } from './voice/fiber.ts';
import type { Leg } from './voice/leg.ts';
import { OVER } from './voice/model.ts';

/** Calls from the page and from scripts: a phone calls, picks up, presses keys, speaks, hangs up. */

const BEGIN = /^\/simulator\/phones\/(?:\+|%2[Bb])(\d+)\/calls$/;
const ONE = /^\/simulator\/calls\/(CA[0-9a-f]{32})$/;
const WORDS_MAX = 2_000;
const CONFIDENCE = 0.9;

/** Who answers such a request; undefined where it is about something else. */
export const callHandler = (method: string, path: string): Handler | undefined => {
  if (BEGIN.test(path) && method === 'POST') return begin;
  if (ONE.test(path)) return method === 'POST' ? act : method === 'GET' ? look : undefined;
  return undefined;
};

/** A call as the page draws it. */
export const keptView = ({ call, doing, pieces }: Leg): unknown => ({ call, doing, pieces });

const begin: Handler = async ({ company, keeper }, asked) => {
  const wish = await readJson(asked);
  if (wish === undefined) return;
  const from = phoneNumber(`+${BEGIN.exec(asked.path)?.[1]}`);
  const { shows } = wish;
  if (from === undefined)
    return json(asked.response, 400, { error: 'The address must name a phone, like /simulator/phones/+15550100001/calls.' });
  if (shows !== undefined && (typeof shows !== 'string' || shows.length > 100))
    return json(asked.response, 400, { error: '"shows" is what the phone shows of itself, such as "anonymous".' });
  const leg = company.call(from, shows);
  await keeper.settle();
  json(asked.response, 200, keptView(leg));
};

const legOf = ({ company }: SimulatorParts, path: string): Leg | undefined => company.exchange.leg(ONE.exec(path)?.[1] ?? '');

const look: Handler = (parts, { response, path }) => {
  const leg = legOf(parts, path);
  json(response, leg ? 200 : 404, leg ? keptView(leg) : { error: 'There is no such call.' });
};

const act: Handler = async (parts, asked) => {
  const wish = await readJson(asked);
  if (wish === undefined) return;
  const leg = legOf(parts, asked.path);
  if (leg === undefined) return json(asked.response, 404, { error: 'There is no such call.' });
  const news = newsOf(leg, wish);
  if (typeof news === 'string') return json(asked.response, 409, { error: news });
  for (const one of news) parts.company.exchange.tell(leg, one);
  // A script that goes on after this answer finds everything done that this caused.
  await parts.keeper.settle();
  json(asked.response, 200, keptView(leg));
};

/** What somebody does with a phone in hand, or why it cannot be done now. */
const newsOf = ({ call, doing }: Leg, wish: Readonly<Record<string, unknown>>): readonly News[] | string => {
  if (OVER.has(call.status)) return 'This call is over.';
  const rings = call.direction !== 'inbound' && call.status === 'ringing';
  if (wish.hangup === true) return rings ? [{ what: 'declined' }] : [{ what: 'gone', status: 'completed' }];
  if (wish.answer === true) return rings ? [{ what: 'picked-up', as: 'human' }] : 'This phone does not ring.';
  if (wish.decline === true) return rings ? [{ what: 'declined' }] : 'This phone does not ring.';
  if (rings) return 'Answer the call first.';
  if (wish.speaking === true) return [{ what: 'speaking' }];
  const { keys, words, confidence = CONFIDENCE } = wish;
  if (typeof keys === 'string' && /^[0-9*#]{1,20}$/.test(keys)) return [...keys].map(key => ({ what: 'key', key }));
  const sure = typeof confidence === 'number' && confidence >= 0 && confidence <= 1;
  if (typeof words !== 'string' || words.trim() === '' || words.length > WORDS_MAX || !sure)
    return 'Send {"keys":"1"}, {"words":"we need food"}, {"answer":true}, {"decline":true} or {"hangup":true}.';
  const hears = doing.what === 'recording' || doing.what === 'talking' || (doing.what === 'asked' && doing.speech);
  return hears ? [{ what: 'words', words, confidence }] : 'Nobody listens to words just now: the line takes keys, or is speaking.';
};
