import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { bundleAll } from '../tools/bundle.ts';
import { readFallback } from '../tools/fallback.ts';
import { FallbackStack, fallbackFolder } from './fallback-stack.ts';
import { checkWithNag } from './nag.ts';
import { PorchlightStack } from './porchlight-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
const settings = readSettings(app.node);
// The bundles are made first, so that the stack takes them as they are; neither needs the network or Docker.
const bundles = await bundleAll(fileURLToPath(new URL('../dist/functions', import.meta.url)));
const fallback = await readFallback();
const { fallbackRegion: region } = settings;
// Recordings lie beside the fallback: a bucket is there already, and a call to the line needs no other part of that region.
if (fallback.audioDir !== undefined && region === undefined)
  throw new Error('There are recordings in ivr-scripts/audio, which lie in the bucket of the fallback: set fallbackRegion to a region.');
const fallbackUrl = region && fallbackFolder(region);
const recordings = fallbackUrl !== undefined && fallback.audioDir !== undefined ? { audioUrl: `${fallbackUrl}/audio` } : {};
const elsewhere = fallbackUrl === undefined ? {} : { fallbackUrl, ...recordings };
const line = new PorchlightStack(app, 'Porchlight', { settings, bundles, ...elsewhere, description: 'A text-and-call helpline' });
const description = 'Answers while the helpline does not';
const beside = region === undefined ? [] : [new FallbackStack(app, 'PorchlightFallback', { region, fallback, description })];
checkWithNag(app, line, ...beside);
app.synth();
