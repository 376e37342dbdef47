import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { bundleAll } from '../tools/bundle.ts';
import { checkWithNag } from './nag.ts';
import { PorchlightStack } from './porchlight-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
const settings = readSettings(app.node);
// The bundles are made first, so that the stack takes them as they are; neither needs the network or Docker.
const bundles = await bundleAll(fileURLToPath(new URL('../dist/functions', import.meta.url)));
checkWithNag(app, new PorchlightStack(app, 'Porchlight', { settings, bundles, description: 'A text-and-call helpline' }));
app.synth();
