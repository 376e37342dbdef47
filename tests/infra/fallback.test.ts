import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { FallbackStack, fallbackFolder } from '../../infra/fallback-stack.ts';
import { checkWithNag } from '../../infra/nag.ts';
import { readSettings } from '../../infra/settings.ts';
import { readVoice } from '../../local/simulator/voice/check.ts';
import { type Fallback, readFallback } from '../../tools/fallback.ts';
import { type Resource, synthesized } from './synthesized.ts';

const REGION = 'eu-central-1';
let own: Fallback;
beforeAll(async () => {
  own = await readFallback();
});

const stackWith = (fallback: Fallback) => {
  const outdir = mkdtempSync(join(tmpdir(), 'porchlight-fallback-'));
  const { context }: { context: Record<string, unknown> } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ outdir, context });
  return { outdir, app, stack: new FallbackStack(app, 'PorchlightFallback', { region: REGION, fallback }) };
};
const templateOf = (fallback: Fallback): Template => Template.fromStack(stackWith(fallback).stack);
const one = (template: Template, type: string): Resource => {
  const found = Object.values(template.findResources(type)) as Resource[];
  expect(found).toHaveLength(1);
  return found[0] as Resource;
};
/** A folder as recordings lie in it. */
const recordings = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-audio-'));
  mkdirSync(join(dir, 'ht'));
  for (const name of ['manifest.yaml', 'ht/lines.call-down.mp3']) writeFileSync(join(dir, name), 'x');
  return dir;
};

