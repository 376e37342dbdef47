import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { DEADLINE_MS } from '../../shared/shell/webhook.ts';
import { createTableInput } from '../../shared/table/schema.ts';
import { type Resource, synthesized } from './synthesized.ts';

const { template } = synthesized({ alarmEmail: 'rosa@example.org' });
const all = (type: string): [string, Resource][] => Object.entries(template.findResources(type)) as [string, Resource][];
const one = (type: string): Resource => {
  const found = all(type);
  expect(found).toHaveLength(1);
  return found[0]?.[1] as Resource;
};
const functions = all('AWS::Lambda::Function');
const functionNamed = (door: string): Record<string, unknown> => {
  const found = functions.find(([id]) => id.startsWith(door.replaceAll('-', '')));
  expect(found, `${door} is a function`).toBeDefined();
  return found?.[1].Properties ?? {};
};
const WEB_DOORS = ['sms-inbound', 'voice-inbound', 'voice-outgoing', 'voice-reports', 'message-status'];
const WORKERS = ['send-outbox', 'tick'];

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Effect: string;
}
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const statementsOf = (resource: Resource): Statement[] =>
  (resource.Properties.PolicyDocument as { Statement: Statement[] } | undefined)?.Statement ?? [];
/** Everything the functions' roles may do: `door` of the role, action, resource. */
const leaves = all('AWS::IAM::Policy').flatMap(([id, policy]) =>
  statementsOf(policy).flatMap(({ Action, Resource, Effect }) => {
    expect(Effect).toBe('Allow');
    return list(Action).flatMap(action => list(Resource).map(resource => ({ id, action, resource: JSON.stringify(resource) })));
  }),
);
const leavesOf = (door: string) => leaves.filter(({ id }) => id.startsWith(`${door.replaceAll('-', '')}Role`));

