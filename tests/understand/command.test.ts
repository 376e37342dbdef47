import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answerLine, answerLines } from '../../cli/understand.ts';

async function answer(lines: readonly string[]): Promise<{ code: 0 | 1; answers: unknown[] }> {
  const output = new PassThrough();
  const pieces: Buffer[] = [];
  output.on('data', (piece: Buffer) => pieces.push(piece));
  const code = await answerLines(Readable.from(lines.map(line => `${line}\n`)), output);
  output.end();
  await once(output, 'close').catch(() => undefined);
  const text = Buffer.concat(pieces).toString('utf8');
  return {
    code,
    answers: text
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line)),
  };
}

describe('the understand command', () => {
  it('answers exactly the fields of the outside surface, as a resident unless told otherwise', () => {
    expect(answerLine('{"text":"NEED FOOD"}', 1)).toEqual({
      needs: ['food'],
      request: true,
      danger: null,
      language: 'en',
      reply: null,
      optOut: false,
    });
    expect(answerLine('{"text":"ok","as":"resident"}', 1)).toMatchObject({ reply: null });
    expect(answerLine('{"text":"ok","as":"volunteer"}', 1)).toMatchObject({ reply: 'accept' });
  });
  it('keeps the order and names the line that cannot be read', async () => {
    const { code, answers } = await answer([
      '{"text":"food"}',
      'not json',
      '{"as":"resident"}',
      '{"text":"x","as":"cat"}',
      '7',
      '{"text":"STOP"}',
    ]);
    expect(code).toBe(1);
    expect(answers).toHaveLength(6);
    expect(answers[0]).toMatchObject({ needs: ['food'] });
    expect(answers[1]).toEqual({ error: 'line 2: this is not JSON' });
    for (const number of [3, 4, 5]) expect(answers[number - 1]).toEqual({ error: expect.stringContaining(`line ${number}:`) });
    expect(answers[5]).toMatchObject({ optOut: true });
  });
  it('ends with 0 when every line was read, also for no line at all', async () => {
    expect(await answer([])).toEqual({ code: 0, answers: [] });
    expect((await answer(['{"text":""}'])).code).toBe(0);
  });
  it('waits for a slow reader instead of piling up answers', async () => {
    const output = new PassThrough({ highWaterMark: 1024 });
    const done = answerLines(Readable.from(Array.from({ length: 500 }, () => '{"text":"need food"}\n')), output);
    await new Promise(resolve => setImmediate(resolve));
    expect(output.writableLength + output.readableLength).toBeLessThan(8 * 1024);
    let count = 0;
    output.on('data', (piece: Buffer) => {
      count += piece.toString().split('\n').length - 1;
    });
    expect(await done).toBe(0);
    await new Promise(resolve => setImmediate(resolve));
    expect(count).toBe(500);
  });
  it('outlives a reader who goes away', async () => {
    const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, 'understand'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const complaints: Buffer[] = [];
    child.stderr.on('data', (piece: Buffer) => complaints.push(piece));
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end('{"text":"need food"}\n'.repeat(20_000));
    const [code] = await once(child, 'close');
    expect(Buffer.concat(complaints).toString()).toBe('');
    expect(code).toBe(0);
  });
});
