import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Community } from '../../shared/domain/community.ts';
import { parseCommunity, problemLine } from '../../shared/parse/community.ts';
import { anyText } from '../support/any-text.ts';

const SAMPLE = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');

const LEAST = `name: Elm Street
number: "+15550100000"
timezone: America/New_York
languages: [es]
emergency: { call: 911, crisis: 988, services: 211 }
team:
  - { name: Rosa, phone: +15550100100, roles: [coordinator] }
`;

const read = (text: string): Community => {
  const result = parseCommunity(text, 'community.yaml');
  if ('problems' in result) throw new Error(result.problems.map(problemLine).join('\n'));
  return result.community;
};

/** What is found wrong with the text, as "line: words". */
const wrong = (text: string): string[] => {
  const result = parseCommunity(text, 'community.yaml');
  return 'problems' in result ? result.problems.map(({ line, what }) => `${line}: ${what}`) : [];
};

/** What is found wrong when this line of the sample is replaced. */
const wrongWith = (line: RegExp, replacement: string): string[] => {
  const lines = SAMPLE.split('\n');
  const at = lines.findIndex(text => line.test(text));
  expect(at, `no line of the sample is like ${line}`).toBeGreaterThan(0);
  return wrong(lines.with(at, replacement).join('\n')).map(found => found.replace(`${at + 1}: `, 'here: '));
};

describe('answers of its own', () => {
  test('are kept by question and language, and a question that nobody asks is named', () => {
    expect(read(`${SAMPLE}answers: { papers: { en: Bring a bill with your address., es: Traiga un recibo. } }\n`).answers).toStrictEqual({
      papers: { en: 'Bring a bill with your address.', es: 'Traiga un recibo.' },
    });
    expect(wrong(`${SAMPLE}answers: { paper: { en: None. } }\n`).join()).toContain('Did you mean "papers"?');
  });
});

describe('the sample community file', () => {
  test('is read whole, and is plain JSON', () => {
    const community = read(SAMPLE);
    expect(community).toMatchObject({
      name: 'Maple Street Mutual Aid',
      number: '+15550100000',
      languages: ['en', 'es'],
      emergency: { call: '911', crisis: '988', services: '211' },
      pods: [{ id: 'food', needs: ['food', 'water', 'baby'], lead: '+15550100101' }, { id: 'rides' }],
      policy: {
        today: { wave: 3, everyMs: 300_000, then: ['pod-lead', 'coordinator'] },
        'this-week': { wave: 2, everyMs: 1_800_000, then: ['pod-lead', 'coordinator'] },
      },
    });
    expect(community.zones[0]).toEqual({
      id: 'north',
      name: 'North side',
      zips: ['11216', '11233'],
      streets: ['Fulton', 'Nostrand', 'Halsey'],
    });
    expect(JSON.parse(JSON.stringify(community))).toStrictEqual(community);
  });
});

