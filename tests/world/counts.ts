import { DAY_MS, epochMs, type Instant } from '../../shared/domain/ids.ts';
import type { World } from './world.ts';

/** What happened in a world so far, in numbers. */
export interface Counts {
  written: number;
  sent: number;
  calledIn: number;
  calledOut: number;
  refused: number;
  undelivered: number;
  rests: number;
}

export const nothingYet = (): Counts => ({ written: 0, sent: 0, calledIn: 0, calledOut: 0, refused: 0, undelivered: 0, rests: 0 });

export type Totals = Readonly<Record<string, number>>;

/** The figures of one world: whole days that were lived through, what became of its cases, and what went to and fro. */
export const summary = (world: World, begins: Instant): Totals => {
  const cases = [...world.mirror.cases.values()];
  const of = (status: string): number => cases.filter(c => c.status === status).length;
  const texts = [...world.mirror.outgoing.values()];
  return {
    days: Math.floor((world.at - epochMs(begins)) / DAY_MS),
    cases: cases.length,
    accepted: cases.filter(c => c.asked.some(a => a.state === 'accepted' || a.state === 'released')).length,
    delivered: cases.filter(c => c.outcome === 'met').length,
    unconfirmed: cases.filter(c => c.outcome === 'unconfirmed').length,
    withdrawn: of('withdrawn'),
    open: cases.length - of('closed') - of('withdrawn'),
    pages: texts.filter(o => o.purpose.startsWith('page')).length,
    'texts in': world.counts.written,
    'texts out': world.counts.sent,
    'calls in': world.counts.calledIn,
    'calls out': world.counts.calledOut,
    refused: world.counts.refused,
    undelivered: world.counts.undelivered,
    faults: world.faults,
  };
};

export const added = (totals: Totals, more: Totals): Totals => {
  const names = new Set([...Object.keys(totals), ...Object.keys(more)]);
  return Object.fromEntries([...names].map(name => [name, (totals[name] ?? 0) + (more[name] ?? 0)]));
};
