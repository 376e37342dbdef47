import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';

/** The sample community with a liaison who has no other role. */
const THEO = '{ name: Theo, phone: "+15550100103", roles: [community-liaison, safety], languages: [en] }';
const community = (...team: readonly string[]) => {
  const sample = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  expect(sample).toContain(THEO);
  return communityFrom(sample.replace(THEO, team.join('\n  - ')));
};
const SAFETY = THEO.replace('community-liaison, ', '');
const LIA = '{ name: Lia, phone: "+15550100104", roles: [community-liaison], languages: [en, es] }';
const [MAY, ROSA, THEO_PHONE, LIA_PHONE] = ['+15550100001', '+15550100100', '+15550100103', '+15550100104'];

/** A report told in turns; answers its code and what the team was sent about it. */
const reported = async (...turns: readonly string[]): Promise<{ hood: Neighborhood; code: string; to: (phone: string) => string }> => {
  const hood = new Neighborhood({ community: community(SAFETY, LIA) });
  let code = '';
  for (const turn of turns) code = /\b(?:as|como) (\d{3,5})\b/.exec((await hood.text(MAY, turn)) ?? '')?.[1] ?? code;
  await hood.pass(1_000);
  const sent = hood.takeSent();
  return {
    hood,
    code,
    to: phone =>
      sent
        .filter(s => s.to === phone)
        .map(s => s.body)
        .join('\n'),
  };
};
const STORY = 'Ana and I fell out over the keys of the fridge';

test('a report of a conflict is paged to the liaison too, who lists, reads, takes and closes it', async () => {
  const { hood, code, to } = await reported('report', STORY, 'no', '2', '1');
  expect(to(LIA_PHONE)).toContain(`Conflict report ${code}. Reply OK ${code}`);
  expect(to(THEO_PHONE)).toContain(`Conflict report ${code}. Reply OK ${code}`);
  expect(to(ROSA)).toContain(`Conflict report ${code} waits for`);
  expect(await hood.text(LIA_PHONE, 'cases')).toContain(`${code} CONFLICT`);
  expect(await hood.text(LIA_PHONE, `show ${code}`)).toContain(STORY);
  expect(await hood.text(ROSA, `show ${code}`)).not.toContain(STORY);
  expect(await hood.text(LIA_PHONE, `ok ${code}`)).toContain(`${code} is with you`);
  expect(await hood.text(LIA_PHONE, `close ${code} met`)).toContain(`${code} is closed`);
});

test.each([
  ['1', 'unsafe'],
  ['3', 'not sure'],
  ['skip', 'not answered'],
])('answered with %s, which is %s, it is no more the liaison’s than any other report', async answer => {
  const { hood, code, to } = await reported('report', STORY, 'no', answer, '1');
  expect(to(LIA_PHONE)).toBe('');
  expect(to(THEO_PHONE)).toContain(`Safety report ${code}. Reply OK ${code}`);
  expect(await hood.text(LIA_PHONE, 'cases')).not.toContain(code);
  for (const said of [`show ${code}`, `ok ${code}`, `close ${code} met`]) {
    const answered = (await hood.text(LIA_PHONE, said)) ?? '';
    expect(answered).not.toContain(STORY);
    expect(answered).not.toMatch(/is with you|is closed/);
  }
});

test('that was paged before it was known to be a conflict reaches the liaison at the next page, and in Spanish', async () => {
  const { to } = await reported(`reportar ${STORY}`, 'no', '2', '3');
  expect(to(LIA_PHONE)).toContain('Conflict report');
});

test('danger stays danger: it is never asked, and a conflict that becomes danger is not the liaison’s', async () => {
  const asked = await reported('report', 'a man hit my kid', 'yes');
  expect(asked.to(MAY)).not.toMatch(/conflict/);
  expect(asked.to(LIA_PHONE)).toBe('');
  const grew = await reported('report', STORY, 'no', '2', 'she has a knife and is coming at me, help');
  expect(grew.to(LIA_PHONE)).toBe('');
  expect(grew.to(THEO_PHONE)).toMatch(/^SAFETY \d+: words of danger/m);
  expect(await grew.hood.text(LIA_PHONE, `show ${grew.code}`)).not.toContain('knife');
  const again = await reported('my husband is beating me', 'report', STORY, 'no');
  expect(again.to(MAY)).not.toContain('a conflict between people');
});