describe('what the file leaves out', () => {
  test('has defaults', () => {
    expect(read(LEAST)).toStrictEqual({
      name: 'Elm Street',
      number: '+15550100000',
      timezone: 'America/New_York',
      languages: ['es'],
      emergency: { call: '911', crisis: '988', services: '211' },
      zones: [],
      pods: [],
      holidays: [],
      team: [{ name: 'Rosa', phone: '+15550100100', roles: ['coordinator'], languages: ['es'] }],
      policy: {
        now: { wave: 5, everyMs: 150_000, then: ['pod-lead', 'coordinator'] },
        today: { wave: 3, everyMs: 300_000, then: ['pod-lead', 'coordinator'] },
        soon: { wave: 3, everyMs: 720_000, then: ['pod-lead', 'coordinator'] },
        'this-week': { wave: 2, everyMs: 1_800_000, then: ['pod-lead', 'coordinator'] },
      },
      answers: {},
      intake: { goesOutAfterMs: 600_000 },
      pause: { openMeanwhile: [] },
      residents: { anHour: 10, aDay: 30 },
      confirm: { closesAfterMs: 172_800_000 },
      checkIn: {
        now: { afterMs: 2_700_000, waitMs: 900_000 },
        today: { afterMs: 10_800_000, waitMs: 3_600_000 },
        soon: { afterMs: 86_400_000, waitMs: 10_800_000 },
        'this-week': { afterMs: 172_800_000, waitMs: 21_600_000 },
        person: { afterMs: 86_400_000, waitMs: 14_400_000 },
      },
      digest: { minute: 480 },
      page: { everyMs: 300_000 },
      calls: { atOnce: 5, longestWaitMs: 60_000, aDay: 300, aNumberADay: 12 },
      sending: { segmentsASecond: 1, segmentsADay: 2_000 },
      budget: { month: 50 },
      fallback: { ring: '+15550100100' },
      volunteers: {
        casesMax: 3,
        vettedFor: ['childcare', 'mental-health', 'medical', 'money'],
        skillsFor: {},
        textsAnHour: 12,
      },
    });
  });

  test('is derived from the policy that is given: now is never slower than today, soon lies between', () => {
    const { policy } = read(`${LEAST}policy:
  today: { wave: 4, every: PT10M, then: [coordinator] }
  this-week: { wave: 1, every: PT2H, then: [pod-lead, coordinator] }
`);
    expect(policy.now).toEqual({ wave: 6, everyMs: 300_000, then: ['coordinator'] });
    expect(policy.soon.everyMs).toBeGreaterThan(policy.today.everyMs);
    expect(policy.soon.everyMs).toBeLessThan(policy['this-week'].everyMs);
    expect(policy.soon.then).toEqual(['pod-lead', 'coordinator']);
  });

  test('can be said', () => {
    const { intake, confirm, page, calls, volunteers, policy } = read(`${LEAST}intake: { goes-out-after: PT20M }
confirm: { closes-after: P3D }
page: { every: PT2M }
calls: { at-once: 3, longest-wait: PT90S, a-day: 40, a-number-a-day: 6 }
volunteers: { cases-max: 5, vetted-for: [], skills-for: { transport: [car], baby: [car seat, patience] }, quiet-hours: "21:00-08:00", texts-an-hour: 4 }
policy: { now: { wave: 9, every: PT1M, then: [coordinator] } }
`);
    expect([intake.goesOutAfterMs, confirm.closesAfterMs, page.everyMs]).toEqual([1_200_000, 259_200_000, 120_000]);
    expect(calls).toStrictEqual({ atOnce: 3, longestWaitMs: 90_000, aDay: 40, aNumberADay: 6 });
    expect(volunteers).toStrictEqual({
      casesMax: 5,
      vettedFor: [],
      skillsFor: { transport: ['car'], baby: ['car seat', 'patience'] },
      quiet: { from: 1260, to: 480 },
      textsAnHour: 4,
    });
    expect(policy.now).toEqual({ wave: 9, everyMs: 60_000, then: ['coordinator'] });
  });

  test('rings the first coordinator while the line does not answer, or who else is named', () => {
    const two = `team:
  - { name: Theo, phone: "+15550100103", roles: [safety] }
  - { name: Rosa, phone: "+15550100100", roles: [safety, coordinator] }`;
    const team = LEAST.replace(/^team:.*\n(?: .*\n)*/m, `${two}\n`);
    expect(read(team).fallback).toEqual({ ring: '+15550100100' });
    expect(read(`${team}fallback: { ring: "+12125550199" }\n`).fallback).toEqual({ ring: '+12125550199' });
  });

  test('keeps the zero that a ZIP code without quotes begins with', () => {
    expect(read(`${LEAST}zones: [{ id: a, name: A, zips: [02139, 11216] }]`).zones[0]?.zips).toEqual(['02139', '11216']);
  });
});

