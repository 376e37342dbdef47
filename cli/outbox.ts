import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { troubleOf } from '../shared/domain/carrier-errors.ts';
import type { OutgoingId } from '../shared/domain/ids.ts';
import type { Outgoing } from '../shared/domain/outgoing.ts';
import type { Pace } from '../shared/domain/pace.ts';
import { anew, isSetAside, wordsAside } from '../shared/domain/undelivered.ts';
import { outgoingKey, paceKey, setAsideTexts } from '../shared/table/keys.ts';
import { nounOf, rowOf } from '../shared/table/rows.ts';
import type { Row } from '../shared/table/store.ts';
import { type CommandDesk, command, printJson, printTable, Refused, withDesk } from './desk.ts';

const LISTED_MAX = 1_000;

/** What a list tells of a text; never a number and never its words. */
const listed = (o: Outgoing) => ({
  id: o.id,
  purpose: o.purpose,
  case: o.about?.code ?? null,
  at: o.at,
  attempts: o.attempts,
  errorCode: o.errorCode ?? null,
  trouble: troubleOf(o.errorCode ?? null),
});

const list = command(async ({ json }: { json?: boolean }) =>
  withDesk(async desk => {
    const { got, found } = await desk.store.read({ get: [paceKey()], query: [setAsideTexts(LISTED_MAX)] });
    const texts = (found[0] ?? []).map(row => listed(nounOf<Outgoing>(row)));
    if (json) return printJson(texts);
    const blocked = got[0] && nounOf<Pace>(got[0]).blocked;
    if (blocked)
      process.stdout.write(
        `No text leaves since ${blocked.since} (error ${blocked.code}). They wait; the next try is at ${blocked.probeAt}.\n`,
      );
    printTable(
      ['id', 'purpose', 'case', 'at', 'attempts', 'error', 'trouble'],
      texts.map(t => [t.id, t.purpose, t.case ?? '', t.at, `${t.attempts}`, `${t.errorCode ?? ''}`, t.trouble]),
    );
  }),
);

const find = async ({ store }: CommandDesk, id: string): Promise<{ readonly row: Row; readonly text: Outgoing }> => {
  const { got } = await store.read({ get: [outgoingKey(id as OutgoingId)] });
  const [row] = got;
  const text = row && nounOf<Outgoing>(row);
  if (!row || !text || !isSetAside(text)) throw new Refused(`There is no text ${id} that was set aside.`);
  return { row, text };
};

/** One text with its number, for whoever must decide on it, and its words where anybody may read them. */
const show = command(async (id: string, { json }: { json?: boolean }) =>
  withDesk(async desk => {
    const { text } = await find(desk, id);
    const whole = { ...listed(text), to: text.to, body: wordsAside(text) ?? null };
    if (json) return printJson(whole);
    for (const [name, value] of Object.entries(whole)) process.stdout.write(`${name}: ${value ?? ''}\n`);
  }),
);

/** The text as it is to stand from now on, if nobody else has decided on it meanwhile. */
const decide = (says: (id: string) => string, change: (text: Outgoing, desk: CommandDesk) => Outgoing) =>
  command(async (id: string) =>
    withDesk(async desk => {
      const { row, text } = await find(desk, id);
      const value = change(text, desk);
      const { ok } = await desk.store.commit(
        [{ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: row.v }],
        `outbox-${randomUUID()}`,
      );
      if (!ok) throw new Refused(`${id} was changed by somebody else just now. Look again.`);
      process.stdout.write(`${says(id)}\n`);
    }),
  );

const retry = decide(
  id => `${id} is sent again now.`,
  (text, desk) => {
    const { validForSeconds: _over, ...kept } = anew(text, desk.now());
    return kept;
  },
);
const drop = decide(
  id => `${id} is not sent any more.`,
  (text, desk) => ({ ...text, dropped: desk.now() }),
);

/** outbox list | show | retry | drop */
export function registerOutbox(program: Command): void {
  const outbox = program.command('outbox').description('texts that could not leave and were set aside');
  outbox.command('list').description('all of them, the oldest first').option('--json', 'one JSON document').action(list);
  outbox
    .command('show')
    .description('one text, with its number; its words where it is no answer and about no case')
    .argument('<id>', 'its id')
    .option('--json', 'one JSON document')
    .action(show);
  outbox.command('retry').description('send it after all').argument('<id>', 'its id').action(retry);
  outbox.command('drop').description('send it no more').argument('<id>', 'its id').action(drop);
}
