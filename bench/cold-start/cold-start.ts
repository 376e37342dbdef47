import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { WebEvent } from '../../shared/shell/door.ts';
import { routes } from '../../shared/shell/routes.ts';
import { signedEvent } from '../../tests/support/signed.ts';
import { bundleOne } from '../../tools/bundle.ts';
import { type AwsStub, startAwsStub } from './aws-stub.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../../dist/cold-start', import.meta.url));
const PUBLIC_URL = 'https://line.example.org';
const TOKEN = 'a-token-for-measuring';
const RUNS = 15;

/** The goals: against the DynamoDB SDK alone, and against the same job written the ordinary way. */
export const GOALS = { ofSdk: 1.35, ofOrdinary: 0.5 } as const;

export interface Start {
  readonly name: string;
  readonly kB: number;
  /** From the first import to the answer, in milliseconds: the median of all runs. */
  readonly ms: number;
  readonly importMs: number;
}
export interface ColdStart {
  readonly line: Start;
  readonly empty: Start;
  readonly sdk: Start;
  /** The SDK alone again, bundled with all the care the line's own bundle gets. */
  readonly sdkWithCare: Start;
  readonly ordinary: Start;
  readonly ofSdk: number;
  readonly ofSdkWithCare: number;
  readonly ofOrdinary: number;
}

/**
 * Measures what a resident's first text waits for: how long sms-inbound takes in a fresh process from its first import to the answer to a
 * signed text, beside three baselines. All take turns in the same run, against one stand-in for AWS on this machine.
 */
export const coldStart = async (runs = RUNS): Promise<ColdStart> => {
  const stub = await startAwsStub(TOKEN);
  try {
    const bundles = await bundleThem();
    const measured = await takeTurns(bundles, stub, runs);
    const of = (name: keyof typeof bundles): Start => {
      const bundle = bundles[name];
      const answers = measured.get(name) ?? [];
      return { name, kB: bundle.kB, ms: median(answers.map(a => a.totalMs)), importMs: median(answers.map(a => a.importMs)) };
    };
    const [line, sdk, sdkWithCare, ordinary] = [of('line'), of('sdk'), of('sdkWithCare'), of('ordinary')];
    const ratios = { ofSdk: line.ms / sdk.ms, ofSdkWithCare: line.ms / sdkWithCare.ms, ofOrdinary: line.ms / ordinary.ms };
    return { line, empty: of('empty'), sdk, sdkWithCare, ordinary, ...ratios };
  } finally {
    stub.close();
  }
};

interface Measurable {
  readonly file: string;
  readonly kB: number;
}

const bundleThem = async () => {
  const withCare = async (entry: string, name: string): Promise<Measurable> => {
    const { dir, bytes } = await bundleOne(entry, outDir, name);
    return { file: join(dir, 'index.mjs'), kB: bytes / 1000 };
  };
  const baseline = (name: string): string => join(here, 'baselines', `${name}.ts`);
  return {
    line: await withCare(fileURLToPath(new URL('../../functions/sms-inbound.ts', import.meta.url)), 'line'),
    empty: await withCare(baseline('empty'), 'empty'),
    sdk: await asUsual(baseline('dynamo-sdk'), 'sdk'),
    sdkWithCare: await withCare(baseline('dynamo-sdk'), 'sdk-with-care'),
    ordinary: await asUsual(baseline('ordinary'), 'ordinary'),
  };
};

/** The way most bundle for Lambda: esbuild's defaults for Node, minified, one CommonJS file. */
const asUsual = async (entry: string, name: string): Promise<Measurable> => {
  const file = join(outDir, name, 'index.cjs');
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'error',
  });
  return { file, kB: statSync(file).size / 1000 };
};

interface Answered {
  readonly totalMs: number;
  readonly importMs: number;
  readonly status: number;
}

/** One run of each, then again, so that whatever else the machine does falls on all alike. The first round only warms the disk. */
const takeTurns = async <N extends string>(bundles: Readonly<Record<N, Measurable>>, stub: AwsStub, runs: number) => {
  const measured = new Map<string, Answered[]>();
  for (let run = 0; run <= runs; run++) {
    for (const [name, { file }] of Object.entries<Measurable>(bundles)) {
      const answered = await firstAnswer(file, stub);
      if (answered.status !== 200 && answered.status !== 204) throw new Error(`${name} answered ${answered.status}, not a text.`);
      if (run > 0) measured.set(name, [...(measured.get(name) ?? []), answered]);
    }
  }
  return measured;
};

const firstAnswer = async (file: string, stub: AwsStub): Promise<Answered> => {
  const args = [join(here, 'first-answer.mjs'), file, JSON.stringify(EVENT)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: lambdaEnvironment(stub.url) });
  const line = stdout.trim().split('\n').pop() ?? '';
  return JSON.parse(line);
};

/** The environment a function has on Lambda, with AWS's services at one address of this machine. */
export const lambdaEnvironment = (awsUrl: string): Record<string, string> => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
  AWS_ENDPOINT_URL: awsUrl,
  AWS_LAMBDA_FUNCTION_NAME: 'sms-inbound',
  HOME: '/nonexistent',
  TABLE_NAME: 'table',
  PUBLIC_URL,
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_SECRET_PARAMETER: '/porchlight/webhook-tokens',
});

const EVENT: WebEvent = signedEvent({
  publicUrl: PUBLIC_URL,
  path: routes.sms,
  token: TOKEN,
  params: {
    MessageSid: `SM${'1'.repeat(32)}`,
    AccountSid: `AC${'0'.repeat(32)}`,
    From: '+15550100001',
    To: '+15550100000',
    Body: 'NEED FOOD',
    NumMedia: '0',
  },
});

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** The figures as lines to print. */
export const coldStartReport = (figures: ColdStart): readonly string[] => {
  const row = (what: string, { kB, ms, importMs }: Start): string =>
    `  ${what.padEnd(44)} ${kB.toFixed(0).padStart(6)} kB ${ms.toFixed(1).padStart(7)} ms  (import ${importMs.toFixed(1)} ms)`;
  const goal = (ratio: number, most: number): string => `${ratio.toFixed(2)}x (at most ${most}x: ${ratio <= most ? 'held' : 'MISSED'})`;
  return [
    'Cold start: from the first import to the first answer, in a fresh process',
    row('empty handler', figures.empty),
    row('DynamoDB SDK alone, bundled as usual', figures.sdk),
    row('DynamoDB SDK alone, bundled with our care', figures.sdkWithCare),
    row('the same job the ordinary way', figures.ordinary),
    row('sms-inbound', figures.line),
    `  of the SDK alone: ${goal(figures.ofSdk, GOALS.ofSdk)}; bundled with our care: ${figures.ofSdkWithCare.toFixed(2)}x`,
    `  of the ordinary way: ${goal(figures.ofOrdinary, GOALS.ofOrdinary)}`,
  ];
};
