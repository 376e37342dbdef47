import { fileURLToPath } from 'node:url';
import { bundleAll } from '../tools/bundle.ts';
import { readFallback } from '../tools/fallback.ts';
import { wholeApp } from './whole-app.ts';

// The bundles are made first, so that the stack takes them as they are; neither needs the network or Docker.
const bundles = await bundleAll(fileURLToPath(new URL('../dist/functions', import.meta.url)));
wholeApp({ bundles, fallback: await readFallback() }).app.synth();
