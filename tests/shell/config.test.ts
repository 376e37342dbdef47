import { describe, expect, test } from 'vitest';
import { configFrom, isTwilios, type Settings } from '../../shared/shell/config.ts';

const read = (env: Record<string, string>): Settings => {
  const settings = configFrom(env);
  if ('problems' in settings) throw new Error(settings.problems.join('\n'));
  return settings;
};
const problems = (env: Record<string, string>): readonly string[] => {
  const settings = configFrom(env);
  return 'problems' in settings ? settings.problems : [];
};

describe('the environment', () => {
  test('need say nothing', () => {
    expect(read({})).toStrictEqual({
      config: {
        publicUrl: 'http://localhost:3000',
        accountSid: 'AC00000000000000000000000000000000',
        authTokens: ['simulator-token-for-this-machine'],
        apiBaseUrl: 'http://127.0.0.1:3000',
      },
      port: 3000,
      simulated: true,
      communityFile: 'community.yaml',
      dataDir: '.data',
      database: { engine: 'sqlite' },
    });
    expect(read({ PORT: '', DATABASE: ' ', HELPLINE_NUMBER: '' })).toStrictEqual(read({}));
  });

  test('may say everything', () => {
    const settings = read({
      PORT: '8080',
      PUBLIC_URL: 'https://line.example.org/prod/',
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: 'new, old',
      TWILIO_API_BASE_URL: 'https://api.twilio.com',
      HELPLINE_NUMBER: '+15550100009',
      COMMUNITY_FILE: 'ours.yaml',
      DATA_DIR: '/data',
      DATABASE: 'dynamodb',
      DYNAMODB_ENDPOINT: 'http://localhost:8000',
      TABLE_NAME: 'ours',
    });
    expect(settings).toStrictEqual({
      config: {
        publicUrl: 'https://line.example.org/prod',
        accountSid: 'AC1',
        authTokens: ['new', 'old'],
        apiBaseUrl: 'https://api.twilio.com',
      },
      port: 8080,
      simulated: false,
      helplineNumber: '+15550100009',
      communityFile: 'ours.yaml',
      dataDir: '/data',
      database: { engine: 'dynamodb', table: 'ours', endpoint: 'http://localhost:8000' },
    });
    expect(read({ DATABASE: 'dynamodb' }).database).toStrictEqual({ engine: 'dynamodb', table: 'porchlight' });
  });

  test('moves the addresses with the port', () => {
    const { config } = read({ PORT: '4000' });
    expect([config.publicUrl, config.apiBaseUrl]).toEqual(['http://localhost:4000', 'http://127.0.0.1:4000']);
  });

  test('is told every mistake at once, with no secret in it', () => {
    const found = problems({
      PORT: '70000',
      PUBLIC_URL: 'line.example.org',
      TWILIO_API_BASE_URL: 'ftp://x',
      TWILIO_ACCOUNT_SID: 'secret-sid',
      TWILIO_AUTH_TOKEN: 'secret,',
      HELPLINE_NUMBER: '5550100',
      DATABASE: 'postgres',
      DYNAMODB_ENDPOINT: 'http://x?y',
    });
    expect(found.map(problem => problem.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'TWILIO_API_BASE_URL',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'HELPLINE_NUMBER',
      'DATABASE',
      'DYNAMODB_ENDPOINT',
    ]);
    expect(found.join()).not.toContain('secret');
  });

  test('must be whole when texts leave for real', () => {
    expect(problems({ TWILIO_API_BASE_URL: 'https://api.twilio.com' }).map(problem => problem.split(' ')[0])).toEqual([
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'PUBLIC_URL',
    ]);
  });
});

test.each([
  ['https://api.twilio.com', true],
  ['https://API.dublin.ie1.twilio.com/', true],
  ['https://twilio.com.evil.example', false],
  ['https://nottwilio.com', false],
  ['http://localhost:3000', false],
  ['nonsense', false],
])('%s is Twilio’s own: %s', (address, own) => {
  expect(isTwilios(address)).toBe(own);
});