describe('the fallback on AWS', { timeout: 60_000 }, () => {
  it('has no part in what the line stands on: no API, no table, no key, and no function but the one that copies files at a deploy', () => {
    const { Resources } = templateOf(own).toJSON() as { Resources: Record<string, Resource> };
    const types = new Set(Object.values(Resources).map(({ Type }) => Type));
    expect([...types].sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Lambda::LayerVersion',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'Custom::CDKBucketDeployment',
    ]);
    expect(stackWith(own).stack.region).toBe(REGION);
  });

  it('lets everyone read the files, over TLS, and nobody list or write them', () => {
    const template = templateOf(own);
    expect(one(template, 'AWS::S3::Bucket').Properties.PublicAccessBlockConfiguration).toMatchObject({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
    });
    const { Statement } = one(template, 'AWS::S3::BucketPolicy').Properties.PolicyDocument as { Statement: Record<string, unknown>[] };
    const forAll = Statement.filter(({ Effect, Principal }) => Effect === 'Allow' && JSON.stringify(Principal) === '{"AWS":"*"}');
    expect(forAll.map(({ Action }) => Action)).toEqual(['s3:GetObject']);
    expect(JSON.stringify(forAll[0]?.Resource)).toContain('/*');
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Action: 's3:*' }),
    );
  });

  it('keeps no list of who called: the address that Twilio asks for holds their number', () => {
    expect(one(templateOf(own), 'AWS::S3::Bucket').Properties.LoggingConfiguration).toBeUndefined();
  });

  it('puts every file there, as XML that is never kept, with addresses in the very bucket', () => {
    const { outdir, app, stack } = stackWith(own);
    app.synth();
    const { Properties } = one(Template.fromStack(stack), 'Custom::CDKBucketDeployment');
    expect(Properties).toMatchObject({
      SystemMetadata: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-cache' },
      Exclude: ['audio/*'],
    });
    const put = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.xml'));
    const names = put.map(name => name.split('/').at(-1) ?? '').sort();
    expect(names).toEqual(['message.xml', 'voice-left.xml', 'voice-sorry.xml', 'voice-taken.xml', 'voice-whisper.xml', 'voice.xml']);
    // What stands for the account's number is put in at the deploy; everything else is in the file as Twilio gets it.
    const voice = readFileSync(join(outdir, put.find(name => name.endsWith('/voice.xml')) ?? ''), 'utf8');
    expect(voice.match(/https:\/\/porchlight-fallback-<<marker:\w+:\d>>-eu-central-1\.s3\.eu-central-1\./g)).toHaveLength(2);
    expect(readVoice(voice.replaceAll(/<<marker:\w+:\d>>/g, '123456789012'))).toMatchObject({ ok: true, faults: [] });
  });

  it('has recordings beside them where there are any, without the manifest', () => {
    const { outdir, app, stack } = stackWith({ ...own, audioDir: recordings() });
    app.synth();
    const uploads = Object.values(Template.fromStack(stack).findResources('Custom::CDKBucketDeployment')) as Resource[];
    expect(uploads.map(({ Properties }) => Properties.DestinationBucketKeyPrefix)).toEqual([undefined, 'audio']);
    const put = readdirSync(outdir, { recursive: true, encoding: 'utf8' });
    expect(put.some(name => name.endsWith('ht/lines.call-down.mp3'))).toBe(true);
    expect(put.some(name => name.endsWith('manifest.yaml'))).toBe(false);
  });

  it('is known to the functions of the line, with its recordings; nothing names it where there is none', () => {
    const variables = (name: string, more: { readonly fallbackUrl?: string; readonly audioUrl?: string }): ReadonlySet<unknown> => {
      const functions = Object.values(synthesized({}, more).template.findResources('AWS::Lambda::Function')) as Resource[];
      const told = functions.map(({ Properties }) => (Properties.Environment as { Variables: Record<string, unknown> }).Variables);
      // All but the calendar's, which answers nothing that the carrier fetches.
      return new Set(told.filter(one => 'PUBLIC_URL' in one).map(one => one[name]));
    };
    const both = { fallbackUrl: 'https://f.example.net', audioUrl: 'https://f.example.net/audio' };
    expect(variables('FALLBACK_URL', both)).toEqual(new Set([both.fallbackUrl]));
    expect(variables('AUDIO_URL', both)).toEqual(new Set([both.audioUrl]));
    expect(variables('FALLBACK_URL', {})).toEqual(new Set([undefined]));
    expect(variables('AUDIO_URL', {})).toEqual(new Set([undefined]));
  });

  it('tells where it is, for "helpline connect"', () => {
    const value = ['https://porchlight-fallback-', { Ref: 'AWS::AccountId' }, `-${REGION}.s3.${REGION}.amazonaws.com`];
    templateOf(own).hasOutput('Folder', { Value: { 'Fn::Join': ['', value] } });
    expect(fallbackFolder(REGION)).toMatch(/^https:\/\/porchlight-fallback-/);
  });

  it.each([
    ['without recordings', undefined],
    ['with recordings', 'some'],
  ])('is passed by cdk-nag %s', (_, audio) => {
    const { app, stack } = stackWith({ ...own, audioDir: audio && recordings() });
    const { success, violations } = checkWithNag(app, stack).validateScope(app);
    expect(violations).toEqual([]);
    expect(success).toBe(true);
  });

  it('would not be passed with anything more', () => {
    const { app, stack } = stackWith(own);
    const role = stack.node.findChild('UploaderRole') as Role;
    role.addToPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: ['*'] }));
    const { violations } = checkWithNag(app, stack).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toContain('AwsSolutions-IAM5[Resource::*]');
  });
});

describe('where it lies', () => {
  const region = (settings: Readonly<Record<string, string>>, line?: string): string | undefined =>
    readSettings(new App({ context: settings }).node, line).fallbackRegion;

  it('is never where the line is', () => {
    expect(region({})).toBe('us-west-2');
    expect(region({}, 'us-east-1')).toBe('us-west-2');
    expect(region({}, 'us-west-2')).toBe('us-east-2');
    expect(region({ fallbackRegion: REGION }, 'us-east-1')).toBe(REGION);
    expect(() => region({ fallbackRegion: 'us-east-1' }, 'us-east-1')).toThrow(/must be another region than the line's own/);
  });

  it('may be elsewhere than on AWS', () => {
    expect(region({ fallbackRegion: 'none' })).toBeUndefined();
    expect(() => region({ fallbackRegion: 'Oregon' })).toThrow(/fallbackRegion is "Oregon"; it must be a region of AWS/);
  });
});