describe('the table', () => {
  const table = one('AWS::DynamoDB::Table');

  it('is the one that the store and the tests know', () => {
    const { TableName: _name, ...described } = createTableInput('any');
    expect(table.Properties).toMatchObject({
      BillingMode: described.BillingMode,
      KeySchema: described.KeySchema,
      GlobalSecondaryIndexes: described.GlobalSecondaryIndexes,
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
    expect(new Set(table.Properties.AttributeDefinitions as unknown[])).toEqual(new Set(described.AttributeDefinitions));
  });

  it('can be brought back to any second and not be deleted by mistake', () => {
    expect(table.Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(table.Properties.DeletionProtectionEnabled).toBe(true);
    expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  it('is encrypted with a key of the group that rotates and outlives the stack', () => {
    const key = one('AWS::KMS::Key');
    expect(key.Properties.EnableKeyRotation).toBe(true);
    expect(key.DeletionPolicy).toBe('Retain');
    expect(table.Properties.SSESpecification).toMatchObject({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: expect.anything(),
    });
  });
});

describe('the functions', () => {
  it('are the eight doors, on Node 24 and ARM', () => {
    expect(functions).toHaveLength(8);
    for (const [, { Properties }] of functions) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    }
  });

  it.each(WEB_DOORS)('%s ends before Twilio gives up, and not before it has said that it is sorry', door => {
    const endsMs = Number(functionNamed(door).Timeout) * 1_000;
    expect(endsMs).toBeLessThan(15_000);
    expect(endsMs).toBeGreaterThanOrEqual(DEADLINE_MS + 3_000);
  });

  it('answer through an API that gives up before Twilio does', () => {
    for (const [, { Properties }] of all('AWS::ApiGatewayV2::Integration')) expect(Properties.TimeoutInMillis).toBeLessThan(15_000);
  });

  it.each(WORKERS)('%s ends before the next minute, with capacity set aside', door => {
    expect(functionNamed(door).Timeout).toBeLessThan(60);
    expect(functionNamed(door).ReservedConcurrentExecutions).toBeGreaterThan(0);
  });

  it('never tick twice at once', () => {
    expect(functionNamed('tick').ReservedConcurrentExecutions).toBe(1);
  });

  it('can be deployed to an account that is too small to set capacity aside', () => {
    const small = synthesized({ reserveConcurrency: 'false' }).template;
    small.allResourcesProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: Match.absent() });
  });
});

describe('what is written down about people', () => {
  it('lies in logs of our own, encrypted, for thirty days', () => {
    const groups = all('AWS::Logs::LogGroup');
    expect(groups).toHaveLength(functions.length + 1);
    for (const [, { Properties }] of groups) expect(Properties).toMatchObject({ RetentionInDays: 30, KmsKeyId: expect.anything() });
    for (const [, { Properties }] of functions) expect(Properties.LoggingConfig).toMatchObject({ LogGroup: { Ref: expect.any(String) } });
  });

  it('is not in the access log', () => {
    const { AccessLogSettings } = one('AWS::ApiGatewayV2::Stage').Properties as { AccessLogSettings: { Format: string } };
    expect(AccessLogSettings.Format).toContain('$context.status');
    expect(AccessLogSettings.Format).not.toMatch(/identity|sourceIp|userAgent|authorizer|path|querystring/i);
  });

  it('is encrypted wherever it waits', () => {
    expect(one('AWS::SQS::Queue').Properties.SqsManagedSseEnabled).toBe(true);
    expect(one('AWS::SNS::Topic').Properties.KmsMasterKeyId).toBeDefined();
  });
});

describe('leave', () => {
  it('is never given by wildcard', () => {
    expect(leaves.length).toBeGreaterThan(30);
    // An index is named by its table's ARN and its own name; nothing ends in a star.
    for (const { id, action, resource } of leaves) {
      expect(action, id).not.toContain('*');
      expect(resource, `${id} ${action}`).not.toContain('*');
    }
  });

  it('comes from policies of our own, with none of AWS for all accounts', () => {
    for (const [, { Properties }] of all('AWS::IAM::Role')) expect(Properties.ManagedPolicyArns).toBeUndefined();
  });

  it.each(WEB_DOORS)('%s may read the token that signs, and not what texts are sent with', door => {
    const secrets = leavesOf(door).filter(({ action }) => action.startsWith('ssm:'));
    expect(secrets).toHaveLength(1);
    expect(secrets[0]?.resource).toContain(':parameter/porchlight/webhook-tokens');
    expect(functionNamed(door).Environment).toMatchObject({ Variables: { TWILIO_SECRET_PARAMETER: '/porchlight/webhook-tokens' } });
  });

  it.each(WORKERS)('%s may read what texts are sent with, and not the token that signs', door => {
    const secrets = leavesOf(door).filter(({ action }) => action.startsWith('ssm:'));
    expect(secrets).toHaveLength(1);
    expect(secrets[0]?.resource).toContain(':parameter/porchlight/send-key');
    expect(functionNamed(door).Environment).toMatchObject({ Variables: { TWILIO_SECRET_PARAMETER: '/porchlight/send-key' } });
  });

  it('calendar may get rows by their keys and nothing else, and has no secret of the carrier', () => {
    const actions = leavesOf('calendar').map(({ action }) => action);
    const key = ['kms:Decrypt', 'kms:DescribeKey'];
    expect(actions.sort()).toEqual(['dynamodb:BatchGetItem', ...key, 'logs:CreateLogStream', 'logs:PutLogEvents']);
    expect(leavesOf('calendar').some(({ resource }) => resource.includes('/index/'))).toBe(false);
    expect(functionNamed('calendar').Environment).toEqual({ Variables: { TABLE_NAME: expect.anything() } });
  });

  it('to see what is due is the workers alone, and the stream the sender alone', () => {
    const holders = (part: string): string[] => [
      ...new Set(leaves.filter(({ resource }) => resource.includes(part)).map(({ id }) => id.split('Role')[0] ?? '')),
    ];
    expect(holders('/index/by-due').sort()).toEqual(['sendoutbox', 'tick']);
    expect(holders('StreamArn')).toEqual(['sendoutbox']);
    expect(holders('/index/by-list')).not.toContain('messagestatus');
  });

  it('holds neither scans nor anything that changes the table itself', () => {
    const actions = new Set(leaves.map(({ action }) => action).filter(action => action.startsWith('dynamodb:')));
    expect([...actions].sort()).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
  });
});

describe('the whole template', () => {
  const text = JSON.stringify(template.toJSON());

  it('holds no secret, only the names under which they lie', () => {
    const environments = functions.flatMap(([, { Properties }]) =>
      Object.keys((Properties.Environment as { Variables: object }).Variables),
    );
    expect(new Set(environments)).toEqual(new Set(['TABLE_NAME', 'PUBLIC_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_SECRET_PARAMETER']));
    expect(text).not.toMatch(/AUTH_TOKEN|password|\bSK[0-9a-f]{32}|\bAC[0-9a-f]{32}|"[0-9a-f]{32}"|resolve:(ssm-secure|secretsmanager)/i);
  });

  it('tells the functions the very address that Twilio is told', () => {
    const output = template.findOutputs('SmsWebhook').SmsWebhook as { Value: { 'Fn::Join': [string, [unknown, string]] } };
    const [address, path] = output.Value['Fn::Join'][1];
    expect(path).toBe('/twilio/sms');
    expect(functionNamed('sms-inbound').Environment).toMatchObject({ Variables: { PUBLIC_URL: address } });
    expect(one('AWS::ApiGatewayV2::Stage').Properties.StageName).toBe('$default');
  });

  it('takes a domain of the group instead', () => {
    const own = synthesized({ publicUrl: 'https://line.example.org/' }).template;
    own.hasOutput('SmsWebhook', { Value: 'https://line.example.org/twilio/sms' });
    // The calendar's function makes no address, and is told none.
    const told = Match.objectLike({ PUBLIC_URL: 'https://line.example.org' });
    own.resourcePropertiesCountIs('AWS::Lambda::Function', { Environment: { Variables: told } }, functions.length - 1);
  });

  it('sends calendar programs to their own function, which the access log cannot tell apart', () => {
    const routes = all('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
    expect(routes.filter(key => `${key}`.includes('calendar'))).toEqual(['GET /calendar/{file}']);
  });

  it('limits how often the line can be called', () => {
    expect(one('AWS::ApiGatewayV2::Stage').Properties.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 });
  });

  it.each([
    [{ publicUrl: 'line.example.org' }, /publicUrl is "line.example.org"; it must be an address that begins with https/],
    [{ parameters: 'porchlight' }, /parameters is "porchlight"; it must be a path/],
    [{ alarmEmail: 'rosa' }, /alarmEmail is "rosa"; it must be an e-mail address/],
    [{ reserveConcurrency: 'maybe' }, /reserveConcurrency is "maybe"; it must be true or false/],
  ])('refuses %o', (settings, reason) => {
    expect(() => synthesized(settings)).toThrow(reason);
  });
});
