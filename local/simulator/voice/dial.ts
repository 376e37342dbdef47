import { epochMs, phoneNumber } from '../../../shared/domain/ids.ts';
import type { Form } from '../webhook.ts';
import { childrenOf, type Element } from '../xml.ts';
import { allText } from './check.ts';
import { ask, type Next, next, Over, type Run } from './fiber.ts';
import { callForm, secondsTalked } from './forms.ts';
import type { CallEvent, Leg, Scene } from './leg.ts';
import { type CallStatus, OVER } from './model.ts';
import { takeFromQueue } from './queue.ts';
import { ring } from './ring.ts';
import { answered, at, go } from './scene.ts';

/** <Dial>: https://www.twilio.com/docs/voice/twiml/dial */

/** How the dialled call ended, as its action is told. */
export interface Dialled {
  readonly status: CallStatus;
  readonly bridged: boolean;
  readonly leg?: Leg;
}

const formOf = ({ status, bridged, leg }: Dialled): Form => ({
  DialCallStatus: status,
  DialBridged: String(bridged),
  ...(leg === undefined ? {} : { DialCallSid: leg.call.sid, DialCallDuration: String(secondsTalked(leg)) }),
});

export function* dial(scene: Scene, verb: Element): Run<Next | undefined> {
  const { company, leg } = scene;
  if (verb.attributes.answerOnBridge !== 'true') answered(scene);
  company.doing(leg, { what: 'dialling' });
  const [queue] = childrenOf(verb).filter(child => child.name === 'Queue');
  const state: { ended: Dialled } = { ended: { status: 'no-answer', bridged: false } };
  try {
    if (queue) yield* takeFromQueue(scene, verb, queue, state);
    else yield* ringNumbers(scene, verb, state);
  } catch (error) {
    // Whoever called put the phone down: the action hears of it all the same, and its answer reaches nobody.
    if (error instanceof Over && verb.attributes.action !== undefined) {
      const ended = state.ended.bridged
        ? { ...state.ended, status: 'completed' as const }
        : { ...state.ended, status: 'canceled' as const };
      yield* ask(at(scene, verb.attributes.action), { ...callForm(company, leg), CallStatus: 'completed', ...formOf(ended) });
    }
    throw error;
  }
  return verb.attributes.action === undefined ? undefined : go(at(scene, verb.attributes.action), formOf(state.ended));
}

function* ringNumbers(scene: Scene, verb: Element, state: { ended: Dialled }): Run<void> {
  const { company, leg } = scene;
  const nouns = childrenOf(verb).filter(child => child.name === 'Number');
  const targets = nouns.length > 0 ? nouns : [{ name: 'Number', attributes: {}, children: [allText(verb).trim()] }];
  const children = targets.flatMap(target => child(scene, verb, target) ?? []);
  leg.children.push(...children);
  state.ended = { status: children.length === 0 ? 'failed' : 'no-answer', bridged: false };
  try {
    const winner = yield* firstToAccept(scene, children, Number(verb.attributes.timeout ?? 30) * 1_000);
    const [only] = children;
    if (winner === undefined) {
      if (only) state.ended = { status: worst(children), bridged: false, leg: only };
      return;
    }
    state.ended = { status: 'completed', bridged: true, leg: winner };
    for (const other of children) if (other !== winner) hangUp(scene, other, 'canceled');
    answered(scene);
    company.join(leg, winner);
    company.tell(winner, { what: 'joined' });
    yield* talk(scene, Number(verb.attributes.timeLimit ?? 14_400) * 1_000, verb.attributes.hangupOnStar === 'true');
  } finally {
    company.part(leg);
    for (const other of children) hangUp(scene, other, 'canceled');
  }
}

/** The dialled one who hears the screening to its end. The others ring until the time-out, and may go on hearing theirs after it. */
function* firstToAccept({ company }: Scene, children: readonly Leg[], timeoutMs: number): Run<Leg | undefined> {
  const end = epochMs(company.now()) + timeoutMs;
  for (let rings = true; children.some(one => !OVER.has(one.call.status)); ) {
    const news = yield* next(rings ? end - epochMs(company.now()) : null);
    if (news.what === 'accepted') return children.find(one => one.call.sid === news.sid);
    if (news.what !== 'time') continue;
    rings = false;
    for (const one of children) if (one.call.answeredAt === null) company.tell(one, { what: 'gone', status: 'no-answer' });
  }
  return undefined;
}

/** Answered without being put through counts as completed, for Twilio tells no more than that. */
const worst = (children: readonly Leg[]): CallStatus => {
  const order: readonly CallStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];
  return order.find(status => children.some(one => one.call.status === status)) ?? 'no-answer';
};

const hangUp = ({ company }: Scene, leg: Leg, status: CallStatus): void => {
  if (!OVER.has(leg.call.status)) company.tell(leg, { what: 'gone', status: leg.call.answeredAt === null ? status : 'completed' });
};

/** Two people talk until one is gone, or the time is over. */
export function* talk({ company, leg }: Scene, limitMs: number | null, hangupOnStar = false): Run<void> {
  const end = limitMs === null ? null : epochMs(company.now()) + limitMs;
  const left = (): number | null => (end === null ? null : end - epochMs(company.now()));
  while (leg.peer !== undefined) {
    const news = yield* next(left());
    if (news.what === 'time' || news.what === 'parted') return;
    if (news.what === 'key' && hangupOnStar && news.key === '*') return;
    if (news.what === 'words' && leg.peer) company.heard(leg.peer, { kind: 'other', text: news.words });
  }
}

/** The call to one number, or undefined where Twilio would not make it. */
const child = (scene: Scene, verb: Element, target: Element): Leg | undefined => {
  const { company, leg } = scene;
  const to = phoneNumber(allText(target).trim());
  const from = verb.attributes.callerId ?? leg.call.from;
  if (to === undefined) {
    company.fault(leg, `<Dial> cannot call "${allText(target).trim()}" (13224).`);
    return undefined;
  }
  if (![company.lineNumber, leg.call.from, leg.call.to].includes(from)) {
    company.fault(leg, `<Dial callerId="${from}"> is neither the line nor one of the two on the call (13214).`);
    return undefined;
  }
  const url = target.attributes.url;
  const callback = callbackOf(scene, target);
  const detects = target.attributes.machineDetection !== undefined;
  return company.dial({ to, from, parent: leg, callback, detects }, made => dialled({ ...scene, leg: made, place: 'screening' }, url));
};

const callbackOf = (scene: Scene, { attributes }: Element): Leg['callback'] =>
  attributes.statusCallback === undefined
    ? undefined
    : {
        url: at(scene, attributes.statusCallback),
        events: new Set((attributes.statusCallbackEvent ?? 'completed').split(/\s+/) as CallEvent[]),
      };

/** The life of a dialled call: it rings, hears what the line has to say to it alone, and is put through. */
function* dialled(scene: Scene, url: string | undefined): Run<void> {
  const { company, leg } = scene;
  yield* ring(scene, null);
  if (url !== undefined) yield* scene.follow(scene, go(at(scene, url), {}));
  const parent = leg.call.parent === null ? undefined : company.leg(leg.call.parent);
  if (parent === undefined) return;
  company.tell(parent, { what: 'accepted', sid: leg.call.sid });
  while (leg.peer === undefined) yield* next(null);
  yield* talk(scene, null);
}
