import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { isRead } from '../shared/decide/follow/pause.ts';
import { settlePause } from '../shared/table/lets-go.ts';
import { command, Refused, withSpeakingDesk } from './desk.ts';

const act = (what: 'pause' | 'resume') =>
  command(async (...given: readonly unknown[]) =>
    withSpeakingDesk(async desk => {
      const rest = Array.isArray(given[0]) ? given[0].join(' ') : '';
      if (!isRead(rest, desk.now(), desk.community))
        throw new Refused('Say until when, as in: pause until Tue, pause 3 days, pause 2027-01-12.');
      process.stdout.write(`${await settlePause(desk, `cli-${randomUUID()}`, what, rest)}\n`);
    }),
  );

/** pause [until] | resume */
export function registerPause(program: Command): void {
  program
    .command('pause')
    .description('write new requests down and let them wait; safety and open cases go on')
    .argument('[until...]', 'until when: "until Tue", "3 days", "2027-01-12"; without it until resume')
    .action(act('pause'));
}
export function registerResume(program: Command): void {
  program.command('resume').description('end the pause: kept requests go out, one after the other').action(act('resume'));
}
