import { epochMs, msBetween } from '../../../shared/domain/ids.ts';
import type { Form } from '../webhook.ts';
import type { Element } from '../xml.ts';
import { allText } from './check.ts';
import { type Dialled, talk } from './dial.ts';
import { ask, Left, type Next, next, Over, Redirected, type Run, Taken } from './fiber.ts';
import { callForm } from './forms.ts';
import type { Scene } from './leg.ts';
import { answered, at, go } from './scene.ts';

/** <Enqueue> and <Dial><Queue>: https://www.twilio.com/docs/voice/twiml/enqueue */

/** How the waiting ended, and what is thrown on where the call is over with it. */
interface Ended {
  readonly result: 'bridged' | 'leave' | 'hangup' | 'redirected';
  readonly error?: unknown;
}

export function* enqueue(scene: Scene, verb: Element): Run<Next | undefined> {
  const { company, leg } = scene;
  answered(scene);
  const name = allText(verb).trim();
  const since = company.now();
  const queued = { QueueSid: company.newSid('QU'), since };
  leg.queue = name;
  company.doing(leg, { what: 'waiting' });
  for (const other of company.waitersIn(`dial ${name}`)) company.tell(other, { what: 'somebody-waits' });
  company.waitersIn(name).push(leg);
  const ended = yield* waiting(scene, verb, queued);
  const form = {
    QueueResult: ended.result,
    QueueSid: queued.QueueSid,
    QueueTime: String(Math.round(msBetween(since, company.now()) / 1_000)),
  };
  const { action } = verb.attributes;
  if (ended.error !== undefined) {
    if (action !== undefined && ended.error instanceof Over)
      yield* ask(at(scene, action), { ...callForm(company, leg), CallStatus: 'completed', ...form });
    throw ended.error;
  }
  return action === undefined ? undefined : go(at(scene, action), form);
}

interface Queued {
  readonly QueueSid: string;
  readonly since: Parameters<typeof msBetween>[0];
}

function* waiting(scene: Scene, verb: Element, queued: Queued): Run<Ended> {
  const { company, leg } = scene;
  try {
    yield* held(scene, verb.attributes.waitUrl, queued);
    return { result: 'hangup', error: new Over('completed', false) };
  } catch (error) {
    if (error instanceof Left) return { result: 'leave' };
    if (error instanceof Taken) return yield* putThrough(scene, error);
    return { result: error instanceof Redirected ? 'redirected' : 'hangup', error };
  } finally {
    leg.queue = undefined;
    const all = company.waitersIn(allText(verb).trim());
    if (all.includes(leg)) all.splice(all.indexOf(leg), 1);
  }
}

/** The waiting room: its document again and again, with where one stands in the queue. Without an address there is music. */
function* held(scene: Scene, waitUrl: string | undefined, queued: Queued): Run<void> {
  const { company, leg } = scene;
  if (waitUrl === undefined) {
    company.heard(leg, { kind: 'note', text: 'music' });
    for (;;) yield* next(null);
  }
  for (;;) {
    const began = company.now();
    const all = company.waitersIn(leg.queue ?? '');
    const form: Form = {
      QueueSid: queued.QueueSid,
      QueuePosition: String(all.indexOf(leg) + 1),
      QueueTime: String(Math.round(msBetween(queued.since, began) / 1_000)),
      CurrentQueueSize: String(all.length),
      AvgQueueTime: '0',
    };
    yield* scene.follow({ ...scene, place: 'waiting' }, go(at(scene, waitUrl), form));
    // A document that takes no time would be asked for as fast as the line answers.
    if (company.now() === began) {
      company.doing(leg, { what: 'waiting' });
      yield* next(1_000);
    }
  }
}

function* putThrough(scene: Scene, { url }: Taken): Run<Ended> {
  try {
    if (url !== undefined) yield* scene.follow({ ...scene, place: 'screening' }, go(url, {}));
    yield* talk(scene, null);
    return { result: 'bridged' };
  } catch (error) {
    return { result: 'bridged', error };
  }
}

/** Takes the one who has waited longest; where nobody waits, waits for somebody until the time-out. */
export function* takeFromQueue(scene: Scene, verb: Element, queue: Element, state: { ended: Dialled }): Run<void> {
  const { company, leg } = scene;
  const name = allText(queue).trim();
  const end = epochMs(company.now()) + Number(verb.attributes.timeout ?? 30) * 1_000;
  const dialling = company.waitersIn(`dial ${name}`);
  dialling.push(leg);
  try {
    while (company.waitersIn(name).length === 0) if ((yield* next(end - epochMs(company.now()))).what === 'time') return;
  } finally {
    dialling.splice(dialling.indexOf(leg), 1);
  }
  const [first] = company.waitersIn(name).splice(0, 1);
  if (first === undefined) return;
  answered(scene);
  state.ended = { status: 'completed', bridged: true, leg: first };
  company.join(leg, first);
  const url = queue.attributes.url;
  company.tell(first, { what: 'taken', by: leg.call.sid, url: url === undefined ? undefined : at(scene, url) });
  try {
    yield* talk(scene, Number(verb.attributes.timeLimit ?? 14_400) * 1_000, verb.attributes.hangupOnStar === 'true');
  } finally {
    company.part(leg);
  }
}
