import type { Leg } from '../../local/simulator/voice/leg.ts';
import { phoneNumber } from '../../shared/domain/ids.ts';
import type { Event } from './events.ts';
import type { World } from './world.ts';

/** The newest call that this phone is on, or that rings there; undefined where there is none. */
export const callOf = (world: World, phone: string, rings: boolean): Leg | undefined => {
  const number = phoneNumber(phone);
  const live = number === undefined ? [] : world.phones.exchange.live(number);
  return live.findLast(({ call }) =>
    rings ? call.direction !== 'inbound' && call.status === 'ringing' : call.direction === 'inbound' || call.answeredAt !== null,
  );
};

const onCall = (world: World, event: Extract<Event, { phone: string }>): void => {
  const leg = callOf(world, event.phone, event.do === 'picks-up' || event.do === 'machine-picks-up' || event.do === 'declines');
  if (!leg) return;
  const { exchange } = world.phones;
  switch (event.do) {
    case 'hangs-up':
      return world.phones.hangUp(event.phone);
    case 'picks-up':
      return exchange.tell(leg, { what: 'picked-up', as: 'human' });
    case 'machine-picks-up':
      return exchange.tell(leg, { what: 'picked-up', as: 'machine_start' });
    case 'declines':
      return exchange.tell(leg, { what: 'declined' });
    case 'keys':
      for (const key of event.words) exchange.tell(leg, { what: 'key', key });
      return;
    case 'says':
      world.hears(leg, event);
      return exchange.tell(leg, { what: 'words', words: event.words, confidence: 0.9 });
    case 'records':
      return exchange.tell(leg, { what: 'words', words: event.words, confidence: 0.9 });
  }
};

/** What one event makes of the world. */
export const playEvent = async (world: World, event: Event): Promise<void> => {
  switch (event.do) {
    case 'text':
      return world.write(event);
    case 'calls':
      world.counts.calledIn += 1;
      world.phones.call(event.phone);
      return;
    case 'desk':
      return world.command(event.id, event.command);
    case 'imports':
      return world.volunteers(event.rows.join('\n'));
    case 'rotates':
      return world.rotates(event.id, event.pod, event.rotation);
    case 'engaged':
      if (event.how) world.phones.habits.set(event.phone, event.how);
      else world.phones.habits.delete(event.phone);
      return;
    case 'blocks':
      return world.carrier.optsOut(event.phone);
    case 'fate':
      return world.carrier.decide(event.id, event.fate);
    case 'fault':
      return world.machine.arm(event.fault);
    case 'down':
      return world.machine.down(event.ms);
    case 'clock':
      return world.setClock(event.ms);
    case 'deploy':
      return world.deploy(event.edition);
    case 'second-worker':
      return world.machine.workBeside();
    default:
      return onCall(world, event);
  }
};
