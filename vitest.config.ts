import { defineConfig } from 'vitest/config';
import { COMPILED } from './tests/support/bare-env.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/dynamodb-once.ts'],
    // A slow machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // No test leaves anything behind in a module: loading the house once for each worker and not for each file halves the time.
    isolate: false,
    // One more than the two processors that it must be quick on: one of them mostly waits, for a process, a browser, a database.
    maxWorkers: 3,
    maxConcurrency: 2,
    // For the processes that tests start with this environment.
    env: { NODE_COMPILE_CACHE: COMPILED },
    sequence: { sequencer: LongestFirst },
  },
});
