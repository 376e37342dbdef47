import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../shared/domain/ids.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const [MAY, ROSA, LEAD] = ['+15550100001', '+15550100100', '+15550100101'];
const STILL = /^\d+: nobody of our team has taken it yet, sorry\. We will ask them again\./;

const asked = async (words: readonly string[], hours: number) => {
  const hood = new Neighborhood();
  for (const one of words) await hood.text(MAY, one);
  for (let i = 0; i < hours; i++) await hood.pass(HOUR_MS);
  return hood;
};
const stillTo = (hood: Neighborhood) => hood.sent.filter(s => s.to === MAY && STILL.test(s.body));

describe('whoever waits for a person whom nobody is', () => {
  test('hears so after an hour and then once a day, and the pod leads are asked too', async () => {
    const hood = await asked(['PERSON'], 30);
    expect(stillTo(hood)).toHaveLength(2);
    expect(hood.sent.some(s => s.to === LEAD && s.body.includes('someone asks for a person'))).toBe(true);
    const code = /^(\d+):/.exec(stillTo(hood)[0]?.body ?? '')?.[1] ?? '';
    expect(await hood.text(LEAD, `OK ${code}`)).toContain(code);
    await hood.pass(HOUR_MS);
    expect(hood.sent.some(s => s.to === MAY && s.body.includes(`has ${code} now`))).toBe(true);
    await hood.store.close();
  });

  test('hears nothing once somebody has it, and that we go on where the only one gives it back', async () => {
    const hood = await asked(['PERSON'], 0);
    expect(await hood.text(ROSA, 'OK')).not.toBeNull();
    for (let i = 0; i < 3; i++) await hood.pass(HOUR_MS);
    expect(stillTo(hood)).toHaveLength(0);
    await hood.text(ROSA, 'RELEASE');
    await hood.pass(60_000);
    expect(hood.sent.some(s => s.to === MAY && /can't see to \d+ after all\. We will ask again\./.test(s.body))).toBe(true);
    await hood.store.close();
  });

  test('is left alone after a report for which they wished no contact', async () => {
    const hood = await asked(['REPORT a man yelled at my kid', '2', '1', '3'], 26);
    expect(stillTo(hood)).toHaveLength(0);
    await hood.store.close();
  });
});
