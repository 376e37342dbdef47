import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { bundleAll } from '../tools/bundle.ts';
import { readFallback } from '../tools/fallback.ts';
import { FallbackStack } from './fallback-stack.ts';
import { checkWithNag } from './nag.ts';
import { PorchlightStack } from './porchlight-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
const settings = readSettings(app.node);
// The bundles are made first, so that the stack takes them as they are; neither needs the network or Docker.
const bundles = await bundleAll(fileURLToPath(new URL('../dist/functions', import.meta.url)));
const line = new PorchlightStack(app, 'Porchlight', { settings, bundles, description: 'A text-and-call helpline' });
const region = settings.fallbackRegion;
const fallback =
  region === undefined
    ? []
    : [
        new FallbackStack(app, 'PorchlightFallback', {
          region,
          fallback: await readFallback(),
          description: 'Answers while the helpline does not',
        }),
      ];
checkWithNag(app, line, ...fallback);
app.synth();
