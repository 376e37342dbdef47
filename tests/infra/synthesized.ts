import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PorchlightStack } from '../../infra/porchlight-stack.ts';
import { readSettings } from '../../infra/settings.ts';
import { wholeApp } from '../../infra/whole-app.ts';
import { book } from '../../ivr-scripts/book.ts';
import { fallbackFiles } from '../../shared/reply/fallback.ts';
import { type Bundle, DOORS, type DoorName } from '../../tools/bundle.ts';
import type { Fallback } from '../../tools/fallback.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

/** One resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  // The shape of each kind of resource is CloudFormation's; tests look where they know something must be.
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** What cdk.json says, as the command line of the CDK reads it. */
const contextOf = (): Record<string, unknown> =>
  (JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> }).context;

/** The stack with these settings, made offline from bundles that hold nothing. */
export const synthesized = (
  settings: Readonly<Record<string, string>> = {},
  more: { readonly fallbackUrl?: string; readonly audioUrl?: string } = {},
) => {
  const outdir = mkdtempSync(join(tmpdir(), 'porchlight-synth-'));
  const app = new App({ outdir, context: { ...contextOf(), ...settings } });
  const stack = new PorchlightStack(app, 'Porchlight', { settings: readSettings(app.node), bundles: emptyBundles(outdir), ...more });
  return { app, stack, template: Template.fromStack(stack) };
};

/** The same with cdk-nag looking on: the findings that are not set aside. */
export const nagFindings = (spoil: Spoil = () => {}) => {
  const { app, checks } = checkedApp(spoil);
  return checks.validateScope(app);
};

/** Makes what `npm run synth` makes, and answers whether cdk-nag let it. */
export const synthHolds = (spoil: Spoil = () => {}): boolean => {
  const { app } = checkedApp(spoil);
  const [before, said] = [process.exitCode, console.error];
  try {
    process.exitCode = 0;
    console.error = () => {};
    app.synth();
    return process.exitCode === 0;
  } catch {
    return false;
  } finally {
    process.exitCode = before;
    console.error = said;
  }
};

type Spoil = (stack: PorchlightStack) => void;

/** The app as it is deployed, but for what its bundles hold. */
const checkedApp = (spoil: Spoil) => {
  const outdir = mkdtempSync(join(tmpdir(), 'porchlight-nag-'));
  const fallback: Fallback = { files: folder => fallbackFiles({ book, community: sampleCommunity(), folder }), audioDir: undefined };
  const { app, line, checks } = wholeApp({ bundles: emptyBundles(outdir), fallback }, { outdir, context: contextOf() });
  spoil(line);
  return { app, checks };
};

const emptyBundles = (outdir: string): Record<DoorName, Bundle> => {
  const bundle = (name: DoorName): Bundle => {
    const dir = join(outdir, '..', `${outdir}-bundles`, name);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'index.mjs'), `export const handler = () => '${name}';\n`);
    return { dir, bytes: 0, codeBytes: 0, inputs: [] };
  };
  return Object.fromEntries(DOORS.map(name => [name, bundle(name)])) as Record<DoorName, Bundle>;
};
