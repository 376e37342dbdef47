import { expect, test } from 'vitest';
import { isTwilios, readSettings } from '../../local/settings.ts';

test('nothing set is a line with the simulator on port 3000', () => {
  const read = readSettings({ PORT: '', TWILIO_AUTH_TOKEN: ' ' });
  expect(read).toMatchObject({
    ok: true,
    settings: {
      port: 3000,
      publicUrl: undefined,
      apiBaseUrl: undefined,
      dataDir: '.data',
      communityFile: 'community.yaml',
      database: { kind: 'sqlite' },
    },
  });
});

test('what is set is taken, without a slash at the end of an address', () => {
  const read = readSettings({
    PORT: '0',
    PUBLIC_URL: 'https://line.example.org/prod/',
    TWILIO_ACCOUNT_SID: 'AC1',
    TWILIO_AUTH_TOKEN: 'secret',
    TWILIO_API_BASE_URL: 'https://api.twilio.com',
    DATABASE: 'dynamodb',
    DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000',
    TABLE_NAME: 't',
  });
  expect(read).toMatchObject({
    ok: true,
    settings: {
      port: 0,
      publicUrl: 'https://line.example.org/prod',
      database: { kind: 'dynamodb', endpoint: 'http://127.0.0.1:8000', table: 't' },
    },
  });
});

test('every mistake is named at once', () => {
  const read = readSettings({
    PORT: '70000',
    PUBLIC_URL: 'line.example.org',
    DATABASE: 'mysql',
    TWILIO_API_BASE_URL: 'https://api.twilio.com',
  });
  const problems = read.ok ? [] : read.problems;
  for (const name of ['PORT', 'PUBLIC_URL', 'DATABASE', 'TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID'])
    expect(problems.some(problem => problem.startsWith(name))).toBe(true);
});

test.each([
  ['https://api.twilio.com', true],
  ['https://api.dublin.ie1.twilio.com', true],
  ['http://127.0.0.1:9999/twilio.com', false],
  ['https://nottwilio.com', false],
  [undefined, false],
])('%s is Twilio’s own: %s', (url, is) => {
  expect(isTwilios(url)).toBe(is);
});
