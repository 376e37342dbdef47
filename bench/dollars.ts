import { PRICES } from '../shared/domain/prices.ts';
import { segmentsOf } from '../shared/reply/segments.ts';
import { routes } from '../shared/shell/routes.ts';
import { openDynamo } from '../shared/table/dynamo.ts';
import { createTable } from '../shared/table/dynamo-create.ts';
import type { Store, Write } from '../shared/table/store.ts';
import { startDynamoDbLocal } from '../tests/support/dynamodb-process.ts';
import { Neighborhood, PUBLIC_URL, TOKEN } from '../tests/support/neighborhood.ts';
import { signedEvent } from '../tests/support/signed.ts';
import { columns, cpuMicros } from './measure.ts';

const RESIDENT = '+15550100001';
const VOLUNTEERS = ['+15550100201', '+15550100202', '+15550100203'];

interface Story {
  readonly name: string;
  readonly texts: readonly string[];
  readonly last: string;
}
const STORIES: readonly Story[] = [
  { name: 'English, guided', texts: ['NEED FOOD', '11216', '1', '4'], last: '1' },
  { name: 'English, all at once', texts: ['need food for 4, 11216, today'], last: '1' },
  { name: 'Spanish, guided', texts: ['necesito comida', '11216', '1', '4'], last: '1' },
  { name: 'Spanish, all at once', texts: ['necesito comida para 4, 11216, hoy'], last: '1' },
];

/** The doors' memory, and the share of a processor that Lambda gives with it (one whole at 1,769 MB, Lambda developer guide). */
const MEMORY_GB = 1;
const PROCESSORS = 1024 / 1769;
/** What a round trip to DynamoDB takes in the same region, about, in milliseconds; nothing here can measure it. */
const ROUND_TRIP_MS = 6;
/** What a request to Twilio takes, about, likewise. */
const CARRIER_MS = 250;
/** What Twilio reports of every text that left. */
const REPORTS = ['sent', 'delivered'];

/** Everything that is paid for, counted while a case is played. */
class Meter {
  readonly segments = { in: 0, out: 0 };
  units = { read: 0, write: 0 };
  roundTrips = 0;
  httpRequests = 0;
  invocations = 0;
  cpuMicros = 0;
  sent = 0;

  readonly observe = ({ read, write }: { readonly read: number; readonly write: number }): void => {
    this.units = { read: this.units.read + read, write: this.units.write + write };
  };
  /** The same store; each of its round trips counts, and each commit that the table's stream would hand on is one more run of the sender. */
  over(store: Store, now: () => number): Store {
    const handsOn = (write: Write): boolean =>
      write.op === 'put' && (write.row.kind === 'outgoing' || write.row.kind === 'case') && isDue(write.row.due ?? write.row.at, now());
    return {
      read: ask => {
        this.roundTrips += 1;
        return store.read(ask);
      },
      commit: (writes, token) => {
        this.roundTrips += 1;
        if (writes.some(handsOn)) this.invocations += 1;
        return store.commit(writes, token);
      },
      close: () => store.close(),
    };
  }
  async spend(work: () => Promise<unknown>): Promise<void> {
    this.cpuMicros += await cpuMicros(work);
  }
}
const isDue = (at: string | undefined, now: number): boolean => at !== undefined && Date.parse(at.slice(0, 24)) <= now;

