import { book } from '../../ivr-scripts/book.ts';
import type { Decision, TextIn, Thread, World } from '../../shared/decide/draft/world.ts';
import { decideSms } from '../../shared/decide/sms.ts';
import type { Kept as KeptCase } from '../../shared/domain/follow.ts';
import { type CaseCode, type Instant, instant, type PhoneNumber } from '../../shared/domain/ids.ts';
import type { NumberRecord, Person } from '../../shared/domain/person.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import type { Session } from '../../shared/script/script.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';

interface Kept {
  record?: NumberRecord;
  session?: Session;
  readonly persons: Map<string, Person>;
  readonly cases: Map<CaseCode, KeptCase>;
}

/** The nouns of a line in plain maps: decisions are made on them and put back, with nothing in between. */
export class Memory {
  readonly community = sampleCommunity();
  readonly #threads = new Map<PhoneNumber, Kept>();
  readonly #roster = new Map<PhoneNumber, Volunteer>();
  readonly #codes = new Map<CaseCode, PhoneNumber>();
  #now = Date.parse(MORNING);
  #texts = 0;

  kept(number: PhoneNumber): Kept {
    const known = this.#threads.get(number) ?? { persons: new Map(), cases: new Map() };
    this.#threads.set(number, known);
    return known;
  }
  pass(minutes: number): void {
    this.#now += minutes * 60_000;
  }
  get now(): Instant {
    return instant(this.#now);
  }

  decide(text: TextIn): Decision {
    const decision = decideSms(this.#world(`SM${++this.#texts}`), text);
    for (const number of decision.endedSessions) delete this.kept(number).session;
    for (const put of decision.puts) {
      if (put.kind === 'number') {
        const kept = this.kept(put.value.number);
        kept.record = put.value;
        for (const person of put.persons) kept.persons.set(person.id, person);
      } else if (put.kind === 'session') this.kept(put.number).session = JSON.parse(JSON.stringify(put.value)) as Session;
      else if (put.kind === 'case') this.kept(put.value.number).cases.set(put.value.code, put.value);
      else if (put.kind === 'volunteer') this.#roster.set(put.value.number, put.value);
      else if (put.kind === 'code') this.#codes.set(put.code, put.value.number);
    }
    return decision;
  }

  #world(cause: string): World {
    const threads = new Map<PhoneNumber, Thread>();
    for (const [number, { record, session, persons, cases }] of this.#threads) {
      threads.set(number, {
        number,
        persons: [...persons.values()],
        cases: [...cases.values()],
        ...(record ? { record } : {}),
        ...(session ? { session } : {}),
      });
    }
    const { community } = this;
    const openCases: readonly KeptCase[] = [];
    return {
      now: this.now,
      cause,
      draws: { from: 0, taken: new Set() },
      community,
      book,
      standing: {},
      plans: {},
      threads,
      roster: this.#roster,
      codes: this.#codes,
      openCases,
    };
  }
}
