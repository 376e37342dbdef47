import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WebResult } from '../../shared/shell/door.ts';
import type { Bundle } from '../../tools/bundle.ts';

export interface Ran {
  readonly answer: WebResult & { readonly batchItemFailures?: unknown };
  readonly logged: readonly { readonly level: string; readonly event: string }[];
}

/** Loads a bundle in a process of its own, as Lambda does, and has it handle one event. */
export const runBundle = async ({ dir }: Bundle, event: unknown, env: Record<string, string>): Promise<Ran> => {
  const script = `
    const { handler } = await import(${JSON.stringify(join(dir, 'index.mjs'))});
    const answer = await handler(JSON.parse(process.argv[1]), {});
    process.stdout.write(JSON.stringify({ answer: answer ?? null }) + '\\n');
    process.exit(0);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(event)], { env });
  const lines: Record<string, unknown>[] = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const answer = lines.pop()?.answer as Ran['answer'];
  return { answer, logged: lines as unknown as Ran['logged'] };
};
