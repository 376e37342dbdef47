import { expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import { DAY_MS, type PhoneNumber } from '../../shared/domain/ids.ts';
import { routes } from '../../shared/shell/routes.ts';
import { threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood, PUBLIC_URL } from '../support/neighborhood.ts';
import { Caller } from './support.ts';

const [MAY, ANA, BO] = ['+15550100001', '+15550100201', '+15550100202'];
const RECORDING = 'https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/RE1';

const theCase = async (hood: Neighborhood): Promise<Case | undefined> => {
  const { found } = await hood.store.read({ query: [threadOf(MAY as PhoneNumber)] });
  return (found[0] ?? []).filter(row => row.kind === 'case').map(row => nounOf<Case>(row))[0];
};
/** A request that Ana has, and a volunteer of each in their menu. */
const accepted = async (): Promise<{ hood: Neighborhood; code: string }> => {
  const hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en,food,north;south,,always,yes,no\nBo,${BO},en,food,north;south,,always,yes,no`);
  await hood.text(MAY, 'need food for 4, 11216, today');
  const code = (await theCase(hood))?.code ?? '';
  await hood.text(ANA, `accept ${code}`);
  return { hood, code };
};
const inMenu = async (hood: Neighborhood, who: string): Promise<Caller> => {
  await hood.text(who, 'PIN 4810');
  const caller = new Caller(hood, who);
  await caller.ring();
  await caller.press('4810');
  return caller;
};
const recorded = async (hood: Neighborhood, code: string): Promise<void> => {
  const caller = new Caller(hood, MAY);
  await caller.ring();
  const form = { RecordingSid: 'RE1', RecordingUrl: RECORDING, RecordingStatus: 'completed', RecordingDuration: '30' };
  await caller.post(`${PUBLIC_URL}${routes.voiceRecording}?call=${caller.sid}&n=1&code=${code}&slot=words`, form);
  await caller.hangUp();
};

test('whoever has a case hears what was recorded for it, and before that, that there is nothing yet', async () => {
  const { hood, code } = await accepted();
  const ana = await inMenu(hood, ANA);
  expect(ana.heard).toContain('To hear what was recorded, press 8.');
  expect(await ana.press('8')).toContain('There is nothing to hear');
  expect(ana.twiml).not.toContain('<Play>');
  await recorded(hood, code);
  expect(await ana.press('8')).toContain('This was recorded for');
  expect(ana.twiml).toContain(`<Play>${RECORDING}.mp3</Play>`);
  expect(ana.twiml).toMatch(/<Gather[^>]*>.*<Play>.*<\/Gather>/s);
});

test('who has no part in it hears not even that there is such a case', async () => {
  const { hood, code } = await accepted();
  await recorded(hood, code);
  const bo = await inMenu(hood, BO);
  expect(bo.heard).not.toContain('recorded');
  await bo.press('8');
  expect(await bo.press(code)).toContain('There is no open case');
  expect(bo.twiml).not.toContain('<Play>');
});

test('a coordinator hears it as long as the case is kept', async () => {
  const { hood, code } = await accepted();
  await recorded(hood, code);
  await hood.text(ANA, `done ${code}`);
  await hood.text(MAY, '1');
  const rosa = '+15550100100';
  await hood.pass(179 * DAY_MS);
  expect((await theCase(hood))?.recordings).toMatchObject([{ url: RECORDING }]);
  const caller = await inMenu(hood, rosa);
  await caller.press('8');
  expect(await caller.press(code)).toContain('This was recorded for');
});
