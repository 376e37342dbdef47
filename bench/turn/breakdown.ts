import { PUBLIC_URL, TOKEN } from '../../local/in-memory-line.ts';
import type { Decision, TextIn } from '../../shared/decide/draft/world.ts';
import { decideSms } from '../../shared/decide/sms.ts';
import type { MessageSid } from '../../shared/domain/ids.ts';
import { type Pairs, readForm } from '../../shared/parse/form.ts';
import { isRefusal } from '../../shared/parse/refusal.ts';
import { signedUrl, verifySignature } from '../../shared/parse/signature.ts';
import { parseSms } from '../../shared/parse/sms.ts';
import { renderSms } from '../../shared/reply/twiml.ts';
import type { WebEvent } from '../../shared/shell/door.ts';
import { writesOf } from '../../shared/table/commit.ts';
import type { Given, Loaded } from '../../shared/table/gathered.ts';
import { loadForText } from '../../shared/table/load.ts';
import { understand } from '../../shared/understand/understand.ts';
import { columns } from '../measure.ts';
import { eventsOf, freshLine, wholeCases } from './story.ts';

const PARTS = ['signature', 'parse', 'load', 'decide', 'commit', 'render', 'understand'] as const;
type Part = (typeof PARTS)[number];
const COHORTS = 60;
const WARM_UP = 20;

type Text = TextIn & { readonly sid: MessageSid };

/** The parts of a turn one after the other, each timed over all texts of a stage. `understand`, a part of decide, is done once more by itself. */
class Stopwatch {
  readonly spent = new Map<Part, number>();
  async lap<T>(part: Part, work: () => T | Promise<T>): Promise<T> {
    const from = process.threadCpuUsage();
    const made = await work();
    const { user, system } = process.threadCpuUsage(from);
    this.spent.set(part, (this.spent.get(part) ?? 0) + user + system);
    return made;
  }
}

type Line = Awaited<ReturnType<typeof freshLine>>;

const signedPairs = (event: WebEvent): Pairs => {
  const { pairs } = readForm(event);
  const signature = event.headers['x-twilio-signature'];
  if (!verifySignature({ tokens: [TOKEN], url: signedUrl(event, PUBLIC_URL), pairs, signature })) throw new Error('wrongly signed');
  return pairs;
};

const parsed = (pairs: Pairs): Text => {
  const sms = parseSms(pairs);
  if (isRefusal(sms) || sms.from === null) throw new Error('not a text');
  return { ...sms, from: sms.from };
};

const load = async ({ runtime, store }: Line, text: Text): Promise<Loaded> => {
  const { community, book } = runtime;
  const given: Given = { community, book, now: runtime.now(), cause: text.sid, attempt: 0 };
  const loaded = await loadForText(store, given, text.from, text.body, text.sid);
  if ('seen' in loaded) throw new Error('seen before');
  return loaded;
};

interface Decided {
  readonly text: Text;
  readonly loaded: Loaded;
  readonly decision: Decision;
}

const commit = async ({ runtime, store }: Line, decided: readonly Decided[]): Promise<void> => {
  for (const { text, loaded, decision } of decided) {
    const writes = writesOf({
      decision,
      versions: loaded.versions,
      roster: loaded.world.roster,
      now: runtime.now(),
      cause: text.sid,
      sid: text.sid,
    });
    const { ok } = await store.commit(writes, `${text.sid}/0`);
    // Two of these cases drew the same code, since none saw the other's: the door takes the text again from the start.
    if (!ok) await runtime.log.info('bench.again');
  }
};

const playStage = async (line: Line, events: readonly WebEvent[], watch: Stopwatch): Promise<void> => {
  const pairs = await watch.lap('signature', () => events.map(signedPairs));
  const texts = await watch.lap('parse', () => pairs.map(parsed));
  const loaded = await watch.lap('load', async () => {
    const all: Loaded[] = [];
    for (const text of texts) all.push(await load(line, text));
    return all;
  });
  const decided = await watch.lap('decide', () =>
    texts.flatMap((text, i) => {
      const seen = loaded[i];
      return seen ? [{ text, loaded: seen, decision: decideSms(seen.world, text) }] : [];
    }),
  );
  await watch.lap('commit', () => commit(line, decided));
  await watch.lap('render', () => decided.map(({ decision }) => renderSms(decision.reply)));
  await watch.lap('understand', () => texts.map(text => understand(text.body)));
};

/** Where the time of a turn goes: the shares of its parts over whole cases. */
export const breakdown = async (): Promise<readonly string[]> => {
  const watch = new Stopwatch();
  let texts = 0;
  for (let cohort = 0; cohort < WARM_UP + COHORTS; cohort++) {
    if (cohort === WARM_UP) {
      watch.spent.clear();
      texts = 0;
    }
    const line = await freshLine();
    for await (const stage of wholeCases(line)) {
      texts += stage.texts.length;
      await playStage(line, eventsOf(line, stage), watch);
    }
    await line.store.close();
  }
  const micros = (part: Part): number => (watch.spent.get(part) ?? 0) / texts;
  const all = PARTS.filter(part => part !== 'understand').reduce((sum, part) => sum + micros(part), 0);
  const row = (name: string, part: Part): string[] => [
    name,
    `${micros(part).toFixed(1)} µs`,
    `${((micros(part) / all) * 100).toFixed(0)} %`,
  ];
  return [
    '  Where the time of a turn goes:',
    ...columns(PARTS.map(part => row(part === 'understand' ? 'understand (within decide)' : part, part))).map(line => `  ${line}`),
  ];
};