describe('a mistake in the file', () => {
  test.each([
    [
      /^number:/,
      'number: "555-0100"',
      ['here: number: "555-0100" is not a whole phone number. Write the country code and all digits, as in "+12125550123".'],
    ],
    [
      /^number:/,
      'number: (555) 010-0000',
      [
        'here: number: "(555) 010-0000" is not a whole phone number. Write the country code and all digits, as in "+12125550123". Did you mean "+15550100000"?',
      ],
    ],
    [/^number:/, 'number:', ['here: number: is empty']],
    [
      /^timezone:/,
      'timezone: America/NewYork',
      ['here: timezone: "America/NewYork" is not a time zone, as in America/New_York. Did you mean America/New_York?'],
    ],
    [/^timezone:/, 'timezone: EST', ['here: timezone: "EST" is not a time zone, as in America/New_York.']],
    [/^languages:/, 'languages: []', ['here: languages: must name at least one']],
    [/^languages:/, 'languages: [en, en]', ['here: languages 2: the language "en" stands twice; it may stand once']],
    [/^languages:/, 'languages: [English]', ['here: languages 1: "English" is not a language code, as in en, es or ht']],
    [/^languages:/, 'languages: en', ['here: languages: must be a list, as in [one, two]']],
    [
      /^languages:/,
      'langauges: [en, es]',
      ['1: languages: is missing', 'here: langauges: is not a setting we know here. Did you mean "languages"?'],
    ],
    [/^emergency:/, 'emergency: { call: "911" }', ['here: emergency, crisis: is missing', 'here: emergency, services: is missing']],
    [
      /^emergency:/,
      'emergency: { call: nine, crisis: 988, services: 211 }',
      ['here: emergency, call: "nine" is not a number to call, as in "911"'],
    ],
    [/id: south/, '  - { id: north, name: S, zips: ["11225"] }', ['here: zones 2, id: the id "north" stands twice; it may stand once']],
    [/id: south/, '  - { id: s, name: S, zips: [11216] }', ['here: zones 2, zips 1: the ZIP code "11216" stands twice; it may stand once']],
    [/id: south/, '  - { id: s, name: S, zips: [1121] }', ['here: zones 2, zips 1: "1121" is not a ZIP code of 5 digits, as in "11216"']],
    [/id: south/, '  - south', ['here: zones 2: must hold settings of its own, as in { name: value }']],
    [/id: rides/, '  - { id: food, name: R, needs: [transport] }', ['here: pods 2, id: the id "food" stands twice; it may stand once']],
    [
      /id: rides/,
      '  - { id: r, name: R, needs: [transport], lead: "+15550100000" }',
      ["here: pods 2, lead: is the line's own number; the line would text itself. Write the person's own number"],
    ],
    [
      /name: Theo/,
      '  - { name: Theo, phone: "+15550100000", roles: [safety] }',
      ["here: team 2, phone: is the line's own number; the line would text itself. Write the person's own number"],
    ],
    [
      /today:/,
      '  today: { wave: 3, every: 5m, then: [coordinator] }',
      ['here: policy, today, every: "5m" is not a span of time. Write PT5M for 5 minutes, PT2H for 2 hours, P2D for 2 days'],
    ],
    [
      /today:/,
      '  today: { wave: 3, every: PT0S, then: [coordinator] }',
      ['here: policy, today, every: must be longer than nothing, as in PT5M for 5 minutes'],
    ],
    [
      /today:/,
      '  today: { wave: 3, every: -PT5M, then: [coordinator] }',
      ['here: policy, today, every: must be longer than nothing, as in PT5M for 5 minutes'],
    ],
    [/today:/, '  today: { wave: 3, every: P31D, then: [coordinator] }', ['here: policy, today, every: must be 30 days (P30D) at most']],
    [
      /today:/,
      '  today: { wave: 3, every: P1M, then: [coordinator] }',
      ['here: policy, today, every: "P1M" is not a span of time. Write PT5M for 5 minutes, PT2H for 2 hours, P2D for 2 days'],
    ],
    [
      /today:/,
      '  today: { wave: 0, every: PT5M, then: [coordinator] }',
      ['here: policy, today, wave: "0" must be a whole number from 1 to 20'],
    ],
    [/today:/, '  today: { wave: 3, every: PT5M, then: [] }', ['here: policy, today, then: must name at least one']],
    [
      /today:/,
      '  today: { wave: 3, every: PT5M, then: [pod-lead] }',
      ['here: policy, today, then: must name coordinator, so that no case is left alone'],
    ],
    [
      /id: north/,
      '  - { id: outside, name: North side, zips: ["11216"], streets: [Halsey] }',
      ['here: zones 1, id: "outside" is the line\'s own word for what lies in no zone; give this zone another id'],
    ],
    [/^languages:/, 'languages: [en, xx]', ['here: languages 2: "xx" is not a language code, as in en, es or ht']],
    [
      /today:/,
      '  todya: { wave: 3, every: PT5M, then: [coordinator] }',
      ['here: policy, todya: is not a setting we know here. Did you mean "today"?'],
    ],
    [
      /today:/,
      '  today: { wave: 3, evry: PT5M, then: [lead, coordinator] }',
      [
        'here: policy, today, every: is missing',
        'here: policy, today, then 1: "lead" is not someone to ask next. It can be: pod-lead, coordinator',
        'here: policy, today, evry: is not a setting we know here. Did you mean "every"?',
      ],
    ],
  ] as [RegExp, string, string[]][])('%s written as %j is named, with its line', (line, replacement, found) => {
    expect(wrongWith(line, replacement)).toEqual(found);
  });

  test('in a word of ours suggests the right one', () => {
    expect(wrongWith(/id: rides/, '  - { id: r, name: R, needs: [tranport] }')[0]).toContain(
      'here: pods 2, needs 1: "tranport" is not a need. Did you mean "transport"?',
    );
    expect(wrongWith(/name: Theo/, '  - { name: Theo, phone: "+15550100103", roles: [saftey] }')[0]).toContain(
      '"saftey" is not a role. Did you mean "safety"?',
    );
  });

  test('that would ring the line itself, or nobody, while it does not answer is found', () => {
    const last = SAMPLE.trimEnd().split('\n').length + 1;
    const withRing = (ring: string) => wrong(`${SAMPLE.trimEnd()}\nfallback: { ring: ${ring} }\n`);
    expect(withRing('"+15550100000"')).toEqual([
      `${last}: fallback, ring: is the line's own number, which would not answer then. Write the number of a coordinator`,
    ]);
    expect(withRing('911')).toEqual([
      `${last}: fallback, ring: "911" is not a whole phone number. Write the country code and all digits, as in "+12125550123".`,
    ]);
    expect(wrong(`${SAMPLE.trimEnd()}\nfallback: { rings: "+12125550199" }\n`)[0]).toContain('Did you mean "ring"?');
  });

  test('that leaves nobody to turn to is found', () => {
    expect(wrongWith(/name: Rosa/, '  - { name: Rosa, phone: "+15550100100", roles: [safety] }')).toEqual([
      '13: team: nobody has the role coordinator; at least one person must, so that no case is left alone',
    ]);
  });

  test('does not hide another: all are told at once, in the order of the file', () => {
    const found = wrong(
      SAMPLE.replace('[en, es]', '[]').replace('every: PT30M', 'every: soon').replace('id: south', 'id: north').replace('911', 'x'),
    );
    expect(found.map(text => Number.parseInt(text, 10))).toEqual([5, 6, 9, 18]);
  });

  test.each([
    ['name: "x', 'a quote, bracket or comma is missing here'],
    ['name: a\nname: b', 'this name stands twice here; it may stand once'],
    ['name:\n\t- a', 'begin lines with spaces, not with a tab'],
    ['name: *nobody', 'a name after * stands for nothing; write the value itself'],
    ['name: a\n---\nname: b', 'there is a line of three dashes; the file must be in one piece'],
  ])('of YAML itself is said in plain words: %j', (text, what) => {
    expect(wrong(text).map(found => found.replace(/^\d+: /, ''))).toContain(what);
  });

  test('is written with file and line', () => {
    expect(problemLine({ file: 'community.yaml', line: 3, what: 'x' })).toBe('community.yaml:3: x');
  });
});

test.each(['', '# only a comment', '[]', 'words', '- 1', 'null'])('a file that says nothing (%j) is refused', text => {
  expect(wrong(text).length).toBeGreaterThan(0);
});

test('whatever stands in the file is read or refused with lines inside it, never an exception', () => {
  const lines = SAMPLE.split('\n');
  fc.assert(
    fc.property(fc.nat(lines.length - 1), anyText(), (at, text) => {
      const result = parseCommunity(lines.with(at, text.toWellFormed()).join('\n'), 'x');
      if ('problems' in result) for (const { line } of result.problems) expect(line).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});
