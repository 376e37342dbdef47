import type { Neighborhood } from './neighborhood.ts';

/** The stations of a case at which a text comes in, one of each kind, in an order in which each means something. */
export interface Turn {
  readonly name: string;
  readonly from: string;
  readonly words: string;
  readonly who: 'resident' | 'volunteer' | 'coordinator';
}

const RESIDENT = '+15550100001';
const OTHER = '+15550100002';
const ANA = '+15550100201';
const ROSA = '+15550100100';
const turn = (who: Turn['who'], from: string, name: string, words: string): Turn => ({ who, from, name, words });

/** The first case's code stands in the words as {A}. */
export const TURNS: readonly Turn[] = [
  turn('resident', RESIDENT, 'first text', 'NEED FOOD'),
  turn('resident', RESIDENT, 'answer: where', '11216'),
  turn('resident', RESIDENT, 'answer: when', '1'),
  turn('resident', RESIDENT, 'answer: how many', '4'),
  turn('resident', RESIDENT, 'STATUS', 'STATUS'),
  turn('resident', RESIDENT, 'STATUS and a code', 'STATUS {A}'),
  turn('resident', RESIDENT, 'nonsense', 'asdkjh qwrt'),
  turn('resident', RESIDENT, 'MENU', 'MENU'),
  turn('resident', RESIDENT, 'several needs', 'need a ride and diapers, 11225'),
  turn('volunteer', ANA, 'MY CASES', 'MY CASES'),
  turn('volunteer', ANA, 'PASS', 'PASS {A}'),
  turn('volunteer', ANA, 'ACCEPT', 'ACCEPT {A}'),
  turn('resident', RESIDENT, 'words for the holder', '{A} I am outside'),
  turn('volunteer', ANA, 'words for the resident', '{A} I am ten minutes away'),
  turn('volunteer', ANA, 'LATE', 'LATE {A} traffic'),
  turn('volunteer', ANA, 'RELEASE', 'RELEASE {A}'),
  turn('volunteer', ANA, 'OFF', 'OFF'),
  turn('volunteer', ANA, 'ON', 'ON'),
  turn('coordinator', ROSA, 'CASES', 'CASES'),
  turn('coordinator', ROSA, 'SHOW', 'SHOW {A}'),
  turn('coordinator', ROSA, 'NOTE', 'NOTE {A} she is 82'),
  turn('coordinator', ROSA, 'WHO', 'WHO'),
  turn('coordinator', ROSA, 'ASSIGN', 'ASSIGN {A} Ana'),
  turn('volunteer', ANA, 'DONE', 'DONE {A} 1'),
  turn('resident', RESIDENT, 'it arrived', '1'),
  turn('resident', RESIDENT, 'rating', '5 thank you'),
  turn('resident', OTHER, 'all in one text', 'need food for 4, 11216, today'),
  turn('coordinator', ROSA, 'CLOSE', 'CLOSE {A} referred'),
  turn('resident', OTHER, 'WITHDRAW', 'WITHDRAW'),
  turn('resident', OTHER, 'yes, withdraw', '1'),
  turn('resident', OTHER, 'REPORT', 'REPORT'),
  turn('resident', OTHER, 'what happened', 'a man yelled at my kid'),
  turn('resident', OTHER, 'danger', 'my brother took a whole bottle of pills'),
  turn('resident', OTHER, 'STOP', 'STOP'),
  turn('resident', OTHER, 'after STOP', 'need food'),
  turn('resident', OTHER, 'START', 'START'),
];

/**
 * Plays every turn through the signed door; `measured` runs around each, and what follows from a turn is done in between and not measured.
 */
export const playTurns = async (
  hood: Neighborhood,
  door: (from: string, words: string) => Promise<string | null>,
  measured: (turn: Turn, play: () => Promise<string | null>) => Promise<void>,
): Promise<void> => {
  let code = '';
  for (const one of TURNS) {
    await measured(one, async () => {
      const reply = await door(one.from, one.words.replace('{A}', code));
      code ||= /\b[1-9]\d{2,4}\b/.exec(reply ?? '')?.[0] ?? '';
      return reply;
    });
    await hood.line.work();
  }
};

export interface Units {
  readonly turn: Turn;
  readonly read: number;
  readonly write: number;
}

/** What each turn takes of a DynamoDB table: feed `observe` to the store, then play. */
export const unitCounter = (): {
  readonly observe: (units: { readonly read: number; readonly write: number }) => void;
  readonly play: (hood: Neighborhood, door: (from: string, words: string) => Promise<string | null>) => Promise<readonly Units[]>;
} => {
  let read = 0;
  let write = 0;
  return {
    observe: units => {
      read += units.read;
      write += units.write;
    },
    play: async (hood, door) => {
      const all: Units[] = [];
      await playTurns(hood, door, async (turn, play) => {
        [read, write] = [0, 0];
        await play();
        all.push({ turn, read, write });
      });
      return all;
    },
  };
};
