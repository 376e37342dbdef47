import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carrierWord } from '../../shared/domain/consent.ts';
import { COLUMNS, readVolunteers, writeVolunteers } from '../../shared/parse/volunteers.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

const community = sampleCommunity();
const HEADER = COLUMNS.join(',');
const read = (...rows: readonly string[]) => readVolunteers([HEADER, ...rows].join('\n'), community);
const GOOD = 'Di,+15550100204,en,food,,,always,no,no';

test('reads every column', () => {
  const { volunteers, problems } = read(
    'Ana Lopez,+1 (555) 010-0201,en;es,food; rides,north;south,car;stairs,Mon-Fri 17:00-21:00; Sat 09:00-13:00,yes,no',
  );
  expect(problems).toEqual([]);
  expect(volunteers).toEqual([
    expect.objectContaining({
      name: 'Ana Lopez',
      number: '+15550100201',
      languages: ['en', 'es'],
      pods: ['food', 'rides'],
      zones: ['north', 'south'],
      skills: ['car', 'stairs'],
      shiftsText: 'Mon-Fri 17:00-21:00; Sat 09:00-13:00',
      vetted: true,
      voice: false,
    }),
  ]);
});

describe('a row that cannot be read is named with its line and the reason, and the others are read', () => {
  test.each([
    ['Bo,555,en,food,,,always,no,no', /phone "555" is not a phone number/],
    ['Bo,,en,food,,,always,no,no', /phone "" is not a phone number/],
    ['Bo,1.5550100202E+10,en,food,,,always,no,no', /is not a phone number/],
    [`Bo,${community.number},en,food,,,always,no,no`, /line's own number/],
    [',+15550100202,en,food,,,always,no,no', /name is empty/],
    ['STOP,+15550100202,en,food,,,always,no,no', /name "STOP" is a word of the phone company/],
    ['412,+15550100202,en,food,,,always,no,no', /name "412" has no letter/],
    ['Bo\u0007Lee,+15550100202,en,food,,,always,no,no', /name has a line break or another sign/],
    [`${'Bo'.repeat(40)},+15550100202,en,food,,,always,no,no`, /name has 80 letters/],
    ['Bo,+15550100202,english!,food,,,always,no,no', /language "english!"/],
    ['Bo,+15550100202,en;xx,food,,,always,no,no', /language "xx"/],
    ['Bo,+15550100202,spa,food,,,always,no,no', /language "spa"/],
    ['Bo,+15550100202,en,,,,always,no,no', /pods is empty/],
    ['Bo,+15550100202,en,meals,,,always,no,no', /there is no pod "meals"; it can be food, rides/],
    ['Bo,+15550100202,en,food,west,,always,no,no', /there is no zone "west"/],
    ['Bo,+15550100202,en,food,,,Monkey 10:00-11:00,no,no', /the shift "monkey 10:00-11:00" cannot be read/],
    ['Bo,+15550100202,en,food,,,always,maybe,no', /vetted is "maybe"/],
    ['Lee, Bo,+15550100202,en,food,,,always,no,no', /10 cells and there are 9 columns/],
    ['Bo,+1 555 010 0204,en,food,,,always,no,no', /phone \+15550100204 is in the file twice/],
    ['Bo,"+15550100202,en,food,,,always,no,no', /quotation mark/],
  ])('%s', (row, reason) => {
    const { volunteers, problems } = read(GOOD, row, 'Eve,+15550100205,en,food,,,always,no,no');
    expect(volunteers.map(v => v.name)).toEqual(['Di', 'Eve']);
    expect(problems).toEqual([{ line: 3, what: expect.stringMatching(reason) }]);
  });
});

describe('files as spreadsheets write them', () => {
  test('byte order mark, CRLF, quotation marks inside, a trailing comma, empty lines', () => {
    const csv = `\ufeff${HEADER}\r\n"Lopez, Ana",+15550100201,en,food,,,always,yes,no\r\n\r\nBo "Bear" Lee,+15550100202,en,food,,,always,,,\r\n,,,,,,,,\r\nCy,1,en,food,,,always,,\r\n`;
    const { volunteers, problems } = readVolunteers(csv, community);
    expect(volunteers.map(v => v.name)).toEqual(['Lopez, Ana', 'Bo "Bear" Lee']);
    expect(problems.map(p => p.line)).toEqual([6]);
  });
  test('cells separated by semicolons or tabs', () => {
    const semicolons = `${HEADER.replaceAll(',', ';')}\nAna;+15550100201;"en;es";food;;;"Mon 10:00-11:00; Tue 10:00-11:00";no;no`;
    expect(readVolunteers(semicolons, community).volunteers[0]).toMatchObject({ languages: ['en', 'es'], zones: [] });
    const tabs = `${HEADER.replaceAll(',', '\t')}\nAna\t+15550100201\ten;es\tfood\t\t\talways\tno\tno`;
    expect(readVolunteers(tabs, community).volunteers).toHaveLength(1);
  });
  test('columns in another order, in capitals, ticked boxes, pods by their names', () => {
    const csv =
      'Phone,NAME,pods,languages,zones,skills,shifts,voice,vetted\n+15550100201,Ana,Food Distribution Pod,EN,North side,,always,FALSE,TRUE';
    expect(readVolunteers(csv, community).volunteers[0]).toMatchObject({ pods: ['food'], zones: ['north'], vetted: true, voice: false });
  });
  test.each([
    '',
    'name,phone\nAna,+15550100201',
    '\n\n',
  ])('a file without the columns (%j) imports nothing and says what is missing', csv => {
    const { volunteers, problems } = readVolunteers(csv, community);
    expect(volunteers).toEqual([]);
    expect(problems).toEqual([{ line: 1, what: expect.stringContaining('missing: ') }]);
  });
});

test('a cell that a spreadsheet would run is written as text, and read again as it was', () => {
  const { volunteers } = read('"=HYPERLINK(""http://x"")",+15550100201,en,food,,@home;-x,always,no,no');
  const csv = writeVolunteers(volunteers);
  for (const cell of csv.split(/[\n,]/)) expect(cell).not.toMatch(/^"?[=@]/);
  expect(readVolunteers(csv, community)).toEqual({ volunteers, problems: [] });
});

test('what is written is read again as it was', () => {
  const name = fc
    .stringMatching(/^[\p{L}"',;.=@+ -]{1,20}$/u)
    .map(s => s.trim())
    .filter(s => /\p{L}/u.test(s) && !s.startsWith("'") && carrierWord(s) === undefined);
  const some = (items: readonly string[]) => fc.subarray([...items]).map(list => list.join(';'));
  const row = fc.record({
    name,
    pods: some(['food', 'rides']),
    zones: some(['north', 'south']),
    skills: some(['car', 'stairs']),
    yes: fc.constantFrom('yes', 'no'),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), rows => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const lines = rows.map((r, i) =>
        [quoted(r.name), `+1555010${1000 + i}`, 'en;es', r.pods || 'food', r.zones, r.skills, 'Mon-Fri 22:00-02:00', r.yes, r.yes].join(
          ',',
        ),
      );
      const first = read(...lines);
      expect(first.volunteers).toHaveLength(rows.length);
      expect(readVolunteers(writeVolunteers(first.volunteers), community)).toEqual(first);
    }),
  );
});
