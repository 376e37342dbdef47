import { App, type AppProps } from 'aws-cdk-lib';
import type { AwsSolutionsChecks } from 'cdk-nag';
import type { Bundle, DoorName } from '../tools/bundle.ts';
import type { Fallback } from '../tools/fallback.ts';
import { FallbackStack, fallbackFolder } from './fallback-stack.ts';
import { checkWithNag } from './nag.ts';
import { PorchlightStack } from './porchlight-stack.ts';
import { readSettings } from './settings.ts';

/** What was made before the app: the doors' bundles, and the files that answer while the line does not. */
export interface AppParts {
  readonly bundles: Readonly<Record<DoorName, Bundle>>;
  readonly fallback: Fallback;
}
export interface WholeApp {
  readonly app: App;
  readonly line: PorchlightStack;
  readonly checks: AwsSolutionsChecks;
}

/** Everything that is deployed, with cdk-nag looking on: whatever it finds stops the synth. */
export const wholeApp = ({ bundles, fallback }: AppParts, props: AppProps = {}): WholeApp => {
  const app = new App(props);
  const settings = readSettings(app.node);
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
  return { app, line, checks: checkWithNag(app, line, ...beside) };
};
