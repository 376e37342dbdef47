import { beforeEach, describe, expect, test } from 'vitest';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { eachWithAna, hood, to } from './with-ana.ts';

const HOUR_MS = 3_600_000;
const MARIA = '+15550100001';
const ANA = '+15550100201';
const ROSA = '+15550100100';
const refused = (code: number): SendResult => ({ ok: false, code, http: 400, retry: false, unknown: false });

eachWithAna('en');
beforeEach(async () => {
  await hood.text(MARIA, 'need food for 3, 11216, today');
  await hood.text(ANA, 'accept');
  hood.takeSent();
});

describe.each([30005, 30003, 30034])('words that do not arrive (%i)', code => {
  test('are said to have not arrived to whoever has the case, with another way', async () => {
    hood.plans.set(MARIA, [refused(code)]);
    expect(await hood.text(ANA, '134 I am outside')).toBe('Sent to 134.');
    await hood.pass(1.5 * HOUR_MS);
    expect(to(ANA).filter(body => body.includes('did not get'))).toEqual([
      '134: they did not get the last words to them, our texts do not get through now. CALL 134 rings you, then them.',
    ]);
  });

  test('are said to have not arrived to whoever it is for', async () => {
    hood.plans.set(ANA, [refused(code)]);
    await hood.text(MARIA, 'please come to the back door');
    await hood.pass(1.5 * HOUR_MS);
    expect(to(MARIA).filter(body => body.includes('did not get'))).toEqual([
      'Ana did not get your last words: our texts do not get through to Ana now. To talk to Ana, call this number.',
    ]);
  });
});

describe.each([
  [30005, '134: our texts do not reach them (error 30005).'],
  [30003, '134: our texts do not reach them (error 30003).'],
  [30034, '134: our last words to them never left.'],
])('words of a coordinator to somebody whose case nobody has (%i)', (code, told) => {
  test('are said to have not arrived to the coordinators', async () => {
    await hood.text(ANA, 'release 134');
    await hood.pass(HOUR_MS);
    hood.takeSent();
    hood.plans.set(MARIA, [refused(code)]);
    expect(await hood.text(ROSA, '134 which door is yours?')).toBe('Sent to 134.');
    await hood.pass(1.5 * HOUR_MS);
    expect(to(ROSA).filter(body => body.startsWith(told))).toHaveLength(1);
  });
});