/** One case from NEED to confirmed: the resident, the volunteers who are asked, the one who takes it, and the carrier's reports. */
const played = async (story: Story, endpoint: string, nth: number): Promise<Meter> => {
  const meter = new Meter();
  const tableName = `dollars-${nth}`;
  await createTable({ tableName, endpoint });
  const hood = new Neighborhood({
    store: clock => meter.over(openDynamo({ tableName, endpoint, clock, observe: meter.observe, requestTimeoutMs: 15_000 }), clock),
  });
  await hood.volunteers(VOLUNTEERS.map((phone, n) => `V${n},${phone},en;es,food,,,always,yes,no`).join('\n'));
  Object.assign(meter, { units: { read: 0, write: 0 }, roundTrips: 0, invocations: 0 });
  const report = (sid: string, id: string, status: string) =>
    hood.line.status(
      signedEvent({
        publicUrl: PUBLIC_URL,
        path: routes.status,
        token: TOKEN,
        query: `m=${id}`,
        params: { MessageSid: sid, MessageStatus: status, AccountSid: 'AC00000000000000000000000000000000' },
      }),
    );
  const say = async (from: string, body: string): Promise<void> => {
    meter.segments.in += segmentsOf(body).segments;
    meter.httpRequests += 1;
    let reply: string | null = null;
    await meter.spend(async () => {
      reply = await hood.text(from, body);
    });
    if (reply !== null) meter.segments.out += segmentsOf(reply).segments;
    for (const text of hood.takeSent()) {
      meter.sent += 1;
      meter.segments.out += segmentsOf(text.body).segments;
      meter.httpRequests += REPORTS.length;
      for (const status of REPORTS) await meter.spend(() => report(text.sid, text.id, status));
    }
  };
  const taker = VOLUNTEERS[0] ?? '';
  for (const body of story.texts) await say(RESIDENT, body);
  await say(taker, 'accept');
  await say(taker, 'done 1');
  await say(RESIDENT, story.last);
  meter.invocations += meter.httpRequests;
  const open = (await hood.text(RESIDENT, 'STATUS')) ?? '';
  await hood.store.close();
  if (hood.logged.length > 0 || meter.sent === 0) throw new Error(`The story of "${story.name}" broke: ${open} ${hood.logged.join()}`);
  return meter;
};

const partsOf = (meter: Meter): readonly (readonly [name: string, dollars: number])[] => {
  const { twilio, aws } = PRICES;
  const seconds = meter.cpuMicros / 1e6 / PROCESSORS + (meter.roundTrips * ROUND_TRIP_MS + meter.sent * CARRIER_MS) / 1000;
  return [
    ['texts out', meter.segments.out * twilio.textOutPerSegment],
    ['texts in', meter.segments.in * twilio.textInPerSegment],
    ['carrier fees', (meter.segments.out + meter.segments.in) * twilio.carrierFeePerSegment],
    ['DynamoDB', meter.units.read * aws.tableReadUnit + meter.units.write * aws.tableWriteUnit],
    ['Lambda requests', meter.invocations * aws.functionRequest],
    ['Lambda GB-seconds', seconds * MEMORY_GB * aws.functionGbSecond],
    ['HTTP API', meter.httpRequests * aws.httpApiRequest],
  ];
};

const dollars = (amount: number): string => `$${amount.toFixed(amount < 0.001 ? 6 : 4)}`;

/** Adds up what a case costs from NEED to confirmed, at list prices, part by part. */
export const dollarsPerCase = async (): Promise<readonly string[]> => {
  const local = await startDynamoDbLocal();
  if ('missing' in local) return [`Dollars per case: not counted: ${local.missing}`];
  try {
    // Once for nothing, so that no story pays for the program being warmed up.
    await played(STORIES[0] as Story, local.endpoint, -1);
    const meters: Meter[] = [];
    for (const [nth, story] of STORIES.entries()) meters.push(await played(story, local.endpoint, nth));
    const parts = meters.map(partsOf);
    const names = (parts[0] ?? []).map(([name]) => name);
    return [
      `Dollars per case, NEED to confirmed, three volunteers asked; list prices of ${PRICES.asOf} (shared/domain/prices.ts)`,
      ...columns([
        ['', ...STORIES.map(({ name }) => name)],
        ['in all', ...parts.map(all => dollars(all.reduce((sum, [, amount]) => sum + amount, 0)))],
        ...names.map((name, at) => [name, ...parts.map(all => dollars(all[at]?.[1] ?? Number.NaN))]),
        ['segments out, in', ...meters.map(({ segments }) => `${segments.out}, ${segments.in}`)],
        ['units read, written', ...meters.map(({ units }) => `${units.read}, ${units.write}`)],
      ]),
      `  Units as DynamoDB Local counts them. Lambda's time: processor time here, a round trip as ${ROUND_TRIP_MS} ms, a request to Twilio as ${CARRIER_MS} ms. Without the`,
      `  free tiers, and without what a line costs that nobody uses: number and registration, $${(PRICES.twilio.numberPerMonth + PRICES.twilio.registrationPerMonth).toFixed(2)} a month.`,
    ];
  } finally {
    local.stop();
  }
};
