import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import { understand, understandReply } from '../shared/understand/understand.ts';

/** Adds `understand`, which reads JSON lines and answers each with what the line would take the text for. */
export function registerUnderstand(program: Command): void {
  program
    .command('understand')
    .description('read {"text", "as": "resident" | "volunteer"} a line from standard input, answer a JSON line for each')
    .action(async () => {
      process.exitCode = await answerLines(process.stdin, process.stdout);
    });
}

/** Answers every line in order, as fast as the reader takes them; 0 when all could be read, else 1. A reader who goes away ends it quietly. */
export async function answerLines(input: Readable, output: Writable): Promise<0 | 1> {
  let gone = false;
  let code: 0 | 1 = 0;
  output.on('error', () => {
    gone = true;
    input.destroy();
  });
  let number = 0;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of lines) {
      if (gone) break;
      number += 1;
      const answer = answerLine(line, number);
      if ('error' in answer) code = 1;
      if (!output.write(`${JSON.stringify(answer)}\n`) && !gone)
        await Promise.race([once(output, 'drain'), once(output, 'close')]).catch(() => {});
    }
  } catch (problem) {
    if (!gone) throw problem;
  }
  return code;
}

type Answer = { readonly error: string } | Readonly<Record<'needs' | 'request' | 'danger' | 'language' | 'reply' | 'optOut', unknown>>;

/** The answer to one line; a line that cannot be read is answered with its number and what is wrong. */
export function answerLine(line: string, number: number): Answer {
  const asked = readLine(line);
  if (typeof asked === 'string') return { error: `line ${number}: ${asked}` };
  const { needs, request, danger, language, optOut } = understand(asked.text);
  return { needs, request, danger, language, reply: asked.volunteer ? understandReply(asked.text) : null, optOut };
}

function readLine(line: string): { text: string; volunteer: boolean } | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'this is not JSON';
  }
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string')
    return '"text" is missing or is no string';
  const as = 'as' in value ? value.as : 'resident';
  if (as !== 'resident' && as !== 'volunteer') return '"as" must be "resident" or "volunteer"';
  return { text: value.text, volunteer: as === 'volunteer' };
}
